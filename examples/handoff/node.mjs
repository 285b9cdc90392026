// A hand-off token in Node, with what Node brings along: two functions to import. show/node.mjs calls them.
import { createHmac, randomUUID } from "node:crypto";

export function handoffToken(user, secret, issuer, audience) {
  const part = (value) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: issuer, // identity.handoff.issuer
    aud: audience, // the address of the page: server.public_url
    sub: String(user.id), // the stable id as a text, never an e-mail address
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
