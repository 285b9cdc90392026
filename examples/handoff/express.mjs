// An Express application behind Helmet, with the page of sign-in-page.mjs at /billing. Beside this file it needs node.mjs and
// sign-in-page.mjs, and: npm install express helmet
import express from "express";
import helmet from "helmet";
import { handoffToken } from "./node.mjs";
import { SCRIPT, protection, signInPage } from "./sign-in-page.mjs";

const secret = process.env.HANDOFF_KEY; // the key of the portal's identity.handoff.key
const issuer = process.env.HANDOFF_ISSUER; // identity.handoff.issuer
const portal = process.env.HANDOFF_AUDIENCE; // the address of the page: server.public_url
const port = Number(process.env.PORT ?? 3000);

// Your own login stands here: it sends a visitor away to sign in, or knows who it is.
function yourLogin(req, res, next) {
  req.user = { id: "alice", name: "Alice Martin", email: "alice@acme.example" };
  next();
}

const app = express();
app.use(helmet(protection(portal)));
app.get("/portal.js", (req, res) => res.type("js").send(SCRIPT));
app.get("/billing", yourLogin, (req, res) => {
  const token = handoffToken(req.user, secret, issuer, portal);
  res.set("Cache-Control", "no-store").send(signInPage(token, portal, "/portal.js"));
});
app.listen(port, "127.0.0.1", () => console.log(`listening on port ${port}`));
