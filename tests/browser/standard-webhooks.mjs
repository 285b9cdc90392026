// An application that takes signed posts as Standard Webhooks has them: the npm package checks `v1`, and node's own cryptography
// `v1a`. Prints one line of JSON for each post, with what the checks said of it and of forgeries of it.
//
//   SECRETS=whsec_…,whsec_… PUBLIC_KEYS=whpk_… node standard-webhooks.mjs [PORT]
import { createPublicKey, verify } from "node:crypto";
import { createServer } from "node:http";
import { Webhook } from "standardwebhooks";

const list = (name) => (process.env[name] ?? "").split(",").filter(Boolean);
const secrets = list("SECRETS").map((secret) => new Webhook(secret));
const publicKeys = list("PUBLIC_KEYS").map((key) =>
  createPublicKey({
    key: { kty: "OKP", crv: "Ed25519", x: Buffer.from(key.replace(/^whpk_/, ""), "base64").toString("base64url") },
    format: "jwk",
  }),
);

const bySecret = (secret, body, headers) => {
  try {
    secret.verify(body, headers);
    return true;
  } catch {
    return false;
  }
};

const byPublicKey = (key, body, headers) => {
  const signed = Buffer.from(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`);
  const signatures = headers["webhook-signature"].split(" ").filter((one) => one.startsWith("v1a,"));
  return signatures.some((one) => verify(null, signed, key, Buffer.from(one.slice(4), "base64")));
};

const verdicts = (body, headers) => [
  ...secrets.map((secret) => bySecret(secret, body, headers)),
  ...publicKeys.map((key) => byPublicKey(key, body, headers)),
];

// Each differs from what came in one place.
const forgeries = (body, headers) => [
  [`${body} `, headers],
  [body, { ...headers, "webhook-id": `${headers["webhook-id"]}0` }],
  [body, { ...headers, "webhook-timestamp": String(Number(headers["webhook-timestamp"]) - 1) }],
  [body, { ...headers, "webhook-signature": headers["webhook-signature"].replace(/,.{8}/g, ",AAAAAAAA") }],
];

const answers = {
  "/events": (response) => response.writeHead(204).end(),
  "/redirect": (response) => response.writeHead(307, { Location: "/events" }).end(),
  "/gone": (response) => response.writeHead(410).end("nobody is here"),
  "/large": (response) => response.writeHead(500).end(`\u001b[31mred${"x".repeat(1 << 20)}`),
  "/never": () => {},
  // The head comes at once, and the end of the body never.
  "/endless": (response) => response.writeHead(500).write("x"),
};

const server = createServer(async (request, response) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const body = Buffer.concat(pieces).toString();
  const { url: path, method, headers } = request;
  const accepted = verdicts(body, headers);
  const forged = forgeries(body, headers).flatMap((forgery) => verdicts(...forgery));
  console.log(JSON.stringify({ method, path, headers, raw: body, body: JSON.parse(body), accepted, forged }));
  (answers[path] ?? ((other) => other.writeHead(404).end()))(response);
});
server.listen(Number(process.argv[2] ?? 0), "127.0.0.1", () => console.log(`listening on ${server.address().port}`));
