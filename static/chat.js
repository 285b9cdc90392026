// The chat of mluvii: loads its script once the page has time for it, tells it what is configured, shows how it stands, and
// passes that on. Nothing waits for it: what is missing, slow or unsupported leaves no trace.
"use strict";

(() => {
  const block = document.getElementById("chat-settings");
  const entry = document.getElementById("chat");
  const { nonce } = document.currentScript;
  // A page of ours around this one has the chat already.
  try {
    if (parent !== window && parent.document.getElementById("chat-settings")) {
      return;
    }
  } catch {
    // The page around this one is somebody else's.
  }
  const settings = JSON.parse(block.textContent);
  const status = document.getElementById("chat-status");
  const button = document.getElementById("chat-open");

  // Messages go to the application around the page, where the browser tells which one that is, for the console complains of
  // every other. Elsewhere they go to each that may frame the page: after a sign-in, the referrer may be another one of them.
  const allowed = settings.hosts || [];
  const around = location.ancestorOrigins?.[0];
  const hosts = allowed.includes(around) ? [around] : allowed;

  // For scripts of this page, and for an application around it: the browser delivers to that origin only.
  const passOn = (name, detail) => {
    document.dispatchEvent(new CustomEvent("portal-chat-" + name, { detail }));
    if (parent !== window) {
      hosts.forEach((host) => parent.postMessage({ portalChat: { name, ...detail } }, host));
    }
  };

  let stands = "";
  let session = "";
  let opens = false;
  const show = () => {
    const words = settings.words[session] || settings.words[stands];
    status.textContent = words || "";
    button.hidden = !opens || stands === "offline";
    entry.hidden = !words;
  };

  // Codes are documented as numbers, and come as texts in applications. An unknown one counts as offline.
  const statuses = ["offline", "online", "busy"];
  const onStatus = (code) => {
    stands = statuses[["0", "1", "2"].indexOf(String(code).trim())] || "offline";
    passOn("status", { status: stands, code: plain(code) });
    show();
  };
  const onEvent = (event) => {
    const type = String((event && event.type) ?? event ?? "");
    passOn("event", { type });
    if (type === "chatWindowClosed") {
      // A conversation goes on behind a closed window; what is over need not be said any longer.
      session = ["chatSessionCreated", "chatSessionStarted"].includes(session) ? session : "";
    } else if (type === "chatWindowOpen") {
      session ||= type;
    } else if (Object.hasOwn(settings.words, type)) {
      session = type;
    }
    show();
  };
  // An odd code may be anything, and not everything can be posted.
  const plain = (code) => (typeof code === "number" ? code : String(code));

  let loaded = false;
  const start = (owidget, normalise) => {
    if (loaded || !owidget || !owidget.isSupported) {
      return;
    }
    loaded = true;
    const call = (name, ...given) => typeof owidget[name] === "function" && owidget[name](...given);
    const given = [settings.company, settings.preset, settings.language, settings.scope];
    while (given.at(-1) === undefined) {
      given.pop();
    }
    call("init", ...given);
    call("setAppEventCallback", onEvent);
    call("setStatusUpdateCallback", onStatus);
    if (normalise) {
      call("setCustomNumberNormalization", normalise);
    }
    call("connectToServer");
    // The vendor's pages use two calls that are not documented. A later version may not have them, or may throw there, and
    // then everything else still works.
    const attempt = (...given) => {
      try {
        call(...given);
      } catch (error) {
        console.warn("a call of the chat failed", error);
      }
    };
    Object.entries(settings.data || {}).forEach(([key, value]) => attempt("addCustomData", key, value));
    opens = typeof owidget.openChat === "function";
    button.addEventListener("click", () => attempt("openChat"));
    show();
  };

  // The rules come before the script, because its callback takes no promise.
  const rules = async () => {
    if (!settings.country || !window.portalPhones) {
      return undefined;
    }
    const within = { signal: AbortSignal.timeout(5000) };
    const response = await fetch(settings.phones, within).catch(() => undefined);
    const found = response && response.ok ? await response.json().catch(() => undefined) : undefined;
    return found && window.portalPhones(found, settings.country);
  };

  const load = async () => {
    const normalise = await rules();
    const script = document.createElement("script");
    script.type = "text/javascript";
    script.async = true;
    script.charset = "UTF-8";
    script.nonce = nonce;
    script.referrerPolicy = "strict-origin";
    script.src = settings.script;
    script.$owidgetOnLoad = (owidget) => {
      try {
        start(owidget, normalise);
      } catch (error) {
        console.warn("the chat did not start", error);
      }
    };
    const first = document.getElementsByTagName("script")[0];
    first.parentNode.insertBefore(script, first);
  };

  // The page and what it opens come first, but a visitor for whom that takes long may need the chat most.
  let begun = false;
  const begin = () => {
    if (!begun) {
      begun = true;
      window.requestIdleCallback ? requestIdleCallback(load, { timeout: 2000 }) : setTimeout(load, 200);
    }
  };
  if (document.readyState === "complete") {
    begin();
  } else {
    addEventListener("load", begin);
    setTimeout(begin, 4000);
  }
})();
