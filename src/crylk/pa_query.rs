use std::fmt;

use super::Refusal;
use super::frame_url::digest;

/// The name of the query parameter.
pub const PA_QUERY: &str = "pa_query";

/// The longest value that is accepted, in bytes.
const LONGEST: usize = 4096;

/// An encrypted opener of the in-site portal, from a link of the API or from `pa_query` in the address. It is opaque,
/// and is only checked to be printable ASCII of limited length. It is a bearer secret, so `Debug` shows a digest only.
#[derive(Clone, PartialEq, Eq)]
pub struct PaQuery(String);

impl PaQuery {
    /// Takes an opener that has been percent-decoded exactly once, when it came in a query.
    ///
    /// # Errors
    /// The first [`Refusal`] that applies.
    pub fn new(text: &str) -> Result<Self, Refusal> {
        if text.is_empty() {
            Err(Refusal::Empty)
        } else if text.len() > LONGEST {
            Err(Refusal::TooLong)
        } else if text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\') {
            Ok(Self(text.to_owned()))
        } else {
            Err(Refusal::Character)
        }
    }

    /// The text, for ProAbono's script.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for PaQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PaQuery({})", digest(&self.0))
    }
}
