//! HTTP clients, on machines with and without certificates of authorities.

use reqwest::{Certificate, Client, ClientBuilder};
use url::Url;

use super::error::with_causes;

/// What to do on a machine without certificates of authorities.
const NONE: &str = "this machine has no certificates of authorities, and https needs them: install the package \
                    ca-certificates, or name a file that has some in SSL_CERT_FILE (where SSL_CERT_FILE or SSL_CERT_DIR is \
                    set, only what it names is looked at)";

/// Makes a client for these addresses, which needs certificates unless all of them are http.
///
/// # Errors
/// A sentence for the operator.
pub fn client<'a>(
    builder: ClientBuilder,
    addresses: impl IntoIterator<Item = &'a Url>,
) -> Result<Client, String> {
    if addresses.into_iter().all(|url| url.scheme() == "http") {
        for_http(builder)
    } else {
        for_https(builder)
    }
}

/// Makes a client that checks certificates by the authorities that this machine trusts.
///
/// # Errors
/// A sentence for the operator. Most likely, the machine has no certificates of authorities.
pub fn for_https(builder: ClientBuilder) -> Result<Client, String> {
    builder.build().map_err(|error| {
        let why = with_causes(&error);
        // The verifier has no error of its own for this, and says it in words.
        if why.to_ascii_lowercase().contains("no ca certificates") {
            NONE.to_owned()
        } else {
            why
        }
    })
}

/// Makes a client for http alone, which needs no certificates: it trusts no authority, so nothing can be sent over https.
///
/// # Errors
/// A sentence for the operator.
pub fn for_http(builder: ClientBuilder) -> Result<Client, String> {
    let nobody: [Certificate; 0] = [];
    let built = builder.tls_certs_only(nobody).build();
    built.map_err(|error| with_causes(&error))
}
