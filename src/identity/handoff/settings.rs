use secrecy::SecretString;
use url::Url;

use crate::identity::claim_names::ClaimNames;
use crate::settings::values::{any, boolean, exact_origin, printable, trusted_address, word};
use crate::settings::{Key, Source, Switched, settings};
use crate::web::PublicUrl;

use super::algorithm::HandoffAlgorithm;
use super::given_key::decoding_key;

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

        /// For HS256 the secret that both sides know, at least 32 characters; else the application's public key in PEM: RSA of 2,048
        /// to 8,192 bits, EC on P-256, or Ed25519. Its line breaks may be written as `\n`.
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
    /// The origins of the pages from which a browser may post a token.
    pub(crate) fn posting_origins(&self, public: Option<&PublicUrl>) -> Vec<String> {
        if self.origins.is_empty() {
            public.map(|url| url.origin.clone()).into_iter().collect()
        } else {
            self.origins.clone()
        }
    }

    /// The `aud` of the tokens: the one that is set, or the address of the page.
    pub(crate) fn expected_audience(&self, page: &str) -> String {
        self.audience.clone().unwrap_or_else(|| page.to_owned())
    }

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

fn keys_fit_the_algorithm(
    source: &mut Source,
    algorithm: Option<&HandoffAlgorithm>,
    key: Option<&Option<SecretString>>,
    previous: Option<&Option<SecretString>>,
) {
    let Some(algorithm) = algorithm else { return };
    let keys = [(HandoffConfig::key, key), (HandoffConfig::previous_key, previous)];
    for (name, key) in keys {
        let read = key
            .and_then(Option::as_ref)
            .map(|key| decoding_key(*algorithm, key));
        if let Some(Err(what)) = read {
            source.problem_with(&name, what);
        }
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
