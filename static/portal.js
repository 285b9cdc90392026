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

  // An open page does not notice that its session has ended: what is done in it would fail. The clock on the wall counts,
  // for timers stand still while the computer sleeps.
  const session = document.getElementById("session");
  const over = document.getElementById("session-over");
  if (session && over) {
    const opened = Date.now();
    const absolute = opened + Number(session.dataset.seconds) * 1000;
    // A visit in another tab keeps the session, too.
    const visit = "portal-visit";
    const visited = () => {
      try {
        return Math.max(opened, Number(localStorage.getItem(visit)) || 0);
      } catch {
        return opened;
      }
    };
    try {
      localStorage.setItem(visit, String(opened));
    } catch {
      // Without storage this tab's own visit counts.
    }
    let timer = 0;
    const look = () => {
      clearTimeout(timer);
      const left = Math.min(absolute, visited() + Number(session.dataset.idle) * 1000) - Date.now();
      if (left > 0) {
        timer = setTimeout(look, Math.min(left + 50, 0x7fffffff));
      } else if (!session.firstChild) {
        session.append(over.content.cloneNode(true));
        // Signing in leads back to where the visitor is.
        session.querySelector("a").href = location.pathname + location.search;
      }
    };
    look();
    document.addEventListener("visibilitychange", look);
    addEventListener("pageshow", look);
  }

  // Our own button appears only once there is something for it to open. The widget may need a while after its script.
  const button = document.getElementById("open-widget");
  const ready = () => window.ProAbono && typeof window.ProAbono.open === "function";
  const appear = (tries) => {
    if (ready()) {
      button.hidden = false;
    } else if (tries > 0) {
      setTimeout(appear, 200, tries - 1);
    }
  };
  if (button && widget) {
    widget.addEventListener("load", () => appear(50));
    button.addEventListener("click", () => {
      if (ready()) {
        window.ProAbono.open();
      }
    });
  }
})();
