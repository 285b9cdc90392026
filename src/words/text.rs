use std::fmt;

use askama::filters::HtmlSafe;
use askama::{FastWritable, Values};
use serde::{Serialize, Serializer};

use crate::web::Plain;

/// A sentence, ready for HTML. What was put into it (a name, a date, an amount) is isolated from the direction of the text around
/// it: by `bdi` in HTML, by the marks of Unicode elsewhere.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Text {
    text: String,
    html: Plain,
}

/// A title, and the text below it.
pub(crate) type Sentences = (Text, Text);

impl Text {
    pub(super) fn new(text: String) -> Self {
        Self {
            html: Plain::isolated(&text),
            text,
        }
    }

    /// The sentence without markup.
    pub(crate) fn as_str(&self) -> &str {
        &self.text
    }
}

impl fmt::Display for Text {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.html.fmt(f)
    }
}

impl FastWritable for Text {
    fn write_into(&self, dest: &mut dyn fmt::Write, values: &dyn Values) -> askama::Result<()> {
        self.html.write_into(dest, values)
    }
}

impl HtmlSafe for Text {}

impl Serialize for Text {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.text)
    }
}
