use std::fmt;

use serde::Deserialize;

/// Where a link leads. Both are bearer secrets for their lifetime, so `Debug` prints neither.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum LinkTarget {
    /// An absolute URL to open, or a path of the API.
    Href(String),
    /// An encrypted opener for the in-site portal.
    Query(String),
}

impl fmt::Debug for LinkTarget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Href(_) => "Href(…)",
            Self::Query(_) => "Query(…)",
        })
    }
}

/// One link of an object: a name and where it leads.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Link {
    /// The name, e.g. `hosted-home` or `insite-home`.
    pub rel: String,
    /// Absent when ProAbono sent neither `href` nor `query`.
    pub target: Option<LinkTarget>,
    /// The media type, given for documents.
    pub media_type: Option<String>,
}

/// The shape on the wire.
#[derive(Deserialize)]
struct Wire {
    rel: String,
    href: Option<String>,
    query: Option<String>,
    #[serde(rename = "type")]
    media_type: Option<String>,
}

impl<'de> Deserialize<'de> for Link {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = Wire::deserialize(deserializer)?;
        let href = wire.href.filter(|href| !href.is_empty());
        let query = wire.query.filter(|query| !query.is_empty());
        Ok(Self {
            rel: wire.rel,
            target: href.map(LinkTarget::Href).or(query.map(LinkTarget::Query)),
            media_type: wire.media_type,
        })
    }
}

/// The links of an object, found by name in either generation of names. Never stored: they expire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Links(Vec<Link>);

impl Links {
    /// The link of this purpose: `hosted-{purpose}`, else `insite-{purpose}`.
    pub fn purpose(&self, purpose: &str) -> Option<&Link> {
        ["hosted-", "insite-"].iter().find_map(|generation| {
            self.0
                .iter()
                .find(|link| link.rel.strip_prefix(generation) == Some(purpose))
        })
    }

    /// The URL of this purpose, from the first generation that has one as `href`.
    pub fn href(&self, purpose: &str) -> Option<&str> {
        ["hosted-", "insite-"].iter().find_map(|generation| {
            self.0.iter().find_map(|link| match &link.target {
                Some(LinkTarget::Href(href)) if link.rel.strip_prefix(generation) == Some(purpose) => {
                    Some(href.as_str())
                }
                _ => None,
            })
        })
    }

    /// Every link, in ProAbono's order.
    pub fn iter(&self) -> impl Iterator<Item = &Link> {
        self.0.iter()
    }
}
