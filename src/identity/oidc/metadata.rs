use serde_json::{Map, Value};
use url::Url;

use crate::identity::jwt::Shown;
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
            userinfo_endpoint: reader.optional("userinfo_endpoint"),
            end_session_endpoint: reader.optional("end_session_endpoint"),
            takes_header: reader.takes_header(),
            says_issuer: reader.flag("authorization_response_iss_parameter_supported"),
        })
    }
}

fn same_issuer(document: &Map<String, Value>, issuer: &str) -> Result<(), String> {
    match document.get("issuer") {
        Some(Value::String(said)) if said == issuer => Ok(()),
        Some(Value::String(said)) => {
            let said = Shown::text(said);
            Err(format!(
                "its document names the issuer {said}, and identity.oidc.issuer is {issuer:?}. If that is your \
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
                .map_err(|why| format!("`{name}` in its document is {why}")),
        }
    }

    /// Reads an address that no sign-in needs. One that is malformed or unsafe is left out.
    fn optional(&self, name: &str) -> Option<Url> {
        let said = |value: &&Value| !(value.is_null() || value.as_str() == Some(""));
        let value = self.document.get(name).filter(said)?;
        let address = self.address(value);
        address
            .inspect_err(|why| {
                tracing::warn!(
                    code = "provider-document",
                    member = name,
                    "a member of the OpenID provider's document is {why}; it is left out"
                );
            })
            .ok()
    }

    /// Reads an address, which should be absolute. One that starts with a slash can only mean the document's own host. The
    /// error says what the value is instead.
    fn address(&self, value: &Value) -> Result<Url, &'static str> {
        let parsed = value.as_str().map(str::trim).and_then(|text| {
            if text.starts_with('/') && !text.starts_with("//") {
                return self.at.join(text).ok();
            }
            Url::parse(text).ok()
        });
        let address = parsed.ok_or("not an address")?;
        if is_safe(&address) {
            return Ok(address);
        }
        Err("neither an https address nor on a loopback address")
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
