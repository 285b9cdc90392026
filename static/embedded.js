// In a frame: tells the page around it what <proabono-portal> needs. The policy of this page says who that may be, and
// nothing of it is a secret.
"use strict";

(() => {
  const tell = (about) => parent.postMessage({ proabonoPortal: about }, "*");
  const root = document.documentElement;
  root.classList.add("embedded");
  addEventListener("message", (event) => {
    const theme = event.source === parent && event.data?.proabonoPortal?.theme;
    if (typeof theme === "string") {
      root.dataset.theme = theme;
    }
  });
  document.addEventListener("proabono-changed", () => tell({ event: "changed" }));

  const parameters = new URLSearchParams(location.search);
  const problem = document.getElementById("problem");
  if (problem) {
    tell({ event: "problem", title: document.querySelector("h1").textContent, text: problem.textContent });
  } else {
    tell({ event: "opened", place: location.pathname });
    // The address is unsigned, and so are these words.
    const [from, outcome] = [parameters.get("from"), parameters.get("outcome")];
    if (/\/return\/?$/.test(location.pathname) && (from || outcome)) {
      tell({ event: "returned", from, outcome });
    }
  }
  new ResizeObserver(() => tell({ event: "height", height: Math.ceil(document.body.getBoundingClientRect().height) })).observe(document.body);
})();
