// Hears from the server when something changed at the customer, and tells the other scripts of the page by the event
// "proabono-news". It comes after them.
"use strict";

(() => {
  const place = document.querySelector("[data-events]");
  if (!place || typeof EventSource !== "function") {
    return;
  }
  const life = new AbortController();
  const { signal } = life;
  // In a page of the application another part may take the place of ours.
  document.addEventListener("proabono-fragment", () => life.abort(), { signal });

  const tell = (rights) => document.dispatchEvent(new CustomEvent("proabono-news", { detail: { rights } }));
  let stream;
  let last = "";
  let poll = 0;
  const close = () => {
    clearInterval(poll);
    poll = 0;
    if (stream) {
      stream.close();
      stream = undefined;
    }
  };
  const listen = () => {
    const address = place.dataset.events + (last ? "?last=" + encodeURIComponent(last) : "");
    stream = new EventSource(address);
    stream.addEventListener("ready", (event) => (last = event.lastEventId));
    stream.addEventListener("changed", (event) => {
      last = event.lastEventId;
      tell(JSON.parse(event.data).rights);
    });
    stream.addEventListener("error", () => {
      // A browser connects anew by itself, unless it was refused, as while the server restarts or has too many that listen: then
      // the scripts ask now and then, and the connection is tried again.
      if (stream.readyState === EventSource.CLOSED && !poll) {
        poll = setInterval(() => {
          tell(false);
          look();
        }, 30000);
      }
    });
  };
  // A browser has few connections for one server, and a page that nobody sees needs none.
  const look = () => {
    close();
    if (!document.hidden && !signal.aborted) {
      listen();
    }
  };
  document.addEventListener("visibilitychange", look, { signal });
  addEventListener("pagehide", close, { signal });
  addEventListener("pageshow", (event) => event.persisted && look(), { signal });
  signal.addEventListener("abort", close);
  look();
})();
