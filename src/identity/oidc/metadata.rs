use serde_json::{Map, Value};
use url::Url;

use crate::settings::values::is_safe;

/// The members of a provider's discovery document that are used (OpenID Connect Discovery, section 3). All others are
/// ignored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Metadata {
    pub(super) authorization_endpoint: Url,
    pub(super) token_endpoint: Url,
    pub(super) keys: Url,
    pub(super) userinfo_endpoint: Option<Url>,
    /// The address at which the browser signs out of the provider.
    pub(super) end_session_endpoint: Option<Url>,
    /// True when a client's secret may come in a header (`client_secret_basic`).
    pub(super) takes_header: bool,
    /// True when each authorization response names its issuer (RFC 9207).
    pub(super) says_issuer: bool,
}

impl Metadata {
    /// Reads the document that was found at an address. The error names the member that is wrong.
    pub(super) fn read(document: &Map<String, Value>, at: &Url, issuer: &str) -> Result<Self, String> {
        same_issuer(document, issuer)?;
        let reader = Reader { document, at };
        Ok(Self {
            authorization_endpoint: reader.needed("authorization_endpoint")?,
            token_endpoint: reader.needed("token_endpoint")?,
            keys: reader.needed("jwks_uri")?,
            userinfo_endpoint: reader.optional("userinfo_endpoint")?,
            end_session_endpoint: reader.optional("end_session_endpoint")?,
            takes_header: reader.takes_header(),
            says_issuer: reader.flag("authorization_response_iss_parameter_supported"),
        })
    }
}

fn same_issuer(document: &Map<String, Value>, issuer: &str) -> Result<(), String> {
    /// The most characters of an unexpected issuer that an error repeats.
    const SHOWN: usize = 200;
    match document.get("issuer") {
        Some(Value::String(said)) if said == issuer => Ok(()),
        Some(Value::String(said)) => {
            let said: String = said.chars().take(SHOWN).collect();
            Err(format!(
                "its document names the issuer {said:?}, and identity.oidc.issuer is {issuer:?}. If that is your \
                 provider, write its issuer letter by letter, and this document's address into \
                 identity.oidc.discovery_url where it is not below that issuer"
            ))
        }
        _ => Err("`issuer` in its document must be a text".to_owned()),
    }
}

struct Reader<'a> {
    document: &'a Map<String, Value>,
    at: &'a Url,
}

impl Reader<'_> {
    fn needed(&self, name: &str) -> Result<Url, String> {
        match self.document.get(name) {
            None | Some(Value::Null) => Err(format!("`{name}` is missing in its document")),
            Some(value) => self
                .address(value)
                .ok_or_else(|| format!("`{name}` in its document is not an address"))
                .and_then(|address| safe(name, address)),
        }
    }

    /// Reads an optional address. A malformed one is ignored; an unsafe one makes the whole document unacceptable.
    fn optional(&self, name: &str) -> Result<Option<Url>, String> {
        let said = |value: &&Value| !(value.is_null() || value.as_str() == Some(""));
        let Some(value) = self.document.get(name).filter(said) else {
            return Ok(None);
        };
        let Some(address) = self.address(value) else {
            tracing::warn!(
                member = name,
                "a member of the OpenID provider's document is not an address; it is left out"
            );
            return Ok(None);
        };
        safe(name, address).map(Some)
    }

    /// Reads an address, which should be absolute. One that starts with a slash can only mean the document's own host.
    fn address(&self, value: &Value) -> Option<Url> {
        let text = value.as_str()?.trim();
        if text.starts_with('/') && !text.starts_with("//") {
            return self.at.join(text).ok();
        }
        Url::parse(text).ok()
    }

    /// A provider that does not say takes the header (OpenID Connect Discovery, section 3).
    fn takes_header(&self) -> bool {
        const HEADER: &str = "client_secret_basic";
        match self.document.get("token_endpoint_auth_methods_supported") {
            Some(Value::Array(methods)) if !methods.is_empty() => {
                methods.iter().any(|method| method == HEADER)
            }
            Some(Value::String(methods)) if !methods.is_empty() => {
                methods.split([' ', ',']).any(|method| method == HEADER)
            }
            _ => true,
        }
    }

    fn flag(&self, name: &str) -> bool {
        match self.document.get(name) {
            Some(Value::Bool(flag)) => *flag,
            Some(Value::String(text)) => text.trim().eq_ignore_ascii_case("true"),
            _ => false,
        }
    }
}

fn safe(name: &str, address: Url) -> Result<Url, String> {
    if is_safe(&address) {
        return Ok(address);
    }
    Err(format!(
        "`{name}` in its document is neither an https address nor on a loopback address"
    ))
}
