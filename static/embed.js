// <proabono-portal src="https://billing.example.com/Subscriptions"></proabono-portal>
//
// Shows the subscription page in a page of an application. Documentation: docs/embedding.md.
"use strict";

(() => {
  if (customElements.get("proabono-portal")) {
    return;
  }
  // A sheet that a script makes needs no permission in the application's policy.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(
    ":host { display: block } :host([hidden]) { display: none } p { margin: 0 0 0.75rem }" +
      " iframe { display: block; width: 100%; min-height: 400px; border: 0 }",
  );

  // The element's own sentences, for answers that bring none: a proxy's, or none at all.
  const WORDS = {
    en: {
      signedOut: "Please sign in to see your subscription.",
      signIn: "Sign in",
      unreachable: "Your subscription cannot be shown at the moment. Please try again later.",
    },
    fr: {
      signedOut: "Veuillez vous connecter pour voir votre abonnement.",
      signIn: "Se connecter",
      unreachable: "Votre abonnement ne peut pas être affiché pour le moment. Veuillez réessayer plus tard.",
    },
  };

  class ProAbonoPortal extends HTMLElement {
    static observedAttributes = ["src", "theme"];
    // Ends everything that belongs to one time in the document: listeners, requests and timers.
    #life;
    #where;
    #frame;
    #user;
    // The page below ours that was asked for last, and the address of the one that has opened since.
    #below = "";
    #place = "";
    // Counts what was asked for, so that an answer that comes late takes nothing newer away.
    #turn = 0;
    #shown = false;
    #heard = false;
    #timer;

    constructor() {
      super();
      this.attachShadow({ mode: "open" }).adoptedStyleSheets = [sheet];
    }

    connectedCallback() {
      this.#begin(this.#below);
    }

    disconnectedCallback() {
      this.#end();
    }

    attributeChangedCallback(name, before, now) {
      if (!this.#life || before === now) {
        return;
      }
      if (name === "theme") {
        this.#paint();
      } else {
        this.#begin("");
      }
    }

    get src() {
      return this.getAttribute("src") ?? "";
    }

    set src(address) {
      this.setAttribute("src", address);
    }

    /** "light", "dark", or empty for what the visitor prefers. */
    get theme() {
      return this.getAttribute("theme") ?? "";
    }

    set theme(theme) {
      this.setAttribute("theme", theme);
    }

    /** Opens a page below ours, such as "plans" or "subscribe/offer-pro"; without one, the customer's home. */
    open(workflow = "") {
      const below = workflow && `/${workflow}`;
      const address = new URL(`${this.#address()}${below}`);
      if (!`${address.origin}${address.pathname}/`.startsWith(`${this.#address()}/`)) {
        throw new TypeError("the workflow is not below the page");
      }
      this.#turn += 1;
      if (this.#frame) {
        this.#below = below;
        this.#place = "";
        this.#frame.src = address.href;
      } else {
        this.#begin(below);
      }
    }

    /** Asks again who is signed in. The same user sees the same place anew, and another one their home. */
    async refresh() {
      const turn = this.#turn;
      if ((await this.#look()) && turn === this.#turn) {
        this.#frame.src = this.#place || `${this.#where}${this.#below}`;
      }
    }

    #address() {
      const address = new URL(this.src, document.baseURI);
      if (!this.src || !/^https?:$/.test(address.protocol)) {
        throw new TypeError("the attribute src is the address of the subscription page");
      }
      return `${address.origin}${address.pathname.replace(/\/+$/, "")}`;
    }

    #tell(name, detail) {
      this.dispatchEvent(new CustomEvent(name, { detail }));
    }

    #end() {
      this.#life?.abort();
      this.#life = undefined;
      this.#replace();
      this.#shown = this.#heard = false;
    }

    // Shows something in the place of the frame, and forgets the frame. What had been open in it is not opened again.
    #replace(...content) {
      clearTimeout(this.#timer);
      this.#frame = this.#user = undefined;
      this.#below = this.#place ? "" : this.#below;
      this.#place = "";
      this.shadowRoot.replaceChildren(...content);
    }

    async #begin(below) {
      this.#end();
      this.#below = below;
      if (!this.isConnected) {
        return;
      }
      this.#life = new AbortController();
      const { signal } = this.#life;
      try {
        this.#where = this.#address();
      } catch (error) {
        this.#fail({ reason: "configuration", text: error.message });
        return;
      }
      addEventListener("message", (event) => this.#hear(event), { signal });
      // Somebody may have signed in or out in another tab.
      document.addEventListener("visibilitychange", () => document.hidden || this.#look(), { signal });
      const user = await this.#ask(signal);
      if (user && !signal.aborted) {
        this.#user = user;
        this.#show(`${this.#where}${below}`);
      }
    }

    #show(address) {
      const frame = document.createElement("iframe");
      frame.title = this.title || this.getAttribute("aria-label") || "Subscription";
      frame.allow = "payment *; publickey-credentials-get *";
      frame.referrerPolicy = "strict-origin";
      frame.src = address;
      // Perhaps the session has ended, when no page of ours says that it is there. It is asked once.
      frame.addEventListener("load", () => {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => {
          if (!this.#heard) {
            this.#look();
          }
          this.#heard = false;
        }, 1000);
      });
      this.#frame = frame;
      this.shadowRoot.replaceChildren(frame);
    }

    // Tells whether the user is still the one whose page is shown.
    async #look() {
      if (!this.#frame) {
        this.#begin(this.#below);
        return false;
      }
      const { signal } = this.#life;
      const turn = this.#turn;
      const user = await this.#ask(signal);
      if (!user || signal.aborted) {
        return false;
      }
      if (user !== this.#user) {
        // A page that the application has asked for meanwhile is for this user.
        this.#begin(turn === this.#turn ? "" : this.#below);
        return false;
      }
      return true;
    }

    // The id of the user, where there is one. A proxy may lead a visitor elsewhere, or answer with a page of its own.
    async #ask(signal) {
      try {
        const options = { credentials: "include", cache: "no-store", redirect: "manual", signal };
        const answer = await fetch(`${this.#where}/user.json`, options);
        const said = (await answer.json().catch(() => undefined)) ?? {};
        if (answer.ok && said.id) {
          return said.id;
        }
        if (!signal.aborted) {
          const signedOut = answer.ok || answer.type === "opaqueredirect" || answer.status === 401;
          const { title, text, sign_in_url: signIn } = said;
          const signInUrl = signedOut || signIn ? new URL(signIn ?? "", this.#where).href : undefined;
          this.#fail({ reason: signedOut ? "signed-out" : "problem", status: answer.status, title, text, signInUrl });
        }
      } catch {
        if (!signal.aborted) {
          const causes = `PORTAL_HEADERS__FRAME_ANCESTORS does not name ${location.origin}, or a proxy answers in its place`;
          console.warn(`<proabono-portal>: ${this.#where}/user.json cannot be read. If it can be reached, ${causes}.`);
          this.#fail({ reason: "unreachable" });
        }
      }
      return undefined;
    }

    // Says what is wrong in the place of the page, unless the page is there and may go on. Nothing is tried again by itself.
    #fail(about) {
      const signedOut = about.reason === "signed-out";
      const words = this.#words();
      const text = about.text ?? words[signedOut ? "signedOut" : "unreachable"];
      if (signedOut || !this.#frame) {
        const said = document.createElement("p");
        said.setAttribute("role", "status");
        said.textContent = text;
        const link = document.createElement("a");
        Object.assign(link, { href: about.signInUrl ?? "", target: "_top", textContent: about.title ?? words.signIn });
        // The slot is for the application's own sentence.
        this.#replace(said, ...(about.signInUrl ? [link] : []), document.createElement("slot"));
      }
      this.#tell("error", { ...about, text });
    }

    #words() {
      // The page's language, else the browser's.
      const tags = [this.closest("[lang]")?.lang ?? "", ...navigator.languages];
      const spoken = tags.map((tag) => tag.toLowerCase().split("-")[0]).find((language) => Object.hasOwn(WORDS, language));
      return WORDS[spoken ?? "en"];
    }

    // The page in the frame says what is wrong, unless it is that nobody is signed in.
    async #doubt(detail) {
      if (await this.#look()) {
        this.#tell("error", detail);
      }
    }

    #hear(event) {
      const about = event.data?.proabonoPortal;
      const ours = this.#frame && event.source === this.#frame.contentWindow && event.origin === new URL(this.#where).origin;
      if (!about || !ours) {
        return;
      }
      if (about.event === "opened") {
        this.#heard = true;
        // A return is told once, and behind it is the home.
        this.#place = /\/return\/?$/.test(about.place) ? this.#where : new URL(about.place, this.#where).href;
        this.#paint();
        if (!this.#shown) {
          this.#shown = true;
          this.#tell("ready", {});
        }
        this.#tell("opened", { place: about.place });
      } else if (about.event === "problem") {
        this.#heard = true;
        this.#paint();
        this.#doubt({ reason: "problem", title: about.title, text: about.text });
      } else if (about.event === "height" && about.height > 0) {
        this.#frame.style.height = `${Math.min(about.height, 20000)}px`;
        this.#tell("height", { height: about.height });
      } else if (about.event === "returned") {
        this.#tell("returned", { from: about.from, outcome: about.outcome });
      } else if (about.event === "changed") {
        this.#tell("changed", {});
      }
    }

    #paint() {
      if (this.#frame) {
        // It is no secret, and for a moment, such as at a sign-in, the frame may be of another origin.
        this.#frame.contentWindow.postMessage({ proabonoPortal: { theme: this.theme } }, "*");
      }
    }
  }

  customElements.define("proabono-portal", ProAbonoPortal);
})();
