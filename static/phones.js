// Telephone numbers in their international form, for the chat, whose callback must answer at once. The rules are those of
// libphonenumber, one object for each country; docs/decisions/0043-chat.md says how they get here.
"use strict";

window.portalPhones = (rules, country) => {
  const home = rules.find((rule) => rule.id === country);
  // The first country of a calling code has the formats of all of them.
  const first = new Map();
  rules.forEach((rule) => first.has(rule.code) || first.set(rule.code, rule));
  const at = (pattern) => new RegExp("^(?:" + pattern + ")");
  const whole = (pattern, text) => new RegExp("^(?:" + pattern + ")$").test(text);
  const tooLong = (rule, digits) => digits.length > Math.max(...rule.lengths);

  // Takes the national prefix away, such as the 0 in 06 12 34 56 78, unless it belongs to the number.
  const national = (digits, rule) => {
    const found = rule.prefix && at(rule.prefix).exec(digits);
    if (!found) {
      return digits;
    }
    const grouped = found.length > 1 && found.at(-1);
    const rest =
      rule.transform && grouped ? digits.replace(at(rule.prefix), rule.transform) : digits.slice(found[0].length);
    const spoilt = whole(rule.general, digits) && !whole(rule.general, rest);
    return spoilt || !(rule.lengths.includes(rest.length) || tooLong(rule, rest)) ? digits : rest;
  };

  // The digits after + or what is dialled for it, and after a calling code without either, which people write, too.
  const abroad = (text) => {
    if (text.startsWith("+")) {
      return text.slice(1);
    }
    const dialled = at(home.idd || "00").exec(text);
    if (dialled && text[dialled[0].length] !== "0") {
      return text.slice(dialled[0].length);
    }
    if (!text.startsWith(home.code)) {
      return undefined;
    }
    const [long, short] = [text, text.slice(home.code.length)].map((digits) => national(digits, home));
    const meant = !whole(home.general, long) && whole(home.general, short);
    return meant || tooLong(home, long) ? text : undefined;
  };

  // The rule of a number and its digits behind the calling code.
  const parts = (text) => {
    const digits = abroad(text);
    if (digits === undefined) {
      return [home, text];
    }
    const code = [1, 2, 3].map((length) => digits.slice(0, length)).find((code) => first.has(code));
    return code ? [first.get(code), digits.slice(code.length)] : [];
  };

  const formatted = (digits, { formats }) => {
    const fits = ([pattern, , leading]) => (!leading || at(leading).test(digits)) && whole(pattern, digits);
    const format = formats.find(fits);
    // One space between two groups, whatever the country prefers.
    return format ? digits.replace(new RegExp(format[0]), format[1]).replace(/\D+/g, " ").trim() : digits;
  };

  return (text) => {
    const plain = String(text ?? "")
      .normalize("NFKC")
      .replace(/[٠-٩۰-۹]/g, (digit) => digit.charCodeAt(0) & 15)
      .trim();
    // Anything but digits between the usual marks is no number.
    if (plain.length > 60 || !/^\+?[\d\s()[\]./~\u00ad\u200b\u2010-\u2015\u2053\u2060\u2212\u223c\u30fc-]{2,}$/.test(plain)) {
      return null;
    }
    const [rule, digits] = parts(plain.replace(/[^\d+]/g, ""));
    if (!rule || !digits) {
      return null;
    }
    const number = national(digits, rule);
    const main = first.get(rule.code);
    return whole(main.valid || main.general, number) ? "+" + rule.code + " " + formatted(number, main) : null;
  };
};
