// The in-site script of the emulator: the documented surface (`ProAbonoPortal.open`), an invented inside.
(() => {
  "use strict";

  const origin = new URL(document.currentScript.src).origin;
  const calls = (window.__proAbonoPortalCalls = window.__proAbonoPortalCalls || []);
  const types = {
    business_id: "number",
    segment_ref: "string",
    customer_ref: "string",
    hash: "string",
    customer_name: "string",
    customer_lang: "string",
    customer_meta: "object",
    offer_ref: "string",
    query: "string",
  };
  const titles = {
    de: "Abonnement",
    en: "Subscription",
    es: "Suscripción",
    fr: "Abonnement",
    it: "Abbonamento",
    nl: "Abonnement",
    pt: "Assinatura",
  };

  // A constructed stylesheet needs no permission of the page's content security policy, and any rule of the page wins.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(":where(#proabono_portal > iframe) { display: block; width: 100%; height: 700px; border: 0; }");
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  const complain = (text) => console.error(`ProAbonoPortal: ${text}`);

  function address(settings) {
    const url = new URL("/portal-open", origin);
    for (const [name, value] of Object.entries(settings)) {
      if (!Object.hasOwn(types, name)) complain(`there is no parameter ${name}`);
      else if (typeof value !== types[name] || value === null || Array.isArray(value)) complain(`${name} must be of the type ${types[name]}`);
      else url.searchParams.set(name, name === "customer_meta" ? JSON.stringify(value) : value);
    }
    return url.href;
  }

  let frame;

  function open(settings) {
    if (settings === null || typeof settings !== "object") return complain("open takes an object");
    calls.push({ ...settings });
    const container = document.getElementById("proabono_portal");
    if (!container) return complain("there is no element with the id proabono_portal");
    const language = String(settings.customer_lang || "en").slice(0, 2);
    frame = Object.assign(document.createElement("iframe"), {
      title: titles[language] || titles.en,
      src: address(settings),
      allow: "payment *",
      referrerPolicy: "strict-origin",
    });
    container.replaceChildren(frame);
  }

  // After a subscription the frame may ask to be closed.
  window.addEventListener("message", (event) => {
    if (!frame || event.origin !== origin || event.source !== frame.contentWindow) return;
    if (event.data && event.data.proabono === "closed") {
      frame.remove();
      frame = undefined;
    }
  });

  window.ProAbonoPortal = { open };
})();
