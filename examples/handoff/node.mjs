// A hand-off token in Node, with what Node brings along. Prints a token for the user in the first argument; with a second one,
// the address that this user's sign-out leads to.
import { createHmac, randomUUID } from "node:crypto";

export function handoffToken(user, secret, issuer, audience) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer, // identity.handoff.issuer
    aud: audience, // the address of the page: server.public_url
    sub: user.id, // the stable id, never an e-mail address
    name: user.name,
    email: user.email,
    iat: now,
    exp: now + 60, // five minutes at most
    jti: randomUUID(), // each token counts once
  };
  const message = part({ alg: "HS256", typ: "JWT" }) + "." + part(claims);
  return message + "." + createHmac("sha256", secret).update(message).digest("base64url");
}

// Where your own sign-out sends the browser once it has ended your session: the page's session ends too.
export function signOutAddress(user, secret, issuer, page, next) {
  const token = handoffToken(user, secret, issuer, page + "/logout");
  return page + "/logout?" + new URLSearchParams({ token, next });
}

const { HANDOFF_KEY, HANDOFF_ISSUER, HANDOFF_AUDIENCE } = process.env;
const user = { id: process.argv[2], name: "Zoë Weiß", email: "zoe@acme.example" };
console.log(
  process.argv[3]
    ? signOutAddress(user, HANDOFF_KEY, HANDOFF_ISSUER, HANDOFF_AUDIENCE, process.argv[3])
    : handoffToken(user, HANDOFF_KEY, HANDOFF_ISSUER, HANDOFF_AUDIENCE),
);
