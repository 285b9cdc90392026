// A certified OpenID provider for the tests: `node openid-provider.mjs ISSUER PORT`. It listens on a loopback address,
// takes any sample user at a form of one button each, and registers whoever asks as a client.
import { createServer } from "node:http";
import { generateKeyPairSync, randomUUID } from "node:crypto";
import { Provider } from "oidc-provider";

const [issuer, port] = process.argv.slice(2);
const accounts = {
  alice: { name: "Alice Martin", email: "alice@acme.example", locale: "en" },
  chloe: { name: "Chloé Dubois", email: "chloe@acme.example", locale: "fr" },
  nora: {},
};
const counts = {};

// What the provider remembers; it stays when the keys change.
const stored = new Map();
const everyone = (test) => [...stored].filter(([, value]) => test(value)).map(([name]) => name);
class Adapter {
  constructor(kind) {
    this.name = (id) => `${kind} ${id}`;
  }
  async upsert(id, value) {
    stored.set(this.name(id), value);
  }
  async find(id) {
    return stored.get(this.name(id));
  }
  async findByUid(uid) {
    return stored.get(everyone((value) => value.uid === uid)[0]);
  }
  async findByUserCode() {}
  async consume(id) {
    stored.get(this.name(id)).consumed = Math.floor(Date.now() / 1000);
  }
  async destroy(id) {
    stored.delete(this.name(id));
  }
  async revokeByGrantId(id) {
    everyone((value) => value.grantId === id).forEach((name) => stored.delete(name));
  }
}
const cookieKeys = [randomUUID()];

// Of each kind one, so that what clients choose from is what real providers offer.
const key = (alg, type, options) => ({
  ...generateKeyPairSync(type, options).privateKey.export({ format: "jwk" }),
  alg,
  use: "sig",
  kid: randomUUID(),
});
const keys = () => [
  key("RS256", "rsa", { modulusLength: 2048 }),
  key("ES256", "ec", { namedCurve: "P-256" }),
  key("EdDSA", "ed25519"),
];

const make = () => {
  const provider = new Provider(issuer, {
    adapter: Adapter,
    jwks: { keys: keys() },
    cookies: { keys: cookieKeys },
    claims: { openid: ["sub"], profile: ["name", "locale"], email: ["email"] },
    features: {
      devInteractions: { enabled: false },
      registration: { enabled: true },
      rpInitiatedLogout: { enabled: true },
    },
    interactions: { url: (_, interaction) => `/sign-in/${interaction.uid}` },
    findAccount: (_, id) => accounts[id] && { accountId: id, claims: () => ({ sub: id, ...accounts[id] }) },
    loadExistingGrant: async (context) => {
      const { client, session } = context.oidc;
      const grant = new context.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope("openid profile email");
      await grant.save();
      return grant;
    },
    ttl: { AccessToken: 600, AuthorizationCode: 60, Grant: 600, IdToken: 600, Interaction: 600, Session: 3600 },
  });
  return { provider, handle: provider.callback() };
};
let current = make();

const form = `<!doctype html><html lang="en"><meta charset="utf-8"><title>The provider</title><h1>Who are you?</h1><form method="post">${
  Object.keys(accounts).map((id) => `<button name="id" value="${id}">${id}</button>`).join(" ")
} <button name="id" value="">Cancel</button></form>`;

const body = async (request) => {
  let text = "";
  for await (const piece of request) {
    text += piece;
  }
  return new URLSearchParams(text);
};

const signIn = async (request, response) => {
  if (request.method === "GET") {
    response.setHeader("content-type", "text/html; charset=utf-8");
    return response.end(form);
  }
  const accountId = (await body(request)).get("id");
  const result = accountId ? { login: { accountId } } : { error: "access_denied", error_description: "cancelled" };
  return current.provider.interactionFinished(request, response, result);
};

const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url, issuer);
  counts[pathname] = (counts[pathname] ?? 0) + 1;
  if (pathname.startsWith("/sign-in/")) {
    await signIn(request, response).catch((error) => response.writeHead(400).end(`${error}`));
  } else if (pathname === "/_control/rotate") {
    current = make();
    response.end();
  } else if (pathname === "/_control/counts") {
    response.end(JSON.stringify(counts));
  } else {
    await current.handle(request, response);
  }
});
server.listen(Number(port), "127.0.0.1", () => console.log(`listening on ${server.address().port}`));

// Whoever started it is gone.
const parent = process.ppid;
setInterval(() => process.ppid === parent || process.exit(), 500);
