// Telephone numbers as people write them, with what libphonenumber-js makes of each: ten countries, so many numbers for
// each, the same at every run. Prints [[country, text, international form or null], …].
//
//   node phone-numbers.mjs 50        as the library is imported by default
//   node phone-numbers.mjs 50 max    with all its metadata
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { getCountryCallingCode, parsePhoneNumberFromString } = require(`libphonenumber-js/${process.argv[3] ?? "min"}`);
const examples = require("libphonenumber-js/examples.mobile.json");

// Each stands with two prefixes: people dial the first before a number within the country, the second before one abroad.
const countries = [
  ["CZ", "", "00"],
  ["FR", "0", "00"],
  ["DE", "0", "00"],
  ["GB", "0", "00"],
  ["US", "1", "011"],
  ["IT", "", "00"],
  ["ES", "", "00"],
  ["PL", "", "00"],
  ["SK", "0", "00"],
  ["CH", "0", "00"],
];

let seed = 42;
const below = (limit) => {
  seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
  return (seed >>> 8) % limit;
};

const random = (length) => Array.from({ length }, () => below(10)).join("");

// A number near one that is in use, any number, or one that is too long or too short.
const digits = (example) => {
  const kind = below(8);
  if (kind < 4) {
    const length = 1 + below(6);
    return example.slice(0, -length) + random(length);
  }
  return [() => random(7 + below(6)), () => random(9), () => example + below(10), () => example.slice(0, -1 - below(2))][kind - 4]();
};

const written = (number, [country, within, abroad]) => {
  const code = getCountryCallingCode(country);
  const grouped = number.replace(/(...)(?=.)/g, "$1 ");
  const forms = [
    within + number,
    within + grouped,
    `+${code}${number}`,
    `+${code} ${grouped}`,
    abroad + code + number,
    `(${(within + number).slice(0, 3)}) ${(within + number).slice(3)}`,
    (within + number).replace(/(..)(?=.)/g, "$1."),
  ];
  return forms[below(forms.length)];
};

const answer = (text, country) => {
  const number = parsePhoneNumberFromString(text, { defaultCountry: country, extract: false });
  return number && number.isValid() ? number.formatInternational() : null;
};

const cases = countries.flatMap((country) =>
  Array.from({ length: Number(process.argv[2]) }, () => {
    const text = written(digits(examples[country[0]]), country);
    return [country[0], text, answer(text, country[0])];
  }),
);
console.log(JSON.stringify(cases));
