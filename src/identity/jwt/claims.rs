use serde_json::{Map, Value};
use thiserror::Error;

/// A claim of the wrong shape. The error names the claim, the expected shape and the actual one, and never the value.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[error("`{name}` must be {expected}, and {came}")]
pub(crate) struct Odd {
    name: String,
    expected: &'static str,
    came: &'static str,
}

/// The last second of the year 9999. Later times are refused, so that sums cannot overflow.
const LAST: f64 = 253_402_300_799.0;

/// The claims of a token or of a userinfo response. Null counts as absent, and claims that are not used may have any
/// shape.
#[derive(Clone, Debug, Default)]
pub(in crate::identity) struct Claims(pub(in crate::identity) Map<String, Value>);

impl Claims {
    pub(in crate::identity) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    /// Reads a claim that must be a text.
    pub(in crate::identity) fn text(&self, name: &str) -> Result<&str, Odd> {
        match self.get(name) {
            Some(Value::String(text)) if !text.is_empty() => Ok(text),
            _ => Err(self.odd(name, "a text")),
        }
    }

    /// Reads a claim that must name somebody: a text, or a whole number, which becomes a text.
    pub(in crate::identity) fn id(&self, name: &str) -> Result<String, Odd> {
        match self.get(name) {
            Some(Value::String(text)) if !text.is_empty() => Ok(text.clone()),
            Some(value) => whole(value).ok_or_else(|| self.odd(name, "a text or a whole number")),
            None => Err(self.odd(name, "a text or a whole number")),
        }
    }

    /// Reads a mandatory time, in seconds since 1970. Some libraries write it with a fraction.
    pub(in crate::identity) fn time(&self, name: &str) -> Result<u64, Odd> {
        self.time_if_any(name)?
            .ok_or_else(|| self.odd(name, "a time in seconds"))
    }

    pub(in crate::identity) fn time_if_any(&self, name: &str) -> Result<Option<u64>, Odd> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        let seconds = value.as_f64().filter(|seconds| (0.0..=LAST).contains(seconds));
        let whole = seconds.and_then(|seconds| std::time::Duration::try_from_secs_f64(seconds).ok());
        whole.map(|time| Some(time.as_secs())).ok_or_else(|| Odd {
            came: no_time(value),
            ..self.odd(name, "a time in seconds")
        })
    }

    /// The audiences of the token: one text, or a list.
    pub(in crate::identity) fn audiences(&self) -> Result<Vec<&str>, Odd> {
        let texts = match self.get("aud") {
            Some(Value::String(one)) => Some(vec![one.as_str()]),
            Some(Value::Array(several)) => several.iter().map(Value::as_str).collect(),
            _ => None,
        };
        texts.ok_or_else(|| self.odd("aud", "a text or a list of nothing but texts"))
    }

    /// Reads an optional detail as text. A text, a whole number and a boolean count; anything else is ignored.
    pub(in crate::identity) fn detail(&self, name: &str) -> Option<String> {
        match self.get(name)? {
            Value::String(text) if !text.is_empty() => Some(text.clone()),
            Value::Bool(truth) => Some(truth.to_string()),
            value => whole(value),
        }
    }

    /// Tells whether a claim is there and not blank, whatever its shape is.
    pub(in crate::identity) fn says(&self, name: &str) -> bool {
        let blank = |value: &Value| value.as_str().is_some_and(|text| text.trim().is_empty());
        self.get(name).is_some_and(|value| !blank(value))
    }

    fn odd(&self, name: &str, expected: &'static str) -> Odd {
        Odd {
            name: name.to_owned(),
            expected,
            came: came(self.0.get(name)),
        }
    }
}

/// A whole number as text. A fraction has several spellings, so it cannot name anybody.
pub(super) fn whole(value: &Value) -> Option<String> {
    let number = value.as_number()?;
    (number.is_i64() || number.is_u64()).then(|| number.to_string())
}

/// The reason why a value is no time in seconds.
fn no_time(value: &Value) -> &'static str {
    match value.as_f64() {
        Some(time) if time > LAST * 1_000.0 => "it is a number that is too large",
        Some(time) if time > LAST => "it is in milliseconds; write seconds",
        Some(_) => "it is a number below zero",
        None => came(Some(value)),
    }
}

/// Tells whether a number has no place among whole numbers of 64 bits.
fn is_huge(number: &Value) -> bool {
    /// 2 to the 64th, which is one more than the largest of them.
    const BEYOND: f64 = 18_446_744_073_709_551_616.0;
    number.as_f64().is_some_and(|number| number.abs() >= BEYOND)
}

fn came(value: Option<&Value>) -> &'static str {
    match value {
        None => "it is missing",
        Some(Value::Null) => "it is null",
        Some(Value::String(text)) if text.is_empty() => "it is an empty text",
        Some(Value::String(_)) => "it is a text",
        Some(number @ Value::Number(_)) if is_huge(number) => "it is a number that is too large",
        Some(number @ Value::Number(_)) if whole(number).is_none() => "it is a number that is not whole",
        Some(Value::Number(_)) => "it is a number",
        Some(Value::Bool(_)) => "it is a truth value",
        Some(Value::Array(_)) => "it is a list",
        Some(Value::Object(_)) => "it is an object",
    }
}
