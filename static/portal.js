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

  // Our own button appears only once there is something for it to open.
  const button = document.getElementById("open-widget");
  const widget = document.getElementById("proabono-widget");
  if (button && widget) {
    widget.addEventListener("load", () => {
      button.hidden = false;
    });
    button.addEventListener("click", () => {
      if (window.ProAbono && typeof window.ProAbono.open === "function") {
        window.ProAbono.open();
      }
    });
  }
})();
