use std::fmt;

use serde_json::Value;

/// The most characters of a text that the log repeats.
const LONGEST: usize = 120;

/// A text from outside as the log repeats it: in quotes, escaped and shortened, so that it forges no line.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Shown(String);

impl Shown {
    pub(in crate::identity) fn text(text: &str) -> Self {
        let mut letters = text.chars();
        let start: String = letters.by_ref().take(LONGEST).collect();
        let rest = if letters.next().is_some() { "…" } else { "" };
        Self(format!("{start:?}{rest}"))
    }

    /// Several texts, the first few of them.
    pub(in crate::identity) fn texts(texts: &[&str]) -> Self {
        let shown: Vec<_> = texts.iter().take(4).map(|text| Self::text(text).0).collect();
        let more = texts.len().saturating_sub(shown.len());
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        match shown.as_slice() {
            [] => Self("an empty list".to_owned()),
            _ => Self(format!("{}{more}", shown.join(", "))),
        }
    }

    /// A member of a header.
    pub(in crate::identity) fn value(value: Option<&Value>) -> Self {
        match value {
            None | Some(Value::Null) => Self("missing".to_owned()),
            Some(Value::String(text)) => Self::text(text),
            Some(Value::Number(number)) => Self(number.to_string()),
            Some(_) => Self("no text".to_owned()),
        }
    }
}

impl fmt::Display for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for Shown {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}
