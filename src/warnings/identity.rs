use super::row::Warning;

pub(super) const WARNINGS: &[Warning] = &[
    Warning::new(
        "identity-refused",
        "A request says who is asking in a way that must not be believed; the visitor saw status 403.",
        "A header that came twice, a wrong secret of the proxy, a user without a claim that `customers.reference` needs, or \
         somebody who tries.",
        "Look at `cause`. The recipes of docs/reverse-proxy.md clear the headers that visitors send.",
    ),
    Warning::new(
        "untrusted-peer",
        "A peer that `identity.proxy.from` does not list sent the user header. It was ignored.",
        "The proxy connects from another address than the one in the setting, or somebody who is no proxy can reach the server.",
        "If the peer in the line is your proxy, add its address to `identity.proxy.from`. If not, keep the port away from it.",
    ),
    Warning::new(
        "placeholders",
        "The proxy sends names of variables in place of details, such as `$name`. The user is known without them.",
        "The proxy has no such variable, or quotes it so that it is not replaced.",
        "Correct the headers that the line names; docs/sign-in/trusted-header.md has working lines.",
    ),
    Warning::new(
        "header-left-out",
        "A header about a user cannot be taken, and this detail is left out. It is said once for each header and reason.",
        "The value is too long, or in an encoding that headers do not have.",
        "docs/sign-in/trusted-header.md shows how each language writes such a header.",
    ),
    Warning::new(
        "claims-left-out",
        "Details of a user are left out: placeholders that nothing replaced, too long, or not of the form that such a detail has.",
        "The provider or the application fills the claim with something else.",
        "Correct the claims that the line names at the provider, or name others in the settings.",
    ),
    Warning::new(
        "key-left-out",
        "One of the published keys cannot be used and is left out.",
        "The key is of a kind that this program does not take, too short, or damaged.",
        "If users are refused, look at the key that the line names, in the provider's or the application's key set.",
    ),
    Warning::new(
        "handoff-without-key",
        "Every token of the hand-off is refused, because no published key fits.",
        "The key set is for another algorithm than `identity.handoff.algorithm`, or it is empty.",
        "Compare the algorithm with the key set; `proabono-portal handoff test` tries a token.",
    ),
    Warning::new(
        "provider-document",
        "An address in the OpenID provider's document is malformed or unsafe, and is left out.",
        "The provider publishes it so.",
        "Signing in works without it. Tell whoever runs the provider which member the line names.",
    ),
    Warning::new(
        "userinfo-failed",
        "A user signed in without the details that the ID token lacks, since the provider's userinfo did not give them.",
        "The provider was out of reach, or refused the access token.",
        "Let the provider put the claims into the ID token, or look at its log.",
    ),
    Warning::new(
        "sign-in-failed",
        "A sign-in could not be completed.",
        "It came back too late, twice, or in another browser than the one in which it began.",
        "Nothing, if it is rare: the visitor signs in again. If it is frequent, cookies are lost on the way: compare \
         `server.public_url` with the address bar.",
    ),
    Warning::new(
        "sign-in-refused",
        "A sign-in came back with something that must not be believed.",
        "The keys, the issuer, the audience or the clock of the provider or the application differ from the settings.",
        "Look at `cause`; for a hand-off, `proabono-portal handoff test` tries a token.",
    ),
    Warning::new(
        "sign-in-away",
        "Nobody can sign in: the OpenID provider or the application's keys are out of reach.",
        "The provider is down, or this machine cannot reach it.",
        "`proabono-portal check --online` tries the address from this machine.",
    ),
    Warning::new(
        "query-dropped",
        "A visitor who signed in did not come back to the exact address: its query was too long to be kept.",
        "A link of more than the length that a cookie can hold.",
        "Nothing, if it is rare. Otherwise make the links shorter.",
    ),
    Warning::new(
        "handoff-page-unknown",
        "A hand-off asked for a page that is not below this server's address; the start page was shown.",
        "`next` in the form or the link of the application is wrong.",
        "Write an address below `server.public_url` into `next`.",
    ),
    Warning::new(
        "sign-out-not-believed",
        "The application asked to sign a visitor out, and could not prove that it was the application. The visitor was asked.",
        "The token or the `id_token_hint` is missing, expired or of another user.",
        "Look at `cause`; docs/sign-in/hand-off.md and docs/sign-in/openid-connect.md show how the application signs out.",
    ),
    Warning::new(
        "sign-out-page-unknown",
        "A sign-out asked to go on to a page of an origin that the configuration does not name; it went elsewhere.",
        "The application's address is not among the settings, or somebody tries to lead visitors away.",
        "If the page is yours, name its origin in `page.sign_out_url` or `identity.handoff.origins`.",
    ),
    Warning::new(
        "provider-sign-out-failed",
        "A user is signed out here, and still signed in at the OpenID provider. The page says so.",
        "The provider was out of reach, or has no address for signing out.",
        "Look at the provider if it happens often.",
    ),
];
