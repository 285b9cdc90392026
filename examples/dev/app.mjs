// A small application with a sign-in of its own, to try `proabono-portal dev` with: node examples/dev/app.mjs
//
// With HANDOFF_KEY in its environment it hands its users over with a token; without it, the nginx in front asks /whoami.
import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import { handoffToken, signOutAddress } from "../handoff/node.mjs";
import { SCRIPT, protection, signInPage } from "../handoff/sign-in-page.mjs";

const SITE = process.env.SITE ?? "http://localhost:8000"; // the address of nginx, as browsers see it
const PAGE = `${SITE}/Subscriptions`; // server.public_url of the page
const KEY = process.env.HANDOFF_KEY; // identity.handoff.key
const SUBSCRIPTION = KEY ? "/billing" : "/Subscriptions";

const USERS = {
  ada: { id: "1001", name: "Ada Żak", email: "ada@initech.example", language: "en" },
  basile: { id: "1002", name: "Basile Petit", email: "basile@initech.example", language: "fr" },
};
const sessions = new Map(); // the key in the cookie, and the user

const { formAction } = protection(PAGE).contentSecurityPolicy.directives;
const HEADERS = {
  "Content-Security-Policy": `default-src 'none'; script-src 'self'; form-action ${formAction.join(" ")}; frame-ancestors 'none'`,
  "Referrer-Policy": protection(PAGE).referrerPolicy.policy,
  "Cache-Control": "no-store",
};

const session = (request) => /(?:^|; )app_session=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1];
const cookie = (value, more = "") => ({ "Set-Cookie": `app_session=${value}; Path=/; HttpOnly; SameSite=Lax${more}` });

// Node writes headers as Latin-1: these are the bytes of UTF-8, one character each.
const header = (text) => Buffer.from(text, "utf8").toString("latin1");

const home = (user) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>Initech</title>
<h1>Initech</h1>
${
  user
    ? `<p>Signed in as ${user.name}</p>
<p><a href="${SUBSCRIPTION}">Subscription</a></p>
<form method="post" action="/sign-out"><button>Sign out</button></form>`
    : `<form method="post" action="/sign-in">
${Object.keys(USERS)
  .map((name) => `<button name="user" value="${name}">Sign in as ${USERS[name].name}</button>`)
  .join("\n")}
</form>`
}
</html>`;

async function form(request) {
  let body = "";
  for await (const piece of request) body += piece;
  return new URLSearchParams(body);
}

async function answer(request, response) {
  const { pathname } = new URL(request.url, SITE);
  const user = sessions.get(session(request));
  const send = (status, headers, body) => response.writeHead(status, { ...HEADERS, ...headers }).end(body);
  const html = (body) => send(200, { "Content-Type": "text/html; charset=utf-8" }, body);
  switch (`${request.method} ${pathname}`) {
    case "GET /":
    case "GET /sign-in":
      return html(home(user));
    case "POST /sign-in": {
      const known = USERS[(await form(request)).get("user")];
      if (!known) return send(400, {}, "There is no such user.");
      const key = randomUUID();
      sessions.set(key, known);
      return send(303, { Location: "/", ...cookie(key) });
    }
    case "POST /sign-out": {
      sessions.delete(session(request));
      // The page has a session of its own where users are handed over: its sign-out leads back here.
      const next = KEY && user ? signOutAddress(user, KEY, SITE, PAGE, `${SITE}/`) : "/";
      return send(303, { Location: next, ...cookie("", "; Max-Age=0") });
    }
    case "GET /whoami": {
      if (!user) return send(204, {}); // nobody: the page asks to sign in
      const named = { "X-User-Id": user.id, "X-User-Name": header(user.name), "X-User-Email": user.email };
      return send(204, { ...named, "X-User-Language": user.language });
    }
    case "GET /billing":
      if (!user) return send(303, { Location: "/sign-in" });
      return html(signInPage(handoffToken(user, KEY, SITE, PAGE), PAGE, "/portal.js"));
    case "GET /favicon.ico":
      return send(204, {});
    case "GET /portal.js":
      return send(200, { "Content-Type": "text/javascript" }, SCRIPT);
    default:
      return send(404, {}, "There is nothing here.");
  }
}

const port = Number(process.env.PORT ?? 3000);
createServer((request, response) => {
  answer(request, response).catch(() => response.writeHead(500).end());
}).listen(port, "127.0.0.1", () => console.log(`The application behind ${SITE}/ listens on port ${port}.`));
