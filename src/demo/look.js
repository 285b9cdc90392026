// Each change shows at once. Without this script the form has a button.
"use strict";

(() => {
  const form = document.getElementById("look");
  const frame = document.getElementById("preview");
  let timer = 0;
  let newest = 0;
  const send = async () => {
    const mine = ++newest;
    const body = new URLSearchParams(new FormData(form));
    const answer = await fetch(form.action, { method: "POST", body }).catch(() => undefined);
    const page = answer && new DOMParser().parseFromString(await answer.text(), "text/html");
    if (!page || !page.getElementById("result") || mine !== newest) {
      return;
    }
    const faults = [...page.querySelectorAll(".fault")].filter((fault) => fault.textContent);
    document.getElementById("said").textContent = faults.map((fault) => fault.textContent).join(" ");
    form.querySelectorAll(".fault").forEach((fault) => {
      fault.textContent = page.getElementById(fault.id).textContent;
      const field = document.querySelector(`[aria-describedby="${fault.id}"]`);
      if (fault.textContent) {
        field.setAttribute("aria-invalid", "true");
      } else {
        field.removeAttribute("aria-invalid");
      }
    });
    document.getElementById("result").replaceWith(page.getElementById("result"));
    if (answer.ok) {
      frame.contentWindow.location.reload();
    }
  };
  form.addEventListener("input", (event) => {
    // A colour that is chosen by eye is written into the field beside it.
    const target = event.target.dataset.for && document.getElementById(event.target.dataset.for);
    const picker = form.querySelector(`[data-for="${event.target.id}"]`);
    const colour = /^#?([0-9a-f]{6})$/i.exec(event.target.value.trim());
    if (target) {
      target.value = event.target.value;
    } else if (picker && colour) {
      picker.value = "#" + colour[1];
    }
    clearTimeout(timer);
    timer = setTimeout(send, 300);
  });
  form.querySelectorAll("[data-for]").forEach((picker) => (picker.hidden = false));
})();
