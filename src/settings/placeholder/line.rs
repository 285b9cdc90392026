//! Finds lines of other files in the place of a secret: one that sets a variable, or several at once.

/// The remedy for a line with the name of a setting in it.
pub(super) const SETTING: &str = "this is a whole line that sets something, as in .env, in a shell or in TOML: leave \
                                  out the name and the sign behind it, and write the value alone, without quotes";

/// The remedy for several lines.
pub(super) const SEVERAL: &str = "it has several lines, and a secret is one: write that one alone, without comments. \
                                  The secret before a change has a setting of its own, and `openssl rand -hex` writes \
                                  one line where `-base64` may write two";

/// The words before a name, as shells and container files write them.
const BEFORE: [&str; 7] = ["export ", "declare -x ", "setx ", "set ", "ENV ", "-e ", "$env:"];

/// Tells whether a text is a line such as `PROABONO_API_KEY=abc`, `export KEY=abc`, `key = "abc"` or `key: abc`.
pub(super) fn is_setting(text: &str) -> bool {
    let after = BEFORE.iter().find_map(|word| text.strip_prefix(word));
    let text = after.unwrap_or(text).trim_start();
    let sign = |c: char| matches!(c, '=' | ':') || c.is_whitespace();
    let (name, rest) = text.split_at(text.find(sign).unwrap_or(text.len()));
    let value = rest.trim_start().strip_prefix(['=', ':']);
    let (Some(value), true) = (value, is_name(name)) else {
        return false;
    };
    // The sign `=` ends a key in Base64, and any sign stands somewhere in a random one.
    let apart = rest.starts_with(char::is_whitespace) || value.starts_with(char::is_whitespace);
    !value.trim_start_matches('=').trim().is_empty()
        && (after.is_some() || apart || (is_variable(name) && rest.starts_with('=')))
}

/// Tells whether there are several lines. A key in PEM has them.
pub(super) fn are_several(text: &str) -> bool {
    text.contains(['\n', '\r']) && !text.contains("-----BEGIN")
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// Tells whether a name is that of a variable, as `HANDOFF_KEY` is; a random text hardly ever begins so.
fn is_variable(name: &str) -> bool {
    let loud = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    name.len() >= 6 && name.contains('_') && name.chars().all(loud)
}
