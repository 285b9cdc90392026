// Takes out of the address what need not stay in it. An encrypted link is a secret for its lifetime: it leaves the address
// bar, the history, later referrers, and what other scripts take for the address of the page. A notice need not be said
// again at a reload, nor an answer be waited for in front of a white window, nor counted how often a page has asked by itself, and
// src/customers/unsettled.rs knows the same return without its numbers. The page is read again from everything else.
"use strict";

(() => {
  const spent = ["crylk", "pa_query", "notice", "waited", "tries", "idc", "idsu", "idsub"];
  const named = (pair) => [...new URLSearchParams(pair).keys()][0];
  const pairs = location.search.slice(1).split("&");
  const rest = pairs.filter((pair) => !spent.includes(named(pair)));
  if (rest.length < pairs.length) {
    // An empty address means the current one, with its query: such a link tries the whole of it again.
    document.querySelectorAll('a[href=""]').forEach((link) => {
      link.href = link.href;
    });
    const query = rest.length > 0 ? "?" + rest.join("&") : "";
    history.replaceState(history.state, "", location.pathname + query + location.hash);
  }
})();
