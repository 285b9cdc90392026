// Opens the in-site portal, and notices when what is open has come to an end.
"use strict";

(() => {
  // In a page of the application our part may come again, without a load of the page: the script of the part before
  // lets go of everything then. There, no names are taken away from the page.
  const part = document.querySelector("[data-proabono-fragment]");
  const find = (name) => (part ? part.querySelector(`[data-part="${name}"]`) : document.getElementById(name));
  document.dispatchEvent(new Event("proabono-fragment"));
  const life = new AbortController();
  const { signal } = life;
  document.addEventListener("proabono-fragment", () => life.abort(), { signal });

  const subscription = find("subscription");
  const container = (part || document).querySelector("#proabono_portal");
  const block = find("proabono-portal");
  const script = find("proabono-portal-script");

  // ProAbono's script did not come, or does not work: the frame takes its place where there is one, else a sentence.
  let decided = false;
  const fail = () => {
    if (decided || signal.aborted) {
      return;
    }
    decided = true;
    const frame = find("fallback");
    const sentence = find("insite-failed");
    (container || subscription).replaceWith((frame || sentence).content.cloneNode(true));
    watch();
  };
  const open = () => {
    if (decided || signal.aborted) {
      return;
    }
    const portal = window.ProAbonoPortal;
    if (!portal || typeof portal.open !== "function") {
      fail();
      return;
    }
    const failed = (error) => {
      console.error(error);
      decided = false;
      fail();
    };
    try {
      const opening = portal.open(JSON.parse(block.textContent));
      decided = true;
      watch();
      // A later version may take its time over it.
      if (opening && typeof opening.then === "function") {
        opening.then(undefined, failed);
      }
    } catch (error) {
      failed(error);
    }
  };

  // The page in the frame may say how high it is: a setting names the member of its messages that has the pixels. Only the page
  // that the frame was opened with is heard, and only a number.
  const member = subscription && subscription.dataset.height;
  const told = ({ data }) => {
    const height = member && data?.[member];
    return Number.isFinite(height) && height > 0 ? Math.min(Math.max(Math.ceil(height), 400), 20000) : undefined;
  };
  const follow = () => {
    let height = 0;
    let since = 0;
    let answered = true;
    let growths = 0;
    let heard = -Infinity;
    let timer = 0;
    const show = (frame, next) => {
      frame.classList.toggle("told", next > 0);
      frame.style.height = next > 0 ? `${next}px` : "";
      [height, since, answered] = [next, performance.now(), false];
    };
    addEventListener("message", (event) => {
      const sender = (one) => one.contentWindow === event.source && origin(one.src) === event.origin;
      const frame = [...subscription.querySelectorAll("iframe")].find(sender);
      const next = frame && told(event);
      if (!next || growths > 8) {
        return;
      }
      clearTimeout(timer);
      heard = performance.now();
      if (!answered) {
        answered = true;
        growths = height > 0 && next > height && heard - since < 1000 ? growths + 1 : 0;
      }
      // A page that follows the height of its frame would grow with it for ever: it answers to each height with a greater one. What
      // grows by itself, such as something that unfolds, does not once it has come to rest.
      if (growths > 8) {
        show(frame, 0);
      } else if (growths > 4) {
        timer = setTimeout(show, 300, frame, next);
      } else if (next !== height) {
        show(frame, next);
      }
    }, { signal });
    // The next page in the frame may say nothing.
    subscription.addEventListener("load", ({ target, timeStamp }) => {
      growths = 0;
      setTimeout(() => heard < timeStamp - 500 && show(target, 0), 1000);
    }, { capture: true, signal });
  };
  if (member) {
    follow();
  }

  // What is done in the frame changes the subscription, and the page around it cannot see it. It asks our own server once
  // the visitor has something to do with the frame, and again whenever the frame has gone somewhere.
  const standing = find("standing");
  const changed = find("changed");
  const again = [0, 1500, 4000];
  let before;
  let asking = false;
  const read = async () => {
    const response = await fetch(standing.dataset.address, { cache: "no-store" });
    return response.ok ? (await response.json()).standing : undefined;
  };
  const remember = async () => {
    if (before === undefined && !asking) {
      asking = true;
      before = await read().catch(() => undefined);
      asking = false;
    }
  };
  const show = () => location.replace(changed.content.querySelector("a").href);
  const say = () => {
    document.dispatchEvent(new Event("proabono-changed"));
    if (!standing.firstChild) {
      standing.append(changed.content.cloneNode(true));
    }
  };
  const look = async (closed) => {
    const now = await read().catch(() => undefined);
    if (now === undefined || before === undefined || now === before) {
      return false;
    }
    before = now;
    say();
    if (closed || "closed" in standing.dataset) {
      show();
    }
    return true;
  };
  let round = 0;
  let missed;
  const lookAgain = async (closed) => {
    const mine = ++round;
    missed = undefined;
    for (const pause of again) {
      await new Promise((done) => setTimeout(done, pause));
      if (mine !== round || signal.aborted) {
        return;
      }
      if (document.hidden) {
        // The visitor is elsewhere, perhaps in their bank's application.
        missed = () => lookAgain(closed);
        return;
      }
      if (await look(closed)) {
        return;
      }
    }
  };
  const watch = () => {
    if (!standing || !changed || !subscription) {
      return;
    }
    const frames = () => [...subscription.querySelectorAll("iframe")];
    if ("closed" in standing.dataset) {
      // Who follows a link to an offer may need one click only, and nothing else will show what it did.
      remember();
    }
    document.addEventListener("visibilitychange", () => document.hidden || !missed || missed(), { signal });
    // Something changed at the customer. Where nobody has touched the frame there is nothing to compare with, and the page
    // has stood still: then it shows what was.
    document.addEventListener("proabono-news", (event) => {
      if (before !== undefined) {
        lookAgain(false);
      } else if (event.detail.rights) {
        say();
      } else {
        remember();
      }
    }, { signal });
    // A frame's load does not bubble, and is seen on its way down. Without anything to compare with there is no need to ask.
    subscription.addEventListener("load", () => before !== undefined && lookAgain(false), true);
    // Before a visitor can do something in the frame, the pointer or the focus goes there.
    subscription.addEventListener("pointerenter", remember);
    addEventListener("blur", () => {
      if (frames().includes(document.activeElement)) {
        remember();
      }
    }, { signal });
    // What ProAbono's pages say to the page around them is not published. That they say something is reason to look.
    addEventListener("message", (event) => {
      const heard = frames().some((frame) => frame.contentWindow === event.source) && ours(event.origin);
      if (heard && told(event) === undefined) {
        lookAgain(true);
      }
    }, { signal });
    // The in-site portal took its frame away: no hole is left.
    if (container) {
      let filled = frames().length > 0;
      new MutationObserver(() => {
        const now = frames().length > 0;
        if (filled && !now) {
          show();
        }
        filled = now;
      }).observe(container, { childList: true, subtree: true });
    }
  };
  const origin = (address) => {
    try {
      return new URL(address, location.href).origin;
    } catch {
      return "";
    }
  };
  const known = [script && script.src, ...[...(subscription ? subscription.querySelectorAll("iframe") : [])].map((frame) => frame.src)];
  const ours = (from) =>
    /^https:\/\/([a-z0-9_-]+\.)*proabono\.com$/.test(from) || known.some((address) => address && origin(address) === from);

  if (block && script) {
    script.addEventListener("load", open);
    script.addEventListener("error", fail);
    // A script that a policy stops may have failed before this one ran, and one that hangs never does.
    addEventListener("load", open, { signal });
    const late = setTimeout(fail, 15000);
    signal.addEventListener("abort", () => clearTimeout(late));
    // A part that comes after the page was loaded may find the script there already.
    if (window.ProAbonoPortal) {
      open();
    }
  } else if (subscription) {
    watch();
  }
})();
