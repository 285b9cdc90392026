//! Declared properties, and the check of what is sent against them.

use serde_json::{Map, Value};

use super::error::Problem;

/// Limits of metadata: pairs, and characters in a value.
const METADATA: (usize, usize) = (5, 450);

/// A query parameter or a member of a body.
pub(super) struct Property {
    pub(super) name: &'static str,
    pub(super) kind: Kind,
    pub(super) required: bool,
}

#[derive(Clone, Copy)]
pub(super) enum Kind {
    Text,
    /// At most 50 characters, none of `< > ; " = ? &`.
    Reference,
    /// From `least` to `most`.
    Whole {
        least: u64,
        most: u64,
    },
    Metadata,
}

impl Property {
    pub(super) const fn optional(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            required: false,
        }
    }

    pub(super) const fn required(name: &'static str, kind: Kind) -> Self {
        Self {
            name,
            kind,
            required: true,
        }
    }
}

/// Checks the members against the declared ones: all problems, not only the first.
pub(super) fn check(declared: &[Property], sent: &Map<String, Value>, problems: &mut Vec<Problem>) {
    for (name, value) in sent {
        match declared.iter().find(|property| property.name == name) {
            None => problems.push(Problem::unexpected(name)),
            Some(property) => problems.extend(property.kind.problem_of(name, value)),
        }
    }
    let missing = |property: &&Property| property.required && !sent.contains_key(property.name);
    problems.extend(
        declared
            .iter()
            .filter(missing)
            .map(|property| Problem::required(property.name)),
    );
}

/// Reads a query string; numbers are turned into numbers.
pub(super) fn read_query(
    declared: &[Property],
    query: &str,
    problems: &mut Vec<Problem>,
) -> Map<String, Value> {
    let mut sent = Map::new();
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
        let numeric = declared
            .iter()
            .any(|property| property.name == name && matches!(property.kind, Kind::Whole { .. }));
        let number = numeric.then(|| value.parse::<u64>().ok()).flatten();
        let value = number.map_or_else(|| Value::from(value.as_ref()), Value::from);
        if sent.insert(name.clone().into_owned(), value).is_some() {
            problems.push(Problem::unexpected(&name));
        }
    }
    check(declared, &sent, problems);
    sent
}

impl Kind {
    fn problem_of(self, name: &str, value: &Value) -> Option<Problem> {
        match (self, value) {
            (_, Value::Null) => Some(Problem::required(name)),
            (Self::Text, Value::String(_)) => None,
            (Self::Reference, Value::String(text)) if text.is_empty() => Some(Problem::required(name)),
            (Self::Reference, Value::String(text)) => (!is_reference(text)).then(|| Problem::reference(name)),
            (Self::Whole { least, most }, Value::Number(number))
                if number.as_u64().is_some_and(|n| (least..=most).contains(&n)) =>
            {
                None
            }
            (Self::Metadata, Value::Object(pairs)) if is_metadata(pairs) => None,
            _ => Some(Problem::conversion(name)),
        }
    }
}

pub(in crate::emulator) fn is_reference(text: &str) -> bool {
    let forbidden = |c: char| matches!(c, '<' | '>' | ';' | '"' | '=' | '?' | '&');
    (1..=50).contains(&text.chars().count()) && !text.contains(forbidden)
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
