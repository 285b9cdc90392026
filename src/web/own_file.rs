use bytes::Bytes;

use super::assets::versioned;

/// A file of the operator's, read at start and served as it is.
#[derive(Clone, Debug)]
pub(crate) struct OwnFile {
    /// The name with a digest of the content.
    pub(crate) name: String,
    pub(crate) media_type: &'static str,
    pub(crate) content: Bytes,
}

impl OwnFile {
    pub(crate) fn new(
        stem: &str,
        (ending, media_type): (&str, &'static str),
        content: impl Into<Bytes>,
    ) -> Self {
        let content = content.into();
        Self {
            name: versioned(&format!("{stem}.{ending}"), &content),
            media_type,
            content,
        }
    }
}
