//! Text that is ready for HTML, so that it is not escaped anew at each request.

use std::borrow::Cow;
use std::fmt;

use askama::filters::{Html, HtmlSafe, escape};
use askama::{FastWritable, Values};

/// Text that needs no escaping, or was escaped when it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Plain(Cow<'static, str>);

impl Plain {
    /// Takes a text of the program's own. A constant that would need escaping does not compile.
    pub(crate) const fn of(text: &'static str) -> Self {
        let bytes = text.as_bytes();
        let mut at = 0;
        while at < bytes.len() {
            assert!(
                !matches!(bytes[at], b'<' | b'>' | b'&' | b'"' | b'\''),
                "this text needs escaping"
            );
            at += 1;
        }
        Self(Cow::Borrowed(text))
    }

    /// The text as it stands in HTML.
    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    /// Escapes any text, once.
    pub(crate) fn escaped(text: &str) -> Self {
        match escape(text, Html) {
            Ok(escaped) => Self(Cow::Owned(escaped.to_string())),
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
    #[should_panic(expected = "this text needs escaping")]
    fn a_text_that_needs_escaping_is_not_taken_as_it_is() {
        let _ = Plain::of("it's");
    }
}
