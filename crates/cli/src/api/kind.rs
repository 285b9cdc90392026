//! What a flag holds: the type of a property, read from its JSON schema, and the way from a text to a JSON value.

use clap::builder::{PossibleValue, StringValueParser, TypedValueParser, ValueParser};
use jiff::Timestamp;
use serde_json::{Map, Number, Value};

use proabono::CustomerReference;

/// The type of a property.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Kind {
    Text,
    Boolean,
    Integer {
        negative: bool,
        null: bool,
    },
    Date,
    Reference,
    /// The documented words; others are taken too.
    Words(Vec<String>),
    /// A list of such words.
    Several(Vec<String>),
    /// A map of texts.
    Pairs,
    /// A list of objects with these members.
    Objects(Vec<String>),
}

impl Kind {
    /// The kind of a property with this schema.
    pub(super) fn of(schema: &Value) -> Self {
        let format = schema.get("format").and_then(Value::as_str);
        if let Some(words) = schema.get("examples").and_then(Value::as_array) {
            return Self::Words(words.iter().filter_map(text).collect());
        }
        match type_of(schema) {
            Some("boolean") => Self::Boolean,
            Some("integer") => Self::Integer {
                negative: schema.get("minimum").is_none(),
                null: schema.get("x-sent-as-null").is_some(),
            },
            Some("object") => Self::Pairs,
            Some("array") => match Self::of(&schema["items"]) {
                Self::Words(words) => Self::Several(words),
                _ => Self::Objects(members(&schema["items"])),
            },
            _ if format == Some("date-time") => Self::Date,
            _ if format == Some("reference") => Self::Reference,
            // An optional word: the alternatives are the word and null.
            _ => match schema.get("anyOf").and_then(Value::as_array) {
                Some(either) => either.first().map_or(Self::Text, Self::of),
                None => Self::Text,
            },
        }
    }

    pub(super) fn value_name(&self) -> &'static str {
        match self {
            Self::Text => "TEXT",
            Self::Boolean => "BOOLEAN",
            Self::Integer { .. } => "NUMBER",
            Self::Date => "DATE",
            Self::Reference => "REFERENCE",
            Self::Words(_) | Self::Several(_) => "WORD",
            Self::Pairs => "KEY=VALUE",
            Self::Objects(_) => "JSON",
        }
    }

    /// What the help adds to the description of the property.
    pub(super) fn hint(&self) -> Option<String> {
        match self {
            Self::Words(_) => Some("A word that is not listed is sent as it is".to_owned()),
            Self::Several(_) => {
                Some("May be given several times. A word that is not listed is sent as it is".to_owned())
            }
            Self::Date => {
                Some("RFC 3339, such as 2026-09-15T21:35:32Z, or now, which is ProAbono's time".to_owned())
            }
            Self::Integer { null: true, .. } => Some("null is sent as null".to_owned()),
            Self::Pairs => Some("May be given several times".to_owned()),
            Self::Objects(members) => Some(format!(
                "An object or a list of objects, with {}. May be given several times",
                members.join(", ")
            )),
            _ => None,
        }
    }

    /// Whether the flag may be given several times.
    pub(super) fn repeats(&self) -> bool {
        matches!(self, Self::Pairs | Self::Objects(_) | Self::Several(_))
    }

    /// The parser of the flag.
    pub(super) fn parser(&self) -> ValueParser {
        match self {
            Self::Words(words) | Self::Several(words) => {
                ValueParser::new(Words(words.clone()).map(Value::String))
            }
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
            Self::Text | Self::Words(_) | Self::Several(_) => Ok(Value::from(text)),
            Self::Boolean => match text {
                "true" => Ok(Value::Bool(true)),
                "false" => Ok(Value::Bool(false)),
                _ => Err("write true or false".to_owned()),
            },
            Self::Integer { null: true, .. } if text == "null" => Ok(Value::Null),
            Self::Integer { negative, .. } => integer(text, *negative),
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
            Self::Objects(_) => match serde_json::from_str(text) {
                Ok(value @ (Value::Object(_) | Value::Array(_))) => Ok(value),
                Ok(_) => Err("write a JSON object or a list of them".to_owned()),
                Err(error) => Err(format!("this is not JSON: {error}")),
            },
        }
    }
}

fn integer(text: &str, negative: bool) -> Result<Value, String> {
    let number = text
        .parse::<i64>()
        .map_err(|_| "write a whole number".to_owned())?;
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
    let moment = text
        .parse::<Timestamp>()
        .map_err(|_| "write a date such as 2026-09-15T21:35:32Z, or now".to_owned())?;
    Ok(Value::String(moment.to_string()))
}

/// The type, whether or not null is allowed beside it.
fn type_of(schema: &Value) -> Option<&str> {
    match schema.get("type")? {
        Value::Array(types) => types
            .iter()
            .filter_map(Value::as_str)
            .find(|name| *name != "null"),
        name => name.as_str(),
    }
}

fn members(schema: &Value) -> Vec<String> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.map_or_else(Vec::new, |properties| properties.keys().cloned().collect())
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

/// What a credential should have looked like.
pub(super) const SECRET_SHAPE: &str = "this is not what is documented, and is not repeated here, since it may hold a key: KeyPublic and KeySecret are texts";

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
                _ => SECRET_SHAPE.to_owned(),
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
