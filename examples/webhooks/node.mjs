// Checks a signed post of proabono-portal, as Standard Webhooks has it (v1), and returns the message.
//
// `body` is the text of the bytes that came, before any parser; `headers` has names in lower case, as node's have;
// `secret` is the whsec_… of PORTAL_WEBHOOKS__HOST_KEYS.
import { createHmac, timingSafeEqual } from "node:crypto";

export function message(headers, body, secret) {
  const id = headers["webhook-id"];
  const timestamp = headers["webhook-timestamp"];
  // An old post may have been recorded by somebody.
  if (!id || !(Math.abs(Date.now() / 1000 - Number(timestamp)) < 300)) throw new Error("the post is not of now");
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest();
  const fits = (headers["webhook-signature"] ?? "").split(" ").some((one) => {
    const [version, signature = ""] = one.split(",");
    const given = Buffer.from(signature, "base64");
    return version === "v1" && given.length === expected.length && timingSafeEqual(given, expected);
  });
  if (!fits) throw new Error("no signature fits");
  return JSON.parse(body);
}
