use std::fmt;

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};
use url::Url;

/// A URL that passed the gate, as its parser serialises it. The field is private: only the gate makes one.
///
/// It is a bearer secret for its lifetime, so `Debug` shows the host and a short digest.
#[derive(Clone, PartialEq, Eq)]
pub struct FrameUrl {
    text: String,
}

impl FrameUrl {
    /// The parser's serialisation, never the raw text: `https:proabono.com/x` parses to ProAbono's host, and as a raw
    /// `src` it resolves to this server.
    pub(super) fn from_parsed(url: Url) -> Self {
        Self { text: url.into() }
    }

    /// The URL, for the `src` of a frame or the `href` of the link beside it.
    pub fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Debug for FrameUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = Url::parse(&self.text)
            .ok()
            .and_then(|url| url.host_str().map(str::to_owned));
        write!(
            f,
            "FrameUrl({}, {})",
            host.unwrap_or_default(),
            digest(&self.text)
        )
    }
}

/// A digest of eight hexadecimal digits, which tells two links apart in a log and reveals neither.
pub(super) fn digest(text: &str) -> String {
    let hash = Sha256::digest(text);
    HEXLOWER.encode(&hash[..4])
}
