//! The value of a flag: the type of a property, and the way from a text to a JSON value.

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser, ValueParser};
use jiff::fmt::temporal::Pieces;
use proabono::{CustomerReference, canonical_date};
use proabono_contract::{Contract, Type};
use serde_json::{Map, Number, Value};

use crate::operations::{is_number_of_an_object, is_reference};

use super::unit::Unit;

/// The type of a property, as the command line takes it.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Text,
    Boolean,
    Integer {
        negative: bool,
        null: bool,
        unit: Unit,
    },
    Date,
    Reference,
    /// The documented words; others are taken too.
    Words(Vec<String>),
    /// A list whose items are said one by one.
    Several(Box<Self>),
    /// A map of texts.
    Pairs,
    /// An object with these members.
    Object(Vec<String>),
    /// A list of objects with these members.
    Objects(Vec<String>),
}

impl Kind {
    /// The kind of a property. `null` says whether null is documented as a value of it.
    pub(super) fn of(contract: &Contract, name: &str, kind: &Type, null: bool) -> Self {
        match kind {
            Type::Text if is_reference(name) => Self::Reference,
            Type::Text | Type::TextOrInteger | Type::Any | Type::Page { .. } => Self::Text,
            Type::Integer => Self::Integer {
                negative: !is_number_of_an_object(name),
                null,
                unit: Unit::of(name),
            },
            Type::Boolean => Self::Boolean,
            Type::Moment => Self::Date,
            Type::Metadata => Self::Pairs,
            Type::Words(words) => Self::Words(words.clone()),
            Type::List { item, .. } => match Self::of(contract, name, item, false) {
                Self::Pairs => Self::Objects(members(contract, item)),
                Self::Object(members) => Self::Objects(members),
                item => Self::Several(Box::new(item)),
            },
            Type::Object(schema) if only_texts(contract, schema) => Self::Pairs,
            Type::Object(_) | Type::Record(_) => Self::Object(members(contract, kind)),
        }
    }

    pub(super) fn value_name(&self) -> &'static str {
        match self {
            Self::Text => "TEXT",
            Self::Boolean => "BOOLEAN",
            Self::Integer { .. } => "NUMBER",
            Self::Date => "DATE",
            Self::Reference => "REFERENCE",
            Self::Words(_) => "WORD",
            Self::Several(item) => item.value_name(),
            Self::Pairs => "KEY=VALUE",
            Self::Object(_) | Self::Objects(_) => "JSON",
        }
    }

    /// The words that the help adds to the description of the property.
    pub(super) fn hint(&self) -> Option<String> {
        match self {
            Self::Words(_) => Some("A word that is not listed is sent as it is".to_owned()),
            Self::Several(item) => {
                let more = item.hint().map_or_else(String::new, |hint| format!(". {hint}"));
                Some(format!("May be given several times{more}"))
            }
            Self::Date => {
                Some("RFC 3339, such as 2026-09-15T21:35:32Z, or now, which is ProAbono's time".to_owned())
            }
            Self::Integer { null: true, .. } => Some("null is sent as null".to_owned()),
            Self::Pairs => Some("May be given several times".to_owned()),
            Self::Object(members) => Some(format!("An object with {}", members.join(", "))),
            Self::Objects(members) => Some(format!(
                "An object or a list of objects, with {}. May be given several times",
                members.join(", ")
            )),
            _ => None,
        }
    }

    /// A value that is taken.
    pub(super) fn example(&self) -> String {
        match self {
            Self::Text | Self::Reference => "text".to_owned(),
            Self::Boolean => "true".to_owned(),
            Self::Integer { .. } => "1".to_owned(),
            Self::Date => NOW.to_owned(),
            Self::Words(words) => words.first().cloned().unwrap_or_default(),
            Self::Several(item) => item.example(),
            Self::Pairs => "key=value".to_owned(),
            Self::Object(_) | Self::Objects(_) => "'{}'".to_owned(),
        }
    }

    /// True when the flag may be given several times.
    pub(super) fn repeats(&self) -> bool {
        matches!(self, Self::Pairs | Self::Objects(_) | Self::Several(_))
    }

    /// The parser of the flag.
    pub(super) fn parser(&self) -> ValueParser {
        match self {
            Self::Words(words) => ValueParser::new(Words(words.clone()).map(Value::String)),
            Self::Several(item) => item.parser(),
            kind => {
                let kind = kind.clone();
                ValueParser::new(StringValueParser::new().try_map(move |text| kind.parse(&text)))
            }
        }
    }

    /// The same for a credential: an error must not repeat what was said, and clap would.
    pub(super) fn silent_parser(&self) -> ValueParser {
        ValueParser::new(Silent(self.clone()))
    }

    fn parse(&self, text: &str) -> Result<Value, String> {
        match self {
            Self::Text | Self::Words(_) => Ok(Value::from(text)),
            Self::Several(item) => item.parse(text),
            Self::Boolean => match text {
                "true" => Ok(Value::Bool(true)),
                "false" => Ok(Value::Bool(false)),
                _ => Err("write true or false".to_owned()),
            },
            Self::Integer { null: true, .. } if text == "null" => Ok(Value::Null),
            Self::Integer { negative, unit, .. } => integer(text, *negative, *unit),
            Self::Date => date(text),
            Self::Reference => match CustomerReference::new(text) {
                Ok(reference) => Ok(Value::from(reference.as_str())),
                Err(error) => Err(error.to_string()),
            },
            Self::Pairs => match text.split_once('=') {
                Some((key, value)) if !key.is_empty() => Ok(Value::Object(Map::from_iter([(
                    key.to_owned(),
                    Value::from(value),
                )]))),
                _ => Err("write key=value".to_owned()),
            },
            Self::Object(_) | Self::Objects(_) => match serde_json::from_str(text) {
                Ok(value @ Value::Object(_)) => Ok(value),
                Ok(value @ Value::Array(_)) if matches!(self, Self::Objects(_)) => Ok(value),
                Ok(_) => Err(self.hint().unwrap_or_default()),
                Err(error) => Err(format!("this is not JSON: {error}")),
            },
        }
    }
}

fn integer(text: &str, negative: bool, unit: Unit) -> Result<Value, String> {
    let number = text
        .parse::<i64>()
        .map_err(|_| format!("write {}", unit.whole(text)))?;
    if number < 0 && !negative {
        return Err("it cannot be negative".to_owned());
    }
    Ok(Value::Number(Number::from(number)))
}

/// The word for the present, which is known only once the service was asked for its time.
pub(super) const NOW: &str = "now";

fn date(text: &str) -> Result<Value, String> {
    if text == NOW {
        return Ok(Value::from(NOW));
    }
    // Somebody who leaves the offset out may mean their own time; a body may hold what an answer had, which is in UTC.
    let offset = Pieces::parse(text).ok().and_then(|pieces| pieces.offset());
    let date = offset
        .and_then(|_| canonical_date(text))
        .ok_or("write a date with its offset, such as 2026-09-15T21:35:32Z, or now")?;
    Ok(Value::from(date))
}

fn only_texts(contract: &Contract, schema: &str) -> bool {
    let members = contract.members(schema);
    !members.is_empty() && members.iter().all(|member| member.kind == Type::Text)
}

fn members(contract: &Contract, kind: &Type) -> Vec<String> {
    match kind {
        Type::Record(members) => members.iter().map(|(name, _)| name.clone()).collect(),
        kind => {
            let members = contract.members(kind.schema().unwrap_or_default()).iter();
            members.map(|member| member.name.clone()).collect()
        }
    }
}

/// The form that the extra resource of a gateway should have had. Of most it is not documented, and nothing but null is a fault in them.
pub(super) fn secret_shape(member: &str) -> String {
    let due = if member == "CardStripe" {
        "KeyPublic and KeySecret are texts, both are needed, and null is not sent"
    } else {
        "null is not sent; leave it out"
    };
    format!("this is not what can be sent, and is not repeated here, since it may hold a key: {due}")
}

#[derive(Clone)]
struct Silent(Kind);

impl TypedValueParser for Silent {
    type Value = Value;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<Value, clap::Error> {
        let name = argument.and_then(clap::Arg::get_long).unwrap_or_default();
        let read = value.to_str().and_then(|text| self.0.parse(text).ok());
        read.ok_or_else(|| {
            let shape = match self.0 {
                Kind::Pairs => format!("write --{name} KeyPublic=… --{name} KeySecret=…"),
                _ => secret_shape("CardStripe"),
            };
            let message = format!("a value of --{name} is not understood, and not repeated here: {shape}\n");
            clap::Error::raw(clap::error::ErrorKind::ValueValidation, message).with_cmd(command)
        })
    }
}

/// Takes any word, and names the documented ones in help and completions.
#[derive(Clone)]
struct Words(Vec<String>);

impl TypedValueParser for Words {
    type Value = String;

    fn parse_ref(
        &self,
        command: &clap::Command,
        argument: Option<&clap::Arg>,
        value: &std::ffi::OsStr,
    ) -> Result<String, clap::Error> {
        StringValueParser::new().parse_ref(command, argument, value)
    }

    fn possible_values(&self) -> Option<Box<dyn Iterator<Item = PossibleValue> + '_>> {
        Some(Box::new(self.0.iter().map(PossibleValue::new)))
    }
}

#[cfg(test)]
mod tests {
    use super::{NOW, date};

    #[test]
    fn a_date_is_said_with_its_offset() {
        for (text, read) in [
            ("2026-09-15T21:35:32Z", Some("2026-09-15T21:35:32Z")),
            ("2026-09-15T21:35:32+02:00", Some("2026-09-15T19:35:32Z")),
            (
                "9999-12-31T23:59:59.9999999Z",
                Some("9999-12-31T23:59:59.9999999Z"),
            ),
            (NOW, Some(NOW)),
            ("2026-09-15T21:35:32", None),
            ("2026-09-15", None),
            ("tomorrow", None),
        ] {
            assert_eq!(date(text).ok(), read.map(Into::into), "{text}");
        }
    }
}
