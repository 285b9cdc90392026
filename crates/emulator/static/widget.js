// The floating widget of the emulator: the documented surface (`proAbonoSettings`, `ProAbono.open`), an invented inside.
(() => {
  "use strict";

  const origin = new URL(document.currentScript.src).origin;
  const calls = (window.__proAbonoCalls = window.__proAbonoCalls || []);
  const labels = {
    de: { open: "Abonnement", close: "Schließen" },
    en: { open: "Subscription", close: "Close" },
    es: { open: "Suscripción", close: "Cerrar" },
    fr: { open: "Abonnement", close: "Fermer" },
    it: { open: "Abbonamento", close: "Chiudi" },
    nl: { open: "Abonnement", close: "Sluiten" },
    pt: { open: "Assinatura", close: "Fechar" },
  };
  // A constructed stylesheet needs no permission of the page's content security policy.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
    :host { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
    button { font: inherit; font-weight: 600; color: #fff; background: #4338ca; border: 0; border-radius: 999px;
      padding: .6rem 1.1rem; min-height: 44px; cursor: pointer; }
    button:hover { background: #3730a3; }
    button:focus-visible { outline: 3px solid #a5b4fc; outline-offset: 2px; }
    .launch { position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483000; box-shadow: 0 4px 16px rgb(0 0 0 / .25); }
    dialog { width: min(60rem, calc(100vw - 1rem)); height: min(48rem, calc(100vh - 1rem)); max-width: none; max-height: none;
      padding: 0; border: 0; border-radius: 14px; overflow: hidden; box-shadow: 0 16px 64px rgb(0 0 0 / .4); }
    dialog[open] { display: flex; flex-direction: column; }
    dialog::backdrop { background: rgb(15 17 28 / .6); }
    .bar { display: flex; justify-content: end; padding: .4rem; }
    iframe { flex: 1; width: 100%; border: 0; }
  `);

  // The settings that `start` was given; else those that a standard page has set.
  let started;
  const settings = () => started || window.proAbonoSettings || {};
  const words = () => labels[String(settings().customer_lang || "en").slice(0, 2)] || labels.en;
  const record = (name) => calls.push({ name, settings: { ...settings() } });

  function address() {
    const names = ["business_id", "segment_ref", "customer_ref", "customer_name", "customer_email", "customer_lang", "offer_ref", "hash"];
    const url = new URL("/widget-home", origin);
    for (const name of names) {
      const value = settings()[name];
      if (value !== undefined && value !== null) url.searchParams.set(name, value);
    }
    return url.href;
  }

  function element(name, properties) {
    return Object.assign(document.createElement(name), properties);
  }

  let root;

  function shadow() {
    if (!root) {
      root = document.body.appendChild(document.createElement("proabono-widget")).attachShadow({ mode: "open" });
      root.adoptedStyleSheets = [sheet];
    }
    return root;
  }

  function open() {
    if (!started && !window.proAbonoSettings) return console.error("ProAbono: there are no settings, call start first");
    record("open");
    if (shadow().querySelector("dialog")) return;
    const dialog = element("dialog", { ariaLabel: words().open });
    const bar = element("div", { className: "bar" });
    const close = element("button", { type: "button", textContent: words().close });
    const frame = element("iframe", { title: words().open, src: address(), allow: "payment *", referrerPolicy: "strict-origin" });
    // After a subscription the frame may ask to be closed.
    const closed = (event) => {
      if (event.origin !== origin || event.source !== frame.contentWindow) return;
      if (event.data && event.data.proabono === "closed") dialog.close();
    };
    window.addEventListener("message", closed);
    close.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      window.removeEventListener("message", closed);
      dialog.remove();
    });
    bar.append(close);
    dialog.append(bar, frame);
    shadow().append(dialog);
    dialog.showModal();
  }

  function draw() {
    if (settings().visible === false) return;
    const launch = element("button", { type: "button", className: "launch", textContent: words().open });
    launch.addEventListener("click", open);
    shadow().append(launch);
  }

  // For a single-page application, again and again: whoever was shown before is gone. The name is invented.
  function start(given) {
    if (given === null || typeof given !== "object") return console.error("ProAbono: start takes an object");
    started = { ...given };
    record("start");
    const dialog = root && root.querySelector("dialog");
    if (dialog) dialog.close();
    if (root) root.replaceChildren();
    draw();
  }

  // A standard page has set its settings by now; a single-page application has not, and calls `start`.
  function load() {
    if (started || !window.proAbonoSettings) return;
    record("load");
    draw();
  }

  window.ProAbono = { open, start };
  if (document.body) load();
  else document.addEventListener("DOMContentLoaded", load, { once: true });
})();
