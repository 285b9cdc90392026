// Runs before the widget's own script: both are deferred, and deferred scripts keep their order.
"use strict";

(() => {
  const block = document.getElementById("proabono-settings");
  const widget = document.getElementById("proabono-widget");
  const settings = block ? JSON.parse(block.textContent) : undefined;
  if (settings && widget && widget.dataset.start) {
    // Installed as in a single-page application: a function takes the settings once the script is there.
    widget.addEventListener("load", () => {
      const names = widget.dataset.start.split(".");
      const owner = names.slice(0, -1).reduce((found, name) => found && found[name], window);
      const start = owner && owner[names.at(-1)];
      if (typeof start === "function") {
        start.call(owner, settings);
      } else {
        console.error("the widget has no function " + widget.dataset.start);
      }
    });
  } else if (settings) {
    window.proAbonoSettings = settings;
  }

  // What times a page are numbers of seconds from the server. Of the two clocks here one may be set while the page is open, and the
  // other may stand still while the computer sleeps, as timers do: what has passed is the longer of the two, and it is looked at
  // now and then. Where that would do harm when it is too long, the server is asked.
  const clocks = () => [Date.now(), performance.now()];
  const passed = (since) => Math.max(...clocks().map((now, which) => now - since[which]));
  const wait = (look, left) => setTimeout(look, Math.min(left + 50, 30000));

  // An open page does not notice that its session has ended: what is done in it would fail.
  const session = document.getElementById("session");
  const over = document.getElementById("session-over");
  if (session && over) {
    const [absolute, idle] = [session.dataset.seconds, session.dataset.idle].map((seconds) => Number(seconds) * 1000);
    let opened = clocks();
    // A visit in another tab keeps the session, too, and comes as an event.
    const visit = "portal-visit";
    let visited;
    const keep = () => {
      visited = clocks();
      try {
        localStorage.setItem(visit, String(Math.random()));
      } catch {
        // Without storage, this tab's own visits count.
      }
    };
    keep();
    addEventListener("storage", (event) => {
      if (event.key === visit) {
        visited = clocks();
      }
    });
    let timer = 0;
    const say = () => {
      if (!session.firstChild) {
        session.append(over.content.cloneNode(true));
        // Signing in leads back to where the visitor is.
        session.querySelector("a").href = location.pathname + location.search;
      }
    };
    // Only the server knows whether it is over: the clocks may say so too early, and somebody may have signed out in another tab.
    const ask = async () => {
      clearTimeout(timer);
      if (document.hidden || session.firstChild) {
        return;
      }
      const answer = await fetch(session.dataset.user, { cache: "no-store" }).catch(() => undefined);
      if (answer && answer.status === 401) {
        say();
      } else if (answer && answer.ok) {
        keep();
        // After the end that was told, a clock must have been set.
        opened = passed(opened) < absolute ? opened : clocks();
        look();
      } else {
        clearTimeout(timer);
        timer = setTimeout(ask, 10000);
      }
    };
    const look = () => {
      clearTimeout(timer);
      const left = Math.min(absolute - passed(opened), idle - passed(visited));
      if (left > 0) {
        timer = wait(look, left);
      } else {
        ask();
      }
    };
    look();
    document.addEventListener("visibilitychange", ask);
    addEventListener("pageshow", look);
  }

  // The row above the frame: the rest of it comes from our server, and comes again whenever something has changed.
  const row = () => document.getElementById("status");
  let asked = 0;
  const refresh = async () => {
    const address = row() && row().dataset.address;
    const mine = ++asked;
    const response = address && (await fetch(address, { cache: "no-store" }).catch(() => undefined));
    if (!response || !response.ok || response.redirected) {
      return;
    }
    const news = new DOMParser().parseFromString(await response.text(), "text/html");
    const [fresh, old] = [news.getElementById("status"), row()];
    if (!fresh || !old || mine !== asked) {
      return;
    }
    const [freshCards, cards] = [news.getElementById("cards"), document.getElementById("cards")];
    // Nothing is taken from under a hand or a finger.
    const held = [old, cards].find((part) => part && part.contains(document.activeElement));
    if (held || old.querySelector("details[open]")) {
      (held || old).addEventListener("focusout", () => setTimeout(refresh, 200), { once: true });
      return;
    }
    if (cards && freshCards) {
      cards.replaceWith(freshCards);
    }
    const titles = [old, fresh].map((one) => one.querySelector("h1 bdi").textContent);
    document.title = document.title.replace(titles[0], () => titles[1]);
    // What is below must not move: a button that comes late stands at the bottom of a phone's screen, and the room of one that
    // goes stays.
    const height = old.offsetHeight;
    old.replaceWith(fresh);
    fresh.classList.toggle("stays", fresh.offsetHeight > height);
    fresh.style.minHeight = height + "px";
    // What was done elsewhere shows in the frame only when it is loaded again, which the other script offers.
    const [before, now] = [old, fresh].map((one) => one.querySelector("h1").textContent);
    if (!("incomplete" in old.dataset) && before !== now) {
      document.dispatchEvent(new CustomEvent("proabono-news", { detail: { rights: true } }));
    }
  };
  if (row() && "incomplete" in row().dataset) {
    refresh();
  }
  document.addEventListener("proabono-changed", refresh);
  document.addEventListener("proabono-news", refresh);
  // Perhaps it was in another tab that something has changed.
  document.addEventListener("visibilitychange", () => document.hidden || refresh());

  // A menu closes when something else is clicked, and by Escape.
  addEventListener("click", (event) => {
    document.querySelectorAll("details.drop[open]").forEach((menu) => {
      if (!menu.contains(event.target)) {
        menu.open = false;
      }
    });
  });
  addEventListener("blur", () => document.querySelectorAll("details.drop[open]").forEach((menu) => (menu.open = false)));
  addEventListener("keydown", (event) => {
    const menu = event.key === "Escape" && document.querySelector("details.drop[open]");
    if (menu) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  // While ProAbono's page loads there is something to see, and after a while something to press.
  const subscription = document.getElementById("subscription");
  const copy = (name) => document.getElementById(name).content.cloneNode(true).firstElementChild;
  if (subscription && document.readyState !== "complete") {
    const [bones, slow] = ["bones", "slow"].map(copy);
    const tab = document.getElementById("new-tab");
    if (tab) {
      const other = tab.cloneNode(true);
      other.removeAttribute("id");
      slow.append(" ", other);
    }
    subscription.prepend(bones);
    subscription.setAttribute("aria-busy", "true");
    const late = setTimeout(() => subscription.prepend(slow), 8000);
    const done = () => {
      clearTimeout(late);
      bones.remove();
      slow.remove();
      subscription.removeAttribute("aria-busy");
    };
    // The page has loaded once its frames have. The in-site portal puts its frame there by itself.
    const frame = subscription.querySelector("iframe");
    if (frame) {
      frame.addEventListener("load", done, { once: true });
      addEventListener("load", done, { once: true });
    } else {
      subscription.addEventListener("load", done, { once: true, capture: true });
      new MutationObserver((_, observer) => {
        if (!document.getElementById("proabono_portal")) {
          observer.disconnect();
          done();
        }
      }).observe(subscription, { childList: true });
    }
  }

  // The first page in the frame is ours to open; with the next one somebody has gone on in it.
  let goneOn = false;
  if (subscription) {
    let loads = 0;
    subscription.addEventListener("load", () => {
      goneOn = ++loads > 1;
      if (goneOn) {
        document.dispatchEvent(new Event("portal-gone-on"));
      }
    }, true);
  }

  // Links in ProAbono's page age with it. A page that nobody has touched is loaded again, as soon as somebody looks at it; where
  // somebody has, they are asked, since what they have written would be lost.
  const old = document.getElementById("too-old");
  if (subscription && old && subscription.dataset.renew) {
    const life = Number(subscription.dataset.renew) * 1000;
    const began = clocks();
    // Whoever has the pointer or the focus in the frame, or has gone on in it, may be writing or paying there.
    let touched = false;
    const touch = () => (touched = true);
    const focused = () => subscription.contains(document.activeElement) && document.activeElement !== subscription;
    subscription.addEventListener("pointerenter", touch);
    addEventListener("blur", () => focused() && touch());
    // After a sleep the network may need a moment, and a page without one would take the place of this one.
    const reachable = async () => {
      const answer = await fetch(subscription.dataset.user, { cache: "no-store", redirect: "manual" }).catch(() => undefined);
      return Boolean(answer) && answer.status < 500;
    };
    let timer = 0;
    const look = async () => {
      clearTimeout(timer);
      const left = life - passed(began);
      if (document.hidden) {
        return;
      }
      if (left > 0) {
        timer = wait(look, left);
        return;
      }
      const busy = () => touched || goneOn || focused();
      if (!busy() && !(await reachable())) {
        clearTimeout(timer);
        timer = setTimeout(look, 10000);
      } else if (busy()) {
        const place = document.getElementById("age");
        place.firstChild || place.append(old.content.cloneNode(true));
      } else {
        location.reload();
      }
    };
    look();
    document.addEventListener("visibilitychange", look);
    addEventListener("pageshow", look);
  }

  // The policy of the page stops a frame that goes where it may not, such as to a bank that nobody has named, and the browser shows a
  // page of its own there. In a tab of its own ProAbono's page may go anywhere.
  const stopped = document.getElementById("stopped");
  if (subscription && stopped) {
    let when = -Infinity;
    document.addEventListener("securitypolicyviolation", (event) => {
      if (event.effectiveDirective === "frame-src") {
        when = event.timeStamp;
      }
    });
    // Other scripts have frames, too: it was this one if it shows something else now.
    subscription.addEventListener("load", (event) => {
      if (event.timeStamp - when > 5000 || stopped.firstChild) {
        return;
      }
      const said = copy("step-stopped");
      const tab = document.getElementById("new-tab");
      if (tab) {
        const other = tab.cloneNode(true);
        other.removeAttribute("id");
        other.className = "button";
        said.querySelector("a").replaceWith(other);
      }
      stopped.append(said);
    }, true);
  }

  // Our own button appears only once there is something for it to open. The widget may need a while after its script.
  const button = document.getElementById("open-widget");
  const ready = () => window.ProAbono && typeof window.ProAbono.open === "function";
  const appear = (tries) => {
    if (ready()) {
      // Above a form that somebody has gone on to in the frame it would hide what is half filled in.
      button.hidden = goneOn;
    } else if (tries > 0) {
      setTimeout(appear, 200, tries - 1);
    }
  };
  if (button && widget) {
    document.addEventListener("portal-gone-on", () => (button.hidden = true));
    widget.addEventListener("load", () => appear(50));
    button.addEventListener("click", () => {
      if (ready()) {
        window.ProAbono.open();
      }
    });
  }
})();
