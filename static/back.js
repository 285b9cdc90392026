// The way back from a workflow.
"use strict";

(() => {
  // Inside a frame: out to the outermost page that is ours, where the work is done.
  const out = document.getElementById("break-out");
  if (out) {
    let page = window;
    try {
      while (page.parent !== page && page.parent.location.origin === location.origin) {
        page = page.parent;
      }
    } catch {
      // The next one is somebody else's.
    }
    const address = new URL(out.href);
    if (page === window) {
      address.searchParams.set("framed", "no");
    }
    page.location.replace(address.href);
  }

  // Nothing is confirmed yet: it is asked for, ever less often, and not while nobody looks.
  const waiting = document.getElementById("waiting");
  if (waiting) {
    // The visitor came for this page, and a part of its address may leave the address bar meanwhile.
    const address = location.pathname + location.search;
    let pause = 2000;
    let timer = 0;
    const look = async () => {
      clearTimeout(timer);
      if (!document.hidden) {
        const response = await fetch(waiting.dataset.address, { cache: "no-store" }).catch(() => undefined);
        const answer = response && response.ok ? await response.json() : undefined;
        if (answer && answer.settled) {
          location.replace(address);
          return;
        }
        pause = Math.min(pause * 1.5, 30000);
      }
      timer = setTimeout(look, pause);
    };
    timer = setTimeout(look, pause);
    // The server has heard from ProAbono.
    document.addEventListener("proabono-news", look);
  }
})();
