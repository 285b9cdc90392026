use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// The type of a parameter, a member, a body or an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Type {
    /// A text.
    Text,
    /// A whole number.
    Integer,
    /// A whole number, written as a number or as a text.
    TextOrInteger,
    /// `true` or `false`.
    Boolean,
    /// A moment in ISO 8601.
    Moment,
    /// JSON that is documented nowhere.
    Any,
    /// Free pairs of a key and a text.
    Metadata,
    /// One of these words.
    Words(Vec<String>),
    /// A bare array.
    List {
        /// The type of its items.
        item: Box<Type>,
        /// How many there may be.
        most: Option<usize>,
    },
    /// An array in an envelope (the schema `PaginatedList`), page by page.
    Page {
        /// The type of its items.
        item: Box<Type>,
        /// True if the envelope also has sums, in `Computations`.
        computations: bool,
    },
    /// An object whose members stand beside the type.
    Record(Vec<(String, Type)>),
    /// An object with a schema of this name.
    Object(String),
}

/// A type is spelled in a way that this crate does not know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownType(String);

impl fmt::Display for UnknownType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no type {:?}", self.0)
    }
}

impl std::error::Error for UnknownType {}

impl Type {
    /// The name of the schema: that of the object itself, or of the items of a list or a page.
    pub fn schema(&self) -> Option<&str> {
        match self {
            Self::Object(name) => Some(name),
            Self::List { item, .. } | Self::Page { item, .. } => item.schema(),
            _ => None,
        }
    }

    /// The documented words: of an enumeration, or of a list of them. Empty for any other type.
    pub fn words(&self) -> &[String] {
        match self {
            Self::Words(words) => words,
            Self::List { item, .. } => item.words(),
            _ => &[],
        }
    }

    /// True when the JSON is of this type, as far as that can be told without the schemas and without what is inside of it:
    /// any text is a moment, and any word one of the words.
    pub fn takes(&self, value: &Value) -> bool {
        let whole = value.is_i64() || value.is_u64();
        match self {
            Self::Any => true,
            Self::Text | Self::Words(_) | Self::Moment => value.is_string(),
            Self::Integer => whole,
            Self::TextOrInteger => whole || value.is_string(),
            Self::Boolean => value.is_boolean(),
            Self::Metadata => value.as_object().is_some_and(|pairs| {
                let nested = |value: &Value| value.is_object() || value.is_array();
                !pairs.values().any(nested)
            }),
            Self::List { .. } => value.is_array(),
            Self::Page { .. } => value.is_array() || value.is_object(),
            Self::Record(_) | Self::Object(_) => value.is_object(),
        }
    }

    /// A bare array of any length.
    pub fn list_of(item: Self) -> Self {
        Self::List {
            item: Box::new(item),
            most: None,
        }
    }

    fn list(item: &str, most: Option<usize>) -> Result<Self, UnknownType> {
        Ok(Self::List {
            item: Box::new(item.parse()?),
            most,
        })
    }

    /// `{Name:type,…}`, without the braces.
    fn record(members: &str) -> Result<Self, UnknownType> {
        let member = |member: &str| {
            let (name, kind) = member
                .split_once(':')
                .ok_or_else(|| UnknownType(member.to_owned()))?;
            Ok((name.trim().to_owned(), kind.trim().parse()?))
        };
        members
            .split(',')
            .map(member)
            .collect::<Result<_, _>>()
            .map(Self::Record)
    }
}

/// The text between `open` and `close`, as in `array<Link>` and `List<Customer>`.
fn within<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    text.strip_prefix(open)?.strip_suffix(close)
}

impl FromStr for Type {
    type Err = UnknownType;

    /// Reads the spelling of the contract, such as `date-time`, `enum Day|Week`, `array<Link>`, `UsageRequest[] (max 50)`
    /// or `List<Customer>`.
    fn from_str(text: &str) -> Result<Self, UnknownType> {
        let (kind, remark) = match text.split_once(" (") {
            Some((kind, remark)) => (kind, remark.trim_end_matches(')')),
            None => (text, ""),
        };
        let most = remark.strip_prefix("max ").and_then(|number| number.parse().ok());
        if let Some(words) = kind.strip_prefix("enum ") {
            return Ok(Self::Words(words.split('|').map(str::to_owned).collect()));
        }
        if let Some(item) = within(kind, "array<", ">").or_else(|| kind.strip_suffix("[]")) {
            return Self::list(item, most);
        }
        let plain = kind.strip_suffix(" + Computations");
        if let Some(item) = within(plain.unwrap_or(kind), "List<", ">") {
            return Ok(Self::Page {
                item: Box::new(item.parse()?),
                computations: plain.is_some(),
            });
        }
        if let Some(members) = within(kind, "{", "}") {
            return Self::record(members);
        }
        Ok(match kind {
            "string" => Self::Text,
            "integer" => Self::Integer,
            "string-or-integer" => Self::TextOrInteger,
            "boolean" => Self::Boolean,
            "date-time" => Self::Moment,
            "any" | "Any" => Self::Any,
            "Metadata" => Self::Metadata,
            name if is_schema(name) => Self::Object(name.to_owned()),
            other => return Err(UnknownType(other.to_owned())),
        })
    }
}

fn is_schema(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase()) && name.chars().all(|c| c.is_ascii_alphanumeric())
}

impl<'de> Deserialize<'de> for Type {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

impl fmt::Display for Type {
    /// In the words of a person who compares JSON with it; an object is called by its schema.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text => f.write_str("string"),
            Self::Integer => f.write_str("integer"),
            Self::TextOrInteger => f.write_str("string-or-integer"),
            Self::Boolean => f.write_str("boolean"),
            Self::Moment => f.write_str("date-time"),
            Self::Any => f.write_str("any"),
            Self::Metadata => f.write_str("Metadata"),
            Self::Words(_) => f.write_str("a word"),
            Self::List { item, .. } => write!(f, "{item}[]"),
            Self::Page { item, .. } => write!(f, "List<{item}>"),
            Self::Record(_) => f.write_str("an object"),
            Self::Object(name) => f.write_str(name),
        }
    }
}
