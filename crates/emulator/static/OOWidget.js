// A double of mluvii's chat: the property and the five calls that its documentation names. Everything that a page calls is
// recorded in `__mluvii.calls`; a test plays the server with `__mluvii.status` and `__mluvii.event`.
(() => {
  "use strict";

  const settings = {}/* settings */;
  const element = document.currentScript;
  const calls = [];
  const wrong = (what) => console.error("OOWidget: " + what);
  const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
  const heard = {};
  let company;
  let connected = false;

  // A function cannot be shown to a test as JSON.
  const shown = (value) => (typeof value === "function" ? "function" : value);
  const record = (name, given) => calls.push({ name, given: [...given].map(shown) });
  const keep = (name, given, callback) => {
    record(name, given);
    if (typeof callback !== "function" || given.length !== 1) return wrong(name + " takes a function");
    heard[name] = callback;
  };

  // A constructed stylesheet needs no permission of the page's content security policy.
  const draw = () => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(`button { position: fixed; inset: auto 1rem 1rem auto; z-index: 2147483000; min-height: 44px;
      padding: .6rem 1.1rem; border: 0; border-radius: 999px; background: #7a1f3d; color: #fff; font: 600 16px system-ui; }`);
    const root = document.body.appendChild(document.createElement("mluvii-widget")).attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    root.append(Object.assign(document.createElement("button"), { type: "button", textContent: "Chat" }));
  };

  const owidget = {
    isSupported: settings.supported,
    init(...given) {
      record("init", given);
      const [id, tenant] = Array.isArray(given[0]) ? given[0] : [given[0], 0];
      if (typeof id !== "string" || !guid.test(id) || !Number.isInteger(tenant)) return wrong("init takes a company's GUID");
      const texts = given.slice(1).every((text) => text === undefined || text === null || typeof text === "string");
      if (given.length > 4 || !texts) return wrong("init takes a preset, a language and a scope");
      company = id;
    },
    connectToServer(...given) {
      record("connectToServer", given);
      if (!company || connected) return wrong("connectToServer comes after init, once");
      connected = true;
      draw();
    },
    setAppEventCallback(callback) {
      keep("setAppEventCallback", arguments, callback);
    },
    setStatusUpdateCallback(callback) {
      keep("setStatusUpdateCallback", arguments, callback);
    },
    setCustomNumberNormalization(callback) {
      keep("setCustomNumberNormalization", arguments, callback);
    },
  };
  // Pages of the vendor call these, and its documentation does not name them.
  if (settings.undocumented) {
    owidget.openChat = (...given) => record("openChat", given);
    owidget.addCustomData = (...given) => record("addCustomData", given);
  }
  const { fails } = settings;
  if (fails in owidget) {
    owidget[fails] = (...given) => {
      record(fails, given);
      throw new Error(fails + " fails");
    };
  }

  window.__mluvii = {
    calls,
    status: (code) => heard.setStatusUpdateCallback && heard.setStatusUpdateCallback(code),
    event: (event) => heard.setAppEventCallback && heard.setAppEventCallback(event),
    number: (text) => heard.setCustomNumberNormalization && heard.setCustomNumberNormalization(text),
    element: { async: element.async, charset: element.charset, type: element.type },
  };
  if (typeof element.$owidgetOnLoad === "function") element.$owidgetOnLoad(owidget);
})();
