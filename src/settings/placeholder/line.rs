//! Finds lines of other files in the place of a secret: one that sets a variable, or several at once.

use crate::settings::text::is_quoted;

/// The remedy for a line with the name of a setting in it.
pub(super) const SETTING: &str = "this is a whole line that sets something, as in .env, in a shell or in TOML: leave \
                                  out the name and the sign behind it, and write the value alone, without quotes";

/// The remedy for several lines.
pub(super) const SEVERAL: &str =
    "it has several lines, and a key or a secret is one: write it alone, on one line, without comments";

/// The words before a name, as shells, unit files and container files write them.
const BEFORE: [&str; 10] = [
    "export ",
    "declare -x ",
    "set ",
    "ENV ",
    "-e ",
    "--env ",
    "--env=",
    "- ",
    "$env:",
    "Environment=",
];

/// The last words of the names of secrets.
const NAMES: [&str; 4] = ["key", "secret", "token", "password"];

/// Tells whether a text is a line such as `PROABONO_API_KEY=abc`, `export KEY=abc`, `key = "abc"` or `key: abc`.
pub(super) fn is_setting(text: &str) -> bool {
    let quotes = ['"', '\''];
    let after = BEFORE.iter().find_map(|word| text.strip_prefix(word));
    let text = after.unwrap_or(text).trim_start().trim_start_matches(quotes);
    let sign = |c: char| matches!(c, '=' | ':') || c.is_whitespace();
    let (name, rest) = text.split_at(text.find(sign).unwrap_or(text.len()));
    let name = name.trim_end_matches(quotes);
    let value = rest.trim_start().strip_prefix(['=', ':']);
    let (Some(value), true) = (value, is_name(name)) else {
        return false;
    };
    // The sign `=` ends a key in Base64, and any sign stands somewhere in a random one.
    let apart = rest.starts_with(char::is_whitespace) || value.starts_with(char::is_whitespace);
    let in_quotes = is_quoted(value.trim_end_matches([',', ';']));
    !value.trim_start_matches('=').trim().is_empty()
        && (after.is_some() || apart || in_quotes || (rest.starts_with('=') && names_a_secret(name)))
}

/// The line in which a key in PEM begins, with all that stands behind it; `None` for a text that is no PEM. The lines before
/// it say what the key is, as `openssl -text` writes them.
pub(super) fn from_pem(text: &str) -> Option<&str> {
    let (before, _) = text.split_once("-----BEGIN")?;
    // A variable may have `\n` in two characters for a line break.
    let breaks = before
        .match_indices(['\n', '\r'])
        .chain(before.match_indices("\\n"));
    let start = breaks.map(|(at, line_break)| at + line_break.len()).max();
    Some(&text[start.unwrap_or(0)..])
}

/// Tells whether there are several lines.
pub(super) fn are_several(text: &str) -> bool {
    text.contains(['\n', '\r'])
}

fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}

/// Tells whether a name is that of a variable, as `HANDOFF_2` is, or ends as those of secrets do. A random text hardly ever
/// begins so.
fn names_a_secret(name: &str) -> bool {
    let loud = |c: char| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_';
    let lower = name.to_ascii_lowercase();
    (name.len() >= 6 && name.contains('_') && name.chars().all(loud))
        || NAMES.iter().any(|last| lower.ends_with(last))
}
