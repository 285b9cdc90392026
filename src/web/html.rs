//! Text that is ready for HTML, so that it is not escaped anew at each request.

use std::fmt;

use askama::filters::{Html, HtmlSafe, escape};
use askama::{FastWritable, Values};

/// Text that needs no escaping, or was escaped when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plain(String);

impl Plain {
    /// Takes HTML that the operator has written, as it is.
    pub(crate) fn written(html: String) -> Self {
        Self(html)
    }

    /// The text as it stands in HTML.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Escapes any text, and has each part between the marks of Unicode for isolation stand in `bdi`.
    pub(crate) fn isolated(text: &str) -> Self {
        let Self(escaped) = Self::escaped(text);
        let marks = ['\u{2066}', '\u{2067}', '\u{2068}'];
        Self(escaped.replace(marks, "<bdi>").replace('\u{2069}', "</bdi>"))
    }

    /// Escapes any text, once.
    pub(crate) fn escaped(text: &str) -> Self {
        match escape(text, Html) {
            Ok(escaped) => Self(escaped.to_string()),
        }
    }
}

impl fmt::Display for Plain {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FastWritable for Plain {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

impl HtmlSafe for Plain {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_needs_escaping_is_escaped_once() {
        assert_eq!(
            Plain::escaped(r#"<a href="x">'&'"#).to_string(),
            "&#60;a href=&#34;x&#34;&#62;&#39;&#38;&#39;"
        );
        assert_eq!(
            Plain::escaped("/Subscriptions/static/portal.css").to_string(),
            "/Subscriptions/static/portal.css"
        );
    }

    #[test]
    fn what_is_put_into_a_sentence_is_isolated() {
        let sentence = Plain::isolated("Pay \u{2068}<b>9\u{2069} now");
        assert_eq!(sentence.as_str(), "Pay <bdi>&#60;b&#62;9</bdi> now");
    }
}
