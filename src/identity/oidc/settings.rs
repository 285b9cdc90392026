use std::time::Duration;

use secrecy::SecretString;
use url::Url;

use crate::identity::claim_names::ClaimNames;
use crate::settings::values::{MINUTE, between, boolean, printable, trusted_address, word};
use crate::settings::{Key, Source, Switched, settings};

settings! {
    /// Sign-in at an OpenID provider.
    pub struct OidcConfig in "identity.oidc." {
        /// The address of the OpenID provider, exactly as its discovery document writes `issuer`. Setting it turns the
        /// sign-in on; server.public_url and sessions.key are needed then.
        issuer: String = issuer_address, example("https://login.example.com");

        /// The address of the provider's discovery document, where that is not
        /// `{identity.oidc.issuer}/.well-known/openid-configuration`: Azure AD B2C, and a provider behind two names. The
        /// issuer in it is compared with identity.oidc.issuer all the same.
        discovery_url: Option<Url> = trusted_address,
            example("https://login.example.com/tenant/.well-known/openid-configuration");

        /// The name under which this server is registered at the provider, with the redirect address
        /// `{server.public_url}/callback` and the address after sign-out `{server.public_url}/logout`.
        client_id: String = printable, example("subscriptions");

        /// The secret of that registration. Left out for a public client.
        client_secret: Option<SecretString> = |text| printable(text).map(SecretString::from),
            example("the-client-secret"), secret();

        /// How the secret is shown to the provider: `basic` (in a header, `client_secret_basic`), `post` (in the body,
        /// `client_secret_post`), or `automatic`: in a header where the provider's document takes that, else in the body.
        /// Set it when the provider takes both and the registration only one.
        client_auth: ClientAuth = word(&ClientAuth::WORDS), default("automatic");

        /// The scopes that are asked for.
        scopes: Vec<String> = printable, default("openid, profile, email");

        /// The claim with the user's id. Another one than `sub` must be as stable, and no user may choose it: never an e-mail
        /// address.
        id_claim: String = printable, default("sub");

        /// The claim with the display name.
        name_claim: String = printable, default("name");

        /// The claim with the e-mail address, used once, when the customer is created.
        email_claim: String = printable, default("email");

        /// The claim with the language.
        language_claim: String = printable, default("locale");

        /// When true, a visitor who is not signed in goes to the provider at once. When false, a page with a button comes first.
        automatic: bool = boolean, default("true");

        /// When true, signing out here leads to the provider's own sign-out, where it has one.
        sign_out: bool = boolean, default("true");

        /// How long one call to the provider may take.
        timeout: Duration = between(Duration::from_millis(100), MINUTE), default("5s");
    }
    checks {
        there_is_a_secret_to_show(),
    }
}

impl OidcConfig {
    pub(super) fn claim_names(&self) -> ClaimNames {
        ClaimNames {
            id: self.id_claim.clone(),
            name: self.name_claim.clone(),
            email: self.email_claim.clone(),
            language: self.language_claim.clone(),
        }
    }
}

impl Switched for OidcConfig {
    const SWITCH: Key = Self::issuer;
}

/// How this server shows its secret at the token endpoint.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClientAuth {
    /// In a header where the provider's document takes that, else in the body.
    Automatic,
    /// In a header: `client_secret_basic`.
    Basic,
    /// In the body: `client_secret_post`.
    Post,
}

impl ClientAuth {
    const WORDS: [(&str, Self); 3] = [
        ("automatic", Self::Automatic),
        ("basic", Self::Basic),
        ("post", Self::Post),
    ];
}

/// A session remembers its issuer as a claim, and this is the longest one that is kept, in bytes.
const LONGEST_ISSUER: usize = 500;

fn issuer_address(text: &str) -> Result<String, String> {
    let url = trusted_address(text)?;
    if url.query().is_some() {
        return Err("an issuer has no query".to_owned());
    }
    if text.len() > LONGEST_ISSUER {
        return Err(format!("it is longer than {LONGEST_ISSUER} bytes"));
    }
    // As it was written: issuers are compared letter by letter, and some end in a slash.
    Ok(text.to_owned())
}

fn there_is_a_secret_to_show(source: &mut Source) {
    let way = OidcConfig::client_auth;
    if source.says(&way) && !source.says(&OidcConfig::client_secret) {
        source.problem_with(
            &way,
            "identity.oidc.client_secret is not set, so that there is nothing to show; set it, or leave this out",
        );
    }
}
