// The page behind `page.sign_in_url`: reached by GET, and it posts the token by itself. It needs no inline script, so it works
// under a strict policy. What Helmet's defaults would stop is changed here and nowhere else.

// For `helmet(protection(portal))`, on this page alone or on all of them. `portal` is the address of the subscription page.
export function protection(portal) {
  return {
    // Helmet's default is 'self', and the browser then drops a form for another origin without a word.
    contentSecurityPolicy: { directives: { formAction: ["'self'", new URL(portal).origin] } },
    // Helmet's default is no-referrer: the browser then posts `Origin: null`, and the token is refused.
    referrerPolicy: { policy: "strict-origin-when-cross-origin" },
  };
}

// A script file of your own, at the address that `signInPage` is given: an inline script would need a nonce.
export const SCRIPT = `document.getElementById("portal").submit();\n`;

// The page. It is shown to a user who is signed in with you, and made anew each time: send it with Cache-Control: no-store.
export function signInPage(token, portal, script) {
  const text = (value) => String(value).replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>Your subscription</title>
<form id="portal" method="post" action="${text(portal)}/handoff">
  <input type="hidden" name="token" value="${text(token)}">
  <button>Go on to your subscription</button>
</form>
<script src="${text(script)}" defer></script>
</html>
`;
}
