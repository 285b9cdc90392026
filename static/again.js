// The page of an outage: counts down, and asks whether it is over. The server says the pauses, and when to stop.
"use strict";

(() => {
  const line = document.getElementById("again");
  const asked = document.getElementById("asked");
  // A part of it may leave the address bar meanwhile.
  const here = location.href.split("#")[0];
  const passing = [429, 503, 504];
  const time = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit: "second", unitDisplay: "long" });
  let seconds = Number(line.dataset.seconds);
  let end = 0;
  let timer = 0;
  let unanswered = 0;
  // The sentence of the server, which may be the operator's own; where it is not, the number declines it.
  let words = "";
  let told = 0;
  const learn = () => {
    words = line.querySelector("bdi").textContent;
    told = seconds;
  };
  const say = (left) => (words === time.format(told) ? time.format(left) : words.replace(String(told), String(left)));
  const begin = () => {
    end = performance.now() + seconds * 1000;
    timer = setInterval(tick, 1000);
  };
  const ask = async () => {
    clearInterval(timer);
    timer = 0;
    const answer = await fetch(here + (here.includes("?") ? "&" : "?") + "tries=" + line.dataset.tries, { cache: "no-store" }).catch(() => undefined);
    if (answer && !passing.includes(answer.status)) {
      location.replace(here);
      return;
    }
    if (!answer && unanswered++ < 5) {
      // The network is away, or this server itself.
      seconds *= 2;
      begin();
      return;
    }
    const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
    const next = page && page.getElementById("again");
    if (!next) {
      // It has asked often enough: from here on the visitor does.
      line.remove();
      return;
    }
    line.dataset.tries = next.dataset.tries;
    line.replaceChildren(...next.childNodes);
    seconds = Number(next.dataset.seconds);
    learn();
    // Said once for each time, not at each second.
    asked.textContent = line.textContent;
    begin();
  };
  const tick = () => {
    // Nobody waits for a page that nobody looks at.
    if (!timer || document.hidden) {
      return;
    }
    const left = Math.ceil((end - performance.now()) / 1000);
    line.querySelector("bdi").textContent = say(Math.max(left, 1));
    if (left <= 0) {
      ask();
    }
  };
  learn();
  begin();
  document.addEventListener("visibilitychange", tick);
})();
