use secrecy::SecretString;

use crate::identity::{ClaimNames, HandoffAlgorithm, HandoffConfig, HandoffKeys};

use super::key::Key;
use super::oidc::{printable, trusted_address};
use super::source::Source;
use super::values::{boolean, csp_origin};

/// The shortest secret: as long as the digest (RFC 7518, section 3.2).
const SHORTEST_SECRET: usize = 32;

pub(super) static KEYS: &[Key] = &[
    Key::new(
        "identity.handoff.issuer",
        "PORTAL_IDENTITY__HANDOFF__ISSUER",
        "The `iss` of the application's tokens. Setting it turns the hand-off on; server.public_url and sessions.key are \
         needed then.",
    )
    .example("https://app.example.com"),
    Key::new(
        "identity.handoff.audience",
        "PORTAL_IDENTITY__HANDOFF__AUDIENCE",
        "The `aud` of the tokens. Left out: server.public_url.",
    )
    .example("https://app.example.com/Subscriptions"),
    Key::new(
        "identity.handoff.algorithm",
        "PORTAL_IDENTITY__HANDOFF__ALGORITHM",
        "The one algorithm of the signatures: `HS256`, `RS256`, `ES256` or `EdDSA`.",
    )
    .default("HS256"),
    Key::new(
        "identity.handoff.key",
        "PORTAL_IDENTITY__HANDOFF__KEY",
        "For HS256 the secret that both sides know, at least 32 characters; else the application's public key in PEM.",
    )
    .example("openssl-rand-hex-32")
    .secret(),
    Key::new(
        "identity.handoff.previous_key",
        "PORTAL_IDENTITY__HANDOFF__PREVIOUS_KEY",
        "The key before the last change, taken too while the application changes over.",
    )
    .example("the-handoff-key-before")
    .secret(),
    Key::new(
        "identity.handoff.jwks_url",
        "PORTAL_IDENTITY__HANDOFF__JWKS_URL",
        "The address of the application's public keys as a JWK set, in place of a key.",
    )
    .example("https://app.example.com/.well-known/jwks.json"),
    Key::new(
        "identity.handoff.origins",
        "PORTAL_IDENTITY__HANDOFF__ORIGINS",
        "The origins of the application's pages from which a browser may post a token. Left out: the origin of \
         server.public_url.",
    )
    .example("https://app.example.com"),
    Key::new(
        "identity.handoff.links",
        "PORTAL_IDENTITY__HANDOFF__LINKS",
        "Whether a token may also come in a link. The visitor is asked first whether to go on as that user.",
    )
    .default("false"),
    Key::new(
        "identity.handoff.name_claim",
        "PORTAL_IDENTITY__HANDOFF__NAME_CLAIM",
        "The claim with the display name. The id is always `sub`.",
    )
    .default("name"),
    Key::new(
        "identity.handoff.email_claim",
        "PORTAL_IDENTITY__HANDOFF__EMAIL_CLAIM",
        "The claim with the e-mail address, used once, when the customer is created.",
    )
    .default("email"),
    Key::new(
        "identity.handoff.language_claim",
        "PORTAL_IDENTITY__HANDOFF__LANGUAGE_CLAIM",
        "The claim with the language.",
    )
    .default("locale"),
];

pub(super) fn read(source: &mut Source) -> Option<HandoffConfig> {
    let [
        issuer,
        audience,
        algorithm,
        key,
        previous,
        jwks,
        origins,
        links,
        name,
        email,
        language,
    ] = KEYS
    else {
        return None;
    };
    if source.raw(issuer).is_none() {
        if KEYS.iter().any(|key| source.raw(key).is_some()) {
            source.problem_with(
                issuer,
                "it is not set, though other settings of identity.handoff are",
            );
        }
        return None;
    }
    let issuer = source.parse(issuer, printable);
    let audience_text = source.parse(audience, printable);
    let audience = source.raw(audience).map(|_| audience_text);
    let algorithm = source.parse(algorithm, algorithm_name);
    let keys = read_keys(source, algorithm, [key, previous, jwks]);
    let origins = source.list(origins, exact_origin);
    let links = source.parse(links, boolean);
    let name = source.parse(name, printable);
    let email = source.parse(email, printable);
    let language = source.parse(language, printable);
    Some(HandoffConfig {
        issuer: issuer?,
        audience: match audience {
            Some(said) => Some(said?),
            None => None,
        },
        algorithm: algorithm?,
        keys: keys?,
        origins,
        links: links?,
        claims: ClaimNames {
            id: "sub".to_owned(),
            name: name?,
            email: email?,
            language: language?,
        },
    })
}

fn read_keys(
    source: &mut Source,
    algorithm: Option<HandoffAlgorithm>,
    [key, previous, jwks]: [&'static Key; 3],
) -> Option<HandoffKeys> {
    let Some(algorithm) = algorithm else {
        // What kind of key it should be is not known; that it is one text is.
        for key in [key, previous, jwks] {
            source.optional(key);
        }
        return None;
    };
    let understood = move |text: &str| check_key(algorithm, text);
    let url = source.parse(jwks, trusted_address);
    let given: Vec<_> = [key, previous]
        .into_iter()
        .filter(|key| source.raw(key).is_some())
        .collect();
    if source.raw(jwks).is_some() {
        if !given.is_empty() {
            source.problem_with(jwks, "identity.handoff.key is set too; set one of the two");
        }
        if algorithm == HandoffAlgorithm::Hs256 {
            source.problem_with(
                jwks,
                "a JWK set holds public keys: set identity.handoff.algorithm to RS256, ES256 or EdDSA",
            );
        }
        return url.map(HandoffKeys::Jwks);
    }
    if source.raw(key).is_none() {
        source.problem_with(key, "it is not set. Set it, or identity.handoff.jwks_url");
        return None;
    }
    let keys = given.iter().map(|key| source.parse(key, understood));
    keys.collect::<Option<Vec<_>>>().map(HandoffKeys::Given)
}

fn check_key(algorithm: HandoffAlgorithm, text: &str) -> Result<SecretString, String> {
    let pem = text.contains("-----BEGIN");
    match algorithm {
        HandoffAlgorithm::Hs256 if pem => {
            Err("this is a key in PEM; HS256 takes a secret. Set identity.handoff.algorithm".to_owned())
        }
        HandoffAlgorithm::Hs256 if text.len() < SHORTEST_SECRET => {
            Err("it is too short to be safe: openssl rand -hex 32 makes a good one".to_owned())
        }
        HandoffAlgorithm::Hs256 => Ok(SecretString::from(text)),
        _ if text.contains("PRIVATE KEY") => {
            Err("this is a private key: it belongs to the application alone. Write the public key".to_owned())
        }
        _ if !pem => Err("write the public key in PEM, from -----BEGIN PUBLIC KEY----- on".to_owned()),
        _ => Ok(SecretString::from(text)),
    }
}

/// Browsers send an origin letter by letter: no wildcard, no path.
fn exact_origin(text: &str) -> Result<String, String> {
    if text.contains('*') {
        return Err(
            "name each origin, such as https://app.example.com; a wildcard would match none".to_owned(),
        );
    }
    csp_origin(text).map_err(|_| "write an origin such as https://app.example.com, without a path".to_owned())
}

fn algorithm_name(text: &str) -> Result<HandoffAlgorithm, String> {
    match text {
        "HS256" => Ok(HandoffAlgorithm::Hs256),
        "RS256" => Ok(HandoffAlgorithm::Rs256),
        "ES256" => Ok(HandoffAlgorithm::Es256),
        "EdDSA" => Ok(HandoffAlgorithm::EdDsa),
        _ => Err("write HS256, RS256, ES256 or EdDSA".to_owned()),
    }
}
