// GET /whoami in Node, for a reverse proxy that asks your application who is signed in.
import { createServer } from "node:http";

// Node writes headers as Latin-1 and throws at anything else: these are the bytes of UTF-8, one character each.
const header = (text) => Buffer.from(text ?? "", "utf8").toString("latin1");

// In Express: app.get("/whoami", (req, res) => whoami(req.user, res));
export function whoami(user, response) {
  if (user) {
    response.setHeader("X-User-Id", String(user.id)); // the stable id, never an e-mail address
    response.setHeader("X-User-Name", header(user.name));
    response.setHeader("X-User-Email", header(user.email));
    response.setHeader("X-User-Language", user.language ?? "");
  }
  response.statusCode = 204;
  response.end();
}

// Below is what your application has already: a session in a cookie.
const USERS = { alice: { id: 42, name: "Łukasz Żak", email: "lukasz@acme.example", language: "fr" } };

createServer((request, response) => {
  const session = /(?:^|; )session=(\w+)/.exec(request.headers.cookie ?? "");
  whoami(session ? USERS[session[1]] : undefined, response);
}).listen(process.env.PORT, "127.0.0.1");
