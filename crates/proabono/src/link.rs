use std::fmt;

use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::tolerant::deciding;

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
    /// The name, e.g. `hosted-home` or `insite-home`; empty when ProAbono gave none.
    pub rel: String,
    /// Absent when ProAbono sent neither `href` nor `query`.
    pub target: Option<LinkTarget>,
    /// The media type, given for documents.
    pub media_type: Option<String>,
}

/// The shape on the wire.
#[skip_serializing_none]
#[derive(Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
struct Wire {
    /// A link may have no name. One whose name cannot be read might be any, so it fails the reading.
    #[serde(default, deserialize_with = "deciding")]
    rel: Option<String>,
    #[serde(default, deserialize_with = "deciding")]
    href: Option<String>,
    #[serde(default, deserialize_with = "deciding")]
    query: Option<String>,
    #[serde(rename = "type")]
    media_type: Option<String>,
}

impl Serialize for Link {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let (href, query) = match self.target.clone() {
            Some(LinkTarget::Href(href)) => (Some(href), None),
            Some(LinkTarget::Query(query)) => (None, Some(query)),
            None => (None, None),
        };
        Wire {
            rel: Some(self.rel.clone()).filter(|rel| !rel.is_empty()),
            href,
            query,
            media_type: self.media_type.clone(),
        }
        .serialize(serializer)
    }
}

#[cfg(feature = "schema")]
impl schemars::JsonSchema for Link {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Link".into()
    }

    fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
        Wire::json_schema(generator)
    }
}

impl<'de> Deserialize<'de> for Link {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let wire = Wire::deserialize(deserializer)?;
        let href = wire.href.filter(|href| !href.is_empty());
        let query = wire.query.filter(|query| !query.is_empty());
        Ok(Self {
            rel: wire.rel.unwrap_or_default(),
            target: href.map(LinkTarget::Href).or(query.map(LinkTarget::Query)),
            media_type: wire.media_type,
        })
    }
}

/// The links of an object, found by name in either generation of names. Never stored: they expire.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(transparent)]
pub struct Links(Vec<Link>);

/// `null` stands for none, as an absent list does. A list that cannot be read is not taken for none: links are what opens.
impl<'de> Deserialize<'de> for Links {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deciding(deserializer).map(|links: Option<Vec<Link>>| Self(links.unwrap_or_default()))
    }
}

impl Links {
    /// The link of this purpose: `hosted-{purpose}`, else `insite-{purpose}`, else the bare `{purpose}`, as
    /// `related-invoice` is called in some answers.
    pub fn purpose(&self, purpose: &str) -> Option<&Link> {
        self.named(purpose).next()
    }

    /// The URL of this purpose, from the first name that has one as `href`.
    pub fn href(&self, purpose: &str) -> Option<&str> {
        self.named(purpose).find_map(|link| match &link.target {
            Some(LinkTarget::Href(href)) => Some(href.as_str()),
            _ => None,
        })
    }

    /// The encrypted opener of this purpose, from the first name that has one as `query`.
    pub fn query(&self, purpose: &str) -> Option<&str> {
        self.named(purpose).find_map(|link| match &link.target {
            Some(LinkTarget::Query(query)) => Some(query.as_str()),
            _ => None,
        })
    }

    fn named(&self, purpose: &str) -> impl Iterator<Item = &Link> {
        ["hosted-", "insite-", ""]
            .into_iter()
            .flat_map(move |generation| {
                let fits = move |link: &&Link| link.rel.strip_prefix(generation) == Some(purpose);
                self.0.iter().filter(fits)
            })
    }

    /// Tells whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Every link, in ProAbono's order.
    pub fn iter(&self) -> impl Iterator<Item = &Link> {
        self.0.iter()
    }
}
