// Runs before the widget's own script: both are deferred, and deferred scripts keep their order.
"use strict";

(() => {
  const block = document.getElementById("proabono-settings");
  if (block) {
    window.proAbonoSettings = JSON.parse(block.textContent);
  }

  // An encrypted link is a secret for its lifetime: it leaves the address bar, the history and later referrers.
  const parameters = new URLSearchParams(location.search);
  if (parameters.has("crylk")) {
    parameters.delete("crylk");
    const rest = parameters.toString();
    history.replaceState(history.state, "", location.pathname + (rest ? "?" + rest : "") + location.hash);
  }

  // Our own button appears only once there is something for it to open. The widget may need a while after its script.
  const button = document.getElementById("open-widget");
  const widget = document.getElementById("proabono-widget");
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
