//! Declared properties, and the check of what is sent against them.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use crate::catalogue::{is_amount, is_reference};
use crate::clock::Moment;

use super::error::Problem;

/// Limits of metadata: pairs, and characters in a value.
const METADATA: (usize, usize) = (5, 450);

/// A query parameter or a member of a body.
#[derive(Clone, Debug)]
pub(crate) struct Property {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) required: bool,
    /// `null` is a value.
    pub(crate) nullable: bool,
}

/// The kind of value that a property takes.
#[derive(Clone, Debug)]
pub(crate) enum Kind {
    /// Any JSON.
    Any,
    Text,
    /// At most 50 characters, none of `< > ; " = ? &`.
    Reference,
    /// From `least` to `most`.
    Whole {
        least: u64,
        most: u64,
    },
    /// Any whole number, negative too.
    Integer,
    /// A whole number, or a text that is one.
    LooseInteger,
    /// Minor units, negative for a credit: at most as [`is_amount`] has it.
    Amount,
    /// The same, or a text that is one.
    LooseAmount,
    Flag,
    /// An instant with its offset.
    Date,
    OneOf(Vec<&'static str>),
    Metadata,
    /// An address with a scheme.
    Url,
    /// An array of such words, at least one.
    Words(Vec<&'static str>),
    /// An object with these members.
    Object(Vec<Property>),
    /// An object with these members and any others, as the extra resource of a gateway is.
    AtLeast(Vec<Property>),
    /// An array of objects.
    List(Vec<Property>),
}

/// An internal id.
pub(crate) const ID: Kind = Kind::Whole {
    least: 1,
    most: u64::MAX,
};

/// The number of a page.
pub(crate) const PAGE: Kind = Kind::Whole {
    least: 1,
    most: 1_000_000,
};

/// The size of a page; 0 only counts.
pub(crate) const SIZE_PAGE: Kind = Kind::Whole {
    least: 0,
    most: 1_000,
};

impl Property {
    pub(crate) const fn optional(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            required: false,
            nullable: false,
        }
    }

    fn problems(&self, at: &str, value: &Value, problems: &mut Vec<Problem>) {
        match (&self.kind, value) {
            (_, Value::Null) if self.nullable => {}
            (_, Value::Null) if self.required => problems.push(Problem::required(at)),
            (_, Value::Null) => problems.push(Problem::null(at)),
            (Kind::List(declared), Value::Array(items)) => {
                for item in items {
                    match item {
                        Value::Object(item) => check(declared, item, at, problems),
                        _ => problems.push(Problem::conversion(at)),
                    }
                }
            }
            (Kind::Object(declared), Value::Object(members)) => check(declared, members, at, problems),
            (Kind::AtLeast(declared), Value::Object(members)) => {
                let known = declared
                    .iter()
                    .filter_map(|property| members.get_key_value(property.name));
                let known = known.map(|(name, value)| (name.clone(), value.clone()));
                check(declared, &known.collect(), at, problems);
            }
            (kind, value) => problems.extend(kind.problem_of(at, value)),
        }
    }
}

/// Checks the members against the declared ones: all problems, not only the first. `within` names the member that holds them.
pub(crate) fn check<'a>(
    declared: impl IntoIterator<Item = &'a Property>,
    sent: &Map<String, Value>,
    within: &str,
    problems: &mut Vec<Problem>,
) {
    let declared: Vec<&Property> = declared.into_iter().collect();
    let path = |name: &str| {
        if within.is_empty() {
            name.to_owned()
        } else {
            format!("{within}.{name}")
        }
    };
    // The extra resource of a gateway has the gateway's name, and its members are not published.
    let is_declared = |name: &str| declared.iter().any(|property| property.name == name);
    let gateway = sent.get("TypeGateway").and_then(Value::as_str);
    let extra = gateway.filter(|_| is_declared("TypeGateway"));
    for (name, value) in sent {
        match declared.iter().find(|property| property.name == name) {
            None if Some(name.as_str()) == extra => {}
            None => problems.push(Problem::unexpected(&path(name))),
            Some(property) => property.problems(&path(name), value, problems),
        }
    }
    let missing = |property: &&&Property| property.required && !sent.contains_key(property.name);
    problems.extend(
        declared
            .iter()
            .filter(missing)
            .map(|property| Problem::required(&path(property.name))),
    );
}

/// Removes the empty texts of names that are declared elsewhere alone.
pub(crate) fn drop_empty(declared: &[&Property], known: &BTreeSet<&str>, sent: &mut Map<String, Value>) {
    let is_declared = |name: &str| declared.iter().any(|property| property.name == name);
    let is_known = |name: &str| known.iter().any(|one| one.eq_ignore_ascii_case(name));
    sent.retain(|name, value| value != "" || is_declared(name) || !is_known(name));
}

/// Removes the optional members that say nothing: empty texts, and `null` where the options take it.
pub(crate) fn drop_unsaid(declared: &[&Property], sent: &mut Map<String, Value>, nulls: bool) {
    for property in declared {
        let Some(value) = sent.get_mut(property.name) else {
            continue;
        };
        let unsaid = match value {
            Value::String(text) => text.is_empty(),
            Value::Null => nulls && !property.nullable,
            _ => false,
        };
        if unsaid && !property.required {
            sent.remove(property.name);
            continue;
        }
        let (Kind::Object(within) | Kind::AtLeast(within) | Kind::List(within)) = &property.kind else {
            continue;
        };
        let within: Vec<&Property> = within.iter().collect();
        let objects = match value {
            Value::Array(items) => items.iter_mut().filter_map(Value::as_object_mut).collect(),
            _ => Vec::from_iter(value.as_object_mut()),
        };
        for object in objects {
            drop_unsaid(&within, object, nulls);
        }
    }
}

/// Reads a query string; numbers and flags are turned into what they are. Names are compared without regard to case, and a
/// parameter may stand there twice with the same value.
pub(crate) fn read_query(
    declared: &[&Property],
    query: &str,
    problems: &mut Vec<Problem>,
) -> Map<String, Value> {
    let mut sent = Map::new();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let known = declared
            .iter()
            .find(|property| property.name.eq_ignore_ascii_case(&name));
        let value = known.map_or_else(
            || Value::from(value.as_ref()),
            |property| property.kind.read(&value),
        );
        let spelt = known.map_or(name.as_ref(), |property| property.name).to_owned();
        let before = sent.insert(spelt, value.clone());
        if before.is_some_and(|before| before != value) {
            problems.push(Problem::unexpected(&name).because("The query has two values of it"));
        }
    }
    sent
}

impl Kind {
    /// From a text, where it is one of this kind.
    fn read(&self, text: &str) -> Value {
        let read = match self {
            Self::Whole { .. } => text.parse::<u64>().ok().map(Value::from),
            Self::Integer | Self::Amount => text.parse::<i64>().ok().map(Value::from),
            Self::Flag if text.eq_ignore_ascii_case("true") => Some(Value::Bool(true)),
            Self::Flag if text.eq_ignore_ascii_case("false") => Some(Value::Bool(false)),
            _ => None,
        };
        read.unwrap_or_else(|| Value::from(text))
    }

    fn problem_of(&self, name: &str, value: &Value) -> Option<Problem> {
        match (self, value) {
            (Self::Any, _) | (Self::Text, Value::String(_)) | (Self::Flag, Value::Bool(_)) => None,
            (Self::Reference, Value::String(text)) if text.is_empty() => Some(Problem::required(name)),
            (Self::Reference, Value::String(text)) => (!is_reference(text)).then(|| Problem::reference(name)),
            (Self::Whole { least, most }, Value::Number(number))
                if number.as_u64().is_some_and(|n| (least..=most).contains(&&n)) =>
            {
                None
            }
            (Self::Integer | Self::LooseInteger, Value::Number(number)) if number.is_i64() => None,
            (Self::LooseInteger, Value::String(text)) if text.parse::<i64>().is_ok() => None,
            (Self::Amount | Self::LooseAmount, Value::Number(number))
                if number.as_i64().is_some_and(is_amount) =>
            {
                None
            }
            (Self::LooseAmount, Value::String(text)) if text.parse().is_ok_and(is_amount) => None,
            (Self::Date, Value::String(text)) if Moment::parse(text).is_some() => None,
            (Self::OneOf(words), Value::String(word)) if words.contains(&word.as_str()) => None,
            (Self::Url, Value::String(text)) if url::Url::parse(text).is_ok() => None,
            (Self::Words(words), Value::Array(items)) if are_words(items, words) => None,
            (Self::Metadata, Value::Object(pairs)) if is_metadata(pairs) => None,
            _ => Some(Problem::conversion(name)),
        }
    }
}

fn are_words(items: &[Value], words: &[&str]) -> bool {
    let known = |item: &Value| item.as_str().is_some_and(|word| words.contains(&word));
    !items.is_empty() && items.iter().all(known)
}

/// Values are strings by the contract and integers in its samples.
fn is_metadata(pairs: &Map<String, Value>) -> bool {
    let fits = |value: &Value| {
        value
            .as_str()
            .is_some_and(|text| text.chars().count() <= METADATA.1)
            || value.is_i64()
    };
    pairs.len() <= METADATA.0 && pairs.values().all(fits)
}
