use std::time::Duration;

use secrecy::SecretString;
use url::Url;

use crate::identity::{ClaimNames, ClientAuth, OidcConfig};
use crate::proabono::is_loopback;

use super::key::Key;
use super::source::Source;
use super::values::{boolean, duration};

pub(super) static KEYS: &[Key] = &[
    Key::new(
        "identity.oidc.issuer",
        "PORTAL_IDENTITY__OIDC__ISSUER",
        "The address of the OpenID provider, exactly as its discovery document writes `issuer`. Setting it turns the \
         sign-in on; server.public_url and sessions.key are needed then.",
    )
    .example("https://login.example.com"),
    Key::new(
        "identity.oidc.discovery_url",
        "PORTAL_IDENTITY__OIDC__DISCOVERY_URL",
        "The address of the provider's discovery document, where that is not \
         `{identity.oidc.issuer}/.well-known/openid-configuration`: Azure AD B2C, and a provider behind two names. The \
         issuer in it is compared with identity.oidc.issuer all the same.",
    )
    .example("https://login.example.com/tenant/.well-known/openid-configuration"),
    Key::new(
        "identity.oidc.client_id",
        "PORTAL_IDENTITY__OIDC__CLIENT_ID",
        "The name under which this server is registered at the provider, with the redirect address \
         `{server.public_url}/callback` and the address after sign-out `{server.public_url}/logout`.",
    )
    .example("subscriptions"),
    Key::new(
        "identity.oidc.client_secret",
        "PORTAL_IDENTITY__OIDC__CLIENT_SECRET",
        "The secret of that registration. Left out for a public client.",
    )
    .example("the-client-secret")
    .secret(),
    Key::new(
        "identity.oidc.client_auth",
        "PORTAL_IDENTITY__OIDC__CLIENT_AUTH",
        "How the secret is shown to the provider: `basic` (in a header, `client_secret_basic`), `post` (in the body, \
         `client_secret_post`), or `automatic`: in a header where the provider's document takes that, else in the body. \
         Set it when the provider takes both and the registration only one.",
    )
    .default("automatic"),
    Key::new(
        "identity.oidc.scopes",
        "PORTAL_IDENTITY__OIDC__SCOPES",
        "The scopes that are asked for.",
    )
    .default("openid, profile, email"),
    Key::new(
        "identity.oidc.id_claim",
        "PORTAL_IDENTITY__OIDC__ID_CLAIM",
        "The claim with the user's id. Another one than `sub` must be as stable, and no user may choose it: never an \
         e-mail address.",
    )
    .default("sub"),
    Key::new(
        "identity.oidc.name_claim",
        "PORTAL_IDENTITY__OIDC__NAME_CLAIM",
        "The claim with the display name.",
    )
    .default("name"),
    Key::new(
        "identity.oidc.email_claim",
        "PORTAL_IDENTITY__OIDC__EMAIL_CLAIM",
        "The claim with the e-mail address, used once, when the customer is created.",
    )
    .default("email"),
    Key::new(
        "identity.oidc.language_claim",
        "PORTAL_IDENTITY__OIDC__LANGUAGE_CLAIM",
        "The claim with the language.",
    )
    .default("locale"),
    Key::new(
        "identity.oidc.automatic",
        "PORTAL_IDENTITY__OIDC__AUTOMATIC",
        "Whether a visitor who is not signed in goes to the provider at once. When false, a page with a button comes first.",
    )
    .default("true"),
    Key::new(
        "identity.oidc.sign_out",
        "PORTAL_IDENTITY__OIDC__SIGN_OUT",
        "Whether signing out here leads to the provider's own sign-out, where it has one.",
    )
    .default("true"),
    Key::new(
        "identity.oidc.timeout",
        "PORTAL_IDENTITY__OIDC__TIMEOUT",
        "How long one call to the provider may take.",
    )
    .default("5s"),
];

pub(super) fn read(source: &mut Source) -> Option<OidcConfig> {
    let [
        issuer,
        discovery_url,
        client_id,
        client_secret,
        client_auth,
        scopes,
        id,
        name,
        email,
        language,
        automatic,
        sign_out,
        timeout,
    ] = KEYS
    else {
        return None;
    };
    if !is_on(source, issuer) {
        return None;
    }
    let issuer = source.parse(issuer, issuer_address);
    let discovery_said = source.raw(discovery_url).is_some();
    let discovery_url = source.parse(discovery_url, trusted_address);
    let client_id = source.parse_required(client_id, printable);
    let (client_secret, client_auth) = read_secret(source, client_secret, client_auth);
    let scopes = source.list(scopes, printable);
    let id = source.parse(id, printable);
    let name = source.parse(name, printable);
    let email = source.parse(email, printable);
    let language = source.parse(language, printable);
    let automatic = source.parse(automatic, boolean);
    let sign_out = source.parse(sign_out, boolean);
    let timeout = source.parse(
        timeout,
        duration(Duration::from_millis(100), Duration::from_mins(1)),
    );
    Some(OidcConfig {
        issuer: issuer?,
        discovery_url: if discovery_said {
            Some(discovery_url?)
        } else {
            None
        },
        client_id: client_id?,
        client_secret,
        client_auth: client_auth?,
        scopes,
        claims: ClaimNames {
            id: id?,
            name: name?,
            email: email?,
            language: language?,
        },
        automatic: automatic?,
        sign_out: sign_out?,
        timeout: timeout?,
    })
}

fn is_on(source: &mut Source, issuer: &Key) -> bool {
    let on = source.raw(issuer).is_some();
    if !on && KEYS.iter().any(|key| source.raw(key).is_some()) {
        source.problem_with(
            issuer,
            "it is not set, though other settings of identity.oidc are",
        );
    }
    on
}

/// The secret, and how it is shown.
fn read_secret(source: &mut Source, secret: &Key, way: &Key) -> (Option<SecretString>, Option<ClientAuth>) {
    if source.raw(way).is_some() && source.raw(secret).is_none() {
        source.problem_with(
            way,
            "identity.oidc.client_secret is not set, so that there is nothing to show; set it, or leave this out",
        );
    }
    let secret = source.parse(secret, |text| printable(text).map(SecretString::from));
    (secret, source.parse(way, client_auth_name))
}

/// An address that keys come from: nobody on the way may change them.
pub(super) fn trusted_address(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("it is not an address: {error}"))?;
    let safe = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
    if !safe {
        return Err("write an https:// address; http is taken on a loopback address only".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err("write it without a user name and without #".to_owned());
    }
    Ok(url)
}

/// A session remembers its issuer as a claim, and this is the longest one that is kept.
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

fn client_auth_name(text: &str) -> Result<ClientAuth, String> {
    match text {
        "automatic" => Ok(ClientAuth::Automatic),
        "basic" => Ok(ClientAuth::Basic),
        "post" => Ok(ClientAuth::Post),
        _ => Err("write automatic, basic or post".to_owned()),
    }
}

pub(super) fn printable(text: &str) -> Result<String, String> {
    if !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic()) {
        Ok(text.to_owned())
    } else {
        Err("write printable ASCII without spaces".to_owned())
    }
}
