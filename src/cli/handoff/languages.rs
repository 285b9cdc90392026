//! The languages that there is code for: the examples of the documentation, and the lines that give them the settings of
//! one server.

use super::settings::Settings;

/// A language.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum Language {
    /// Node.
    Node,
    /// Python.
    Python,
    /// PHP.
    Php,
    /// Ruby.
    Ruby,
    /// C#.
    Csharp,
    /// Go.
    Go,
    /// Rust.
    Rust,
}

impl Language {
    /// The example, as the documentation has it.
    pub(super) fn example(self) -> &'static str {
        match self {
            Self::Node => include_str!("../../../examples/handoff/node.mjs"),
            Self::Python => include_str!("../../../examples/handoff/python.py"),
            Self::Php => include_str!("../../../examples/handoff/php.php"),
            Self::Ruby => include_str!("../../../examples/handoff/ruby.rb"),
            Self::Csharp => include_str!("../../../examples/handoff/csharp.cs"),
            Self::Go => include_str!("../../../examples/handoff/go.go"),
            Self::Rust => include_str!("../../../examples/handoff/rust.rs"),
        }
    }

    /// The start of a comment.
    pub(super) fn comment(self) -> &'static str {
        match self {
            Self::Python | Self::Ruby => "#",
            _ => "//",
        }
    }

    /// Two functions that call those of the example with the settings of a server.
    pub(super) fn calls(self, settings: &Settings) -> String {
        let text = |text: &str| self.quoted(text);
        let (issuer, audience) = (text(&settings.handoff.issuer), text(&settings.audience));
        let lines = match self {
            Self::Node => NODE,
            Self::Python => PYTHON,
            Self::Php => PHP,
            Self::Ruby => RUBY,
            Self::Csharp => CSHARP,
            Self::Go => GO,
            Self::Rust => RUST,
        };
        lines.replace("ISSUER", &issuer).replace("AUDIENCE", &audience)
    }

    /// The text as a literal. Both settings are printable ASCII without spaces.
    fn quoted(self, text: &str) -> String {
        // Between double quotes these two would replace what looks like a variable.
        let quote = if matches!(self, Self::Php | Self::Ruby) {
            '\''
        } else {
            '"'
        };
        let mut literal = String::from(quote);
        for c in text.chars() {
            if c == quote || c == '\\' {
                literal.push('\\');
            }
            literal.push(c);
        }
        literal.push(quote);
        literal
    }
}

// The two functions in each language. ISSUER and AUDIENCE stand for the literals of the settings.

const NODE: &str = "\
export const portalToken = (user, secret) => handoffToken(user, secret, ISSUER, AUDIENCE);
export const portalSignOut = (user, secret, next) => signOutAddress(user, secret, ISSUER, AUDIENCE, next);";

const PYTHON: &str = "\
def portal_token(user, secret):
    return handoff_token(user, secret, ISSUER, AUDIENCE)


def portal_sign_out(user, secret, next_page):
    return sign_out_address(user, secret, ISSUER, AUDIENCE, next_page)";

const PHP: &str = "\
function portal_token(array $user, string $secret): string
{
    return handoff_token($user, $secret, ISSUER, AUDIENCE);
}

function portal_sign_out(array $user, string $secret, string $next): string
{
    return sign_out_address($user, $secret, ISSUER, AUDIENCE, $next);
}";

const RUBY: &str = "\
def portal_token(user, secret)
  handoff_token(user, secret, ISSUER, AUDIENCE)
end

def portal_sign_out(user, secret, next_page)
  sign_out_address(user, secret, ISSUER, AUDIENCE, next_page)
end";

const CSHARP: &str = "\
static class Portal
{
    public static string Token(string id, string name, string email, string secret) =>
        Handoff.Token(id, name, email, secret, ISSUER, AUDIENCE);

    public static string SignOut(string id, string name, string email, string secret, string next) =>
        Handoff.SignOutAddress(id, name, email, secret, ISSUER, AUDIENCE, next);
}";

const GO: &str = "\
func portalToken(who user, secret string) (string, error) {
\treturn handoffToken(who, secret, ISSUER, AUDIENCE)
}

func portalSignOut(who user, secret, next string) (string, error) {
\treturn signOutAddress(who, secret, ISSUER, AUDIENCE, next)
}";

const RUST: &str = "\
pub(crate) fn portal_token(person: &Person<'_>, secret: &str) -> Result<String, Box<dyn std::error::Error>> {
    handoff_token(person, secret, ISSUER, AUDIENCE)
}

pub(crate) fn portal_sign_out(person: &Person<'_>, secret: &str, next: &str) -> Result<Url, Box<dyn std::error::Error>> {
    sign_out_address(person, secret, ISSUER, AUDIENCE, next)
}";

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn a_literal_holds_the_text_and_nothing_that_its_language_would_replace() {
        let text = r#"https://a.example/$b#{c}'d"e\f"#;
        assert_eq!(
            Language::Node.quoted(text),
            r#""https://a.example/$b#{c}'d\"e\\f""#
        );
        assert_eq!(
            Language::Ruby.quoted(text),
            r#"'https://a.example/$b#{c}\'d"e\\f'"#
        );
    }
}
