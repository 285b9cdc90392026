use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use crate::identity::claim_names::ClaimNames;
use crate::settings::values::{any, boolean, csp_origin, printable, trusted_address, word};
use crate::settings::{Key, Source, Switched, settings};

settings! {
    /// Users whom the application hands over with a signed token.
    pub struct HandoffConfig in "identity.handoff." {
        /// The `iss` of the application's tokens. Setting it turns the hand-off on; server.public_url and sessions.key are
        /// needed then.
        issuer: String = printable, example("https://app.example.com");

        /// The `aud` of the tokens. Left out: server.public_url.
        audience: Option<String> = printable, example("https://app.example.com/Subscriptions");

        /// The one algorithm of the signatures: `HS256`, `RS256`, `ES256` or `EdDSA`.
        algorithm: HandoffAlgorithm = word(&HandoffAlgorithm::WORDS), default("HS256");

        /// For HS256 the secret that both sides know, at least 32 characters; else the application's public key in PEM.
        key: Option<SecretString> = any::<SecretString>, example("openssl-rand-hex-32"), secret();

        /// The key before the last change, taken too while the application changes over.
        previous_key: Option<SecretString> = any::<SecretString>, example("the-handoff-key-before"), secret();

        /// The address of the application's public keys as a JWK set, in place of a key.
        jwks_url: Option<Url> = trusted_address, example("https://app.example.com/.well-known/jwks.json");

        /// The origins of the application's pages from which a browser may post a token. Left out: the origin of
        /// server.public_url.
        origins: Vec<String> = exact_origin, example("https://app.example.com");

        /// When true, a token may also come in a link. The visitor is asked first whether to go on as that user.
        links: bool = boolean, default("false");

        /// The claim with the display name. The id is always `sub`.
        name_claim: String = printable, default("name");

        /// The claim with the e-mail address, used once, when the customer is created.
        email_claim: String = printable, default("email");

        /// The claim with the language.
        language_claim: String = printable, default("locale");
    }
    checks {
        keys_fit_the_algorithm(algorithm, key, previous_key),
        there_is_one_kind_of_key(algorithm),
    }
}

impl HandoffConfig {
    pub(super) fn claim_names(&self) -> ClaimNames {
        ClaimNames {
            id: "sub".to_owned(),
            name: self.name_claim.clone(),
            email: self.email_claim.clone(),
            language: self.language_claim.clone(),
        }
    }
}

impl Switched for HandoffConfig {
    const SWITCH: Key = Self::issuer;
}

/// How tokens may be signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HandoffAlgorithm {
    /// HMAC with SHA-256: one secret, known to both sides.
    Hs256,
    /// RSA with SHA-256.
    Rs256,
    /// ECDSA on P-256 with SHA-256.
    Es256,
    /// Ed25519.
    EdDsa,
}

impl HandoffAlgorithm {
    const WORDS: [(&str, Self); 4] = [
        ("HS256", Self::Hs256),
        ("RS256", Self::Rs256),
        ("ES256", Self::Es256),
        ("EdDSA", Self::EdDsa),
    ];
}

fn keys_fit_the_algorithm(
    source: &mut Source,
    algorithm: Option<&HandoffAlgorithm>,
    key: Option<&Option<SecretString>>,
    previous: Option<&Option<SecretString>>,
) {
    let Some(algorithm) = algorithm else { return };
    let keys = [(HandoffConfig::key, key), (HandoffConfig::previous_key, previous)];
    for (name, key) in keys {
        let text = key.and_then(Option::as_ref).map(SecretString::expose_secret);
        if let Some(what) = text.and_then(|text| unfit(*algorithm, text)) {
            source.problem_with(&name, what);
        }
    }
}

/// The shortest secret in bytes: as long as the digest (RFC 7518, section 3.2).
const SHORTEST_SECRET: usize = 32;

fn unfit(algorithm: HandoffAlgorithm, text: &str) -> Option<&'static str> {
    let pem = text.contains("-----BEGIN");
    match algorithm {
        HandoffAlgorithm::Hs256 if pem => {
            Some("this is a key in PEM; HS256 takes a secret. Set identity.handoff.algorithm")
        }
        HandoffAlgorithm::Hs256 if text.len() < SHORTEST_SECRET => {
            Some("it is too short to be safe: openssl rand -hex 32 makes a good one")
        }
        HandoffAlgorithm::Hs256 => None,
        _ if text.contains("PRIVATE KEY") => {
            Some("this is a private key: it belongs to the application alone. Write the public key")
        }
        _ if !pem => Some("write the public key in PEM, from -----BEGIN PUBLIC KEY----- on"),
        _ => None,
    }
}

fn there_is_one_kind_of_key(source: &mut Source, algorithm: Option<&HandoffAlgorithm>) {
    // Without an algorithm nobody can tell which kind it should be.
    let Some(algorithm) = algorithm else { return };
    let (key, previous, jwks) = (
        HandoffConfig::key,
        HandoffConfig::previous_key,
        HandoffConfig::jwks_url,
    );
    if !source.says(&jwks) {
        if !source.says(&key) {
            source.problem_with(&key, "it is not set. Set it, or identity.handoff.jwks_url");
        }
        return;
    }
    if source.says(&key) || source.says(&previous) {
        source.problem_with(&jwks, "identity.handoff.key is set too; set one of the two");
    }
    if *algorithm == HandoffAlgorithm::Hs256 {
        source.problem_with(
            &jwks,
            "a JWK set holds public keys: set identity.handoff.algorithm to RS256, ES256 or EdDSA",
        );
    }
}

/// Browsers send an origin letter by letter: no wildcard, no path.
fn exact_origin(text: &str) -> Result<String, &'static str> {
    if text.contains('*') {
        return Err("name each origin, such as https://app.example.com; a wildcard would match none");
    }
    csp_origin(text).map_err(|_| "write an origin such as https://app.example.com, without a path")
}
