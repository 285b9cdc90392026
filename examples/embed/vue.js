// The subscription page in a single-page application with Vue 3. The page loads {where}/embed.js beside this script. In a
// template it is <proabono-portal :src="where" @ready="…">, with `isCustomElement: (tag) => tag === "proabono-portal"`.
import { createApp, h, ref } from "vue";

const root = document.getElementById("app");
const where = root.dataset.portal;

const Billing = {
  emits: ["note"],
  setup(_, { emit }) {
    const portal = ref(null);
    const note = (text) => emit("note", text);
    const button = (id, text, onClick) => h("button", { id, onClick }, text);
    return () =>
      h("section", [
        button("plans", "Plans", () => portal.value.open("plans")),
        button("refresh", "Another user", () => portal.value.refresh()),
        button("dark", "Dark", () => (portal.value.theme = "dark")),
        h("proabono-portal", {
          ref: portal,
          src: where,
          onReady: () => note("ready"),
          onOpened: (event) => note(`opened ${event.detail.place}`),
          onReturned: (event) => note(`returned ${event.detail.from}`),
          onChanged: () => note("changed"),
          onHeight: () => note("height"),
          onError: (event) => note(`error ${event.detail.reason}`),
        }),
      ]);
  },
};

createApp({
  setup() {
    const billing = ref(false);
    const notes = ref([]);
    const go = (there) => {
      notes.value = [];
      billing.value = there;
    };
    return () => [
      h("nav", [
        h("button", { id: "account", onClick: () => go(false) }, "Account"),
        h("button", { id: "billing", onClick: () => go(true) }, "Billing"),
      ]),
      billing.value ? h(Billing, { onNote: (text) => notes.value.push(text) }) : h("h1", "Account"),
      h("output", notes.value.join("; ")),
    ];
  },
}).mount(root);
