// Prints a token for the user in the first argument; with a second one, the address that this user's sign-out leads to.
import { handoffToken, signOutAddress } from "../node.mjs";

const { HANDOFF_KEY, HANDOFF_ISSUER, HANDOFF_AUDIENCE } = process.env;
const [id, next] = process.argv.slice(2);
// A number stays a number here, as it comes from a database.
const user = { id: /^\d+$/.test(id) ? Number(id) : id, name: "Zoë Weiß", email: "zoe@acme.example" };
console.log(
  next
    ? signOutAddress(user, HANDOFF_KEY, HANDOFF_ISSUER, HANDOFF_AUDIENCE, next)
    : handoffToken(user, HANDOFF_KEY, HANDOFF_ISSUER, HANDOFF_AUDIENCE),
);
