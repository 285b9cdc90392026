// The page of examples/handoff/sign-in-page.mjs, behind the real Helmet: as the example has it, or with one of Helmet's
// defaults left as it is. Arguments: the port, the address of the subscription page, and which default is left.
import { createServer } from "node:http";
import helmet from "helmet";
import { handoffToken } from "../../examples/handoff/node.mjs";
import { SCRIPT, protection, signInPage } from "../../examples/handoff/sign-in-page.mjs";

const [port, portal, left] = process.argv.slice(2);
const { HANDOFF_KEY, HANDOFF_ISSUER } = process.env;

const settings = protection(portal);
if (left === "form-action") settings.contentSecurityPolicy = true;
if (left === "referrer-policy") settings.referrerPolicy = true;
const protect = helmet(settings);

const user = { id: "alice", name: "Alice Martin", email: "alice@acme.example" };
createServer((request, response) => {
  protect(request, response, () => {
    if (request.url === "/handoff.js") {
      return response.setHeader("Content-Type", "text/javascript").end(SCRIPT);
    }
    const token = handoffToken(user, HANDOFF_KEY, HANDOFF_ISSUER, portal);
    const page = signInPage(token, portal, "/handoff.js");
    const inline = page.replace(/<script src[^>]*>/, `<script>${SCRIPT}`);
    response.setHeader("Content-Type", "text/html; charset=utf-8");
    response.setHeader("Cache-Control", "no-store");
    response.end(left === "inline" ? inline : page);
  });
}).listen(Number(port), "127.0.0.1", () => console.log("listening"));
