//! HTTP clients, on machines with and without certificates of authorities.

use std::error::Error as _;

use reqwest::{Certificate, Client, ClientBuilder};

/// What to do on a machine without certificates of authorities.
const NONE: &str = "this machine has no certificates of authorities, and https needs them: install the package \
                    ca-certificates, or name a file that has some in SSL_CERT_FILE (where SSL_CERT_FILE or SSL_CERT_DIR is \
                    set, only what it names is looked at)";

/// Makes a client that checks certificates by the authorities that this machine trusts.
///
/// # Errors
/// A sentence for the operator. Most likely, the machine has no certificates of authorities.
pub fn for_https(builder: ClientBuilder) -> Result<Client, String> {
    builder.build().map_err(|error| {
        let why = causes(&error);
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
    built.map_err(|error| causes(&error))
}

fn causes(error: &reqwest::Error) -> String {
    let mut text = error.to_string();
    let mut source = error.source();
    while let Some(cause) = source {
        text = format!("{text}: {cause}");
        source = cause.source();
    }
    text
}
