//! Finds placeholders in the place of keys and secrets: texts that stand there until somebody writes the real one.

#[cfg(test)]
mod tests;

mod line;

use std::collections::BTreeSet;

use super::key::Key;
use super::text::{QUOTED, commented, half_quoted, is_quoted};

/// The remedy for JSON.
const JSON: &str = "this is JSON, which is read as it is: write the one text in it";

/// The remedy for a JWK, or a set of them.
const JWK: &str = "this is JSON, which is read as it is: write the one text in it (of a JWK the public key in PEM, or name \
                   the set in identity.handoff.jwks_url)";

/// The remedy for a public key of SSH.
const SSH: &str = "this is a key of SSH: ssh-keygen -e -m PKCS8 -f FILE writes it as a public key in PEM";

/// Programs and functions that make or fetch a key. In a value, they show that nothing has run them.
const COMMANDS: [&str; 24] = [
    "openssl",
    "urandom",
    "uuidgen",
    "pwgen",
    "randhex",
    "randbase64",
    "secretstoken",
    "op://",
    "arn:aws:",
    "vault:",
    "ref+",
    "@microsoft.keyvault(",
    "projects/",
    "ssm:",
    "bitwarden://",
    "awssm://",
    "keyring:",
    "!vault",
    "file:",
    "/run/",
    "/var/run/",
    "/etc/",
    "env:",
    "process.env.",
];

/// The signs of variables that nothing has replaced, before a name at the end of a text.
const VARIABLES: [&str; 5] = ["${", "$(", "$$", "\\$", ":$"];

/// Words of samples and placeholders, reduced to letters and digits.
const WORDS: [&str; 19] = [
    "changeme",
    "changeit",
    "changethis",
    "replaceme",
    "replacethis",
    "replacewith",
    "placeholder",
    "example",
    "yoursecret",
    "yourkey",
    "yourapi",
    "youragent",
    "yourclient",
    "yourportal",
    "insertyour",
    "your256bit",
    "mysecret",
    "secretof",
    "atleast32",
];

/// "key of", as samples spell it. Without regard to case and separators, a random key would match now and then.
const KEY_OF: [&str; 6] = ["keyof", "key-of", "key_of", "key of", "KEY_OF", "Key of"];

/// So many letters in a row occur in random keys now and then, so shorter words count at the beginning only.
const BY_CHANCE: usize = 5;

/// Signs that a template or a shell would have replaced, at the beginning and at the end.
const WRAPPED: [(&str, &str); 11] = [
    ("${", "}"),
    ("$(", ")"),
    ("@@", "@@"),
    ("__", "__"),
    ("{", "}"),
    ("#{", "}"),
    ("%{", "}"),
    ("%", "%"),
    ("<", ">"),
    ("[", "]"),
    ("`", "`"),
];

/// The reason why a text cannot be a key or a secret, as a sentence for the operator; `None` when it may be one.
/// `examples` are the keys whose examples are refused too.
pub(super) fn refusal(text: &str, mut examples: impl Iterator<Item = &'static Key>) -> Option<&'static str> {
    let text = text.trim();
    if is_json(text) {
        let jwk = text.contains("\"kty\"") || text.contains("\"keys\"");
        return Some(if jwk { JWK } else { JSON });
    }
    if is_of_ssh(text) {
        return Some(SSH);
    }
    let pem = line::from_pem(text);
    let text = pem.unwrap_or(text);
    if line::is_setting(text) {
        return Some(line::SETTING);
    }
    if pem.is_none() && line::are_several(text) {
        return Some(line::SEVERAL);
    }
    if is_command(text) || (pem.is_none() && is_command_line(text)) {
        return Some(
            "this is a command or a reference, and nothing has replaced it by what it stands for: unit files, Docker and this \
             program read it as it is. Write the key itself, or name a file that holds it with …_FILE",
        );
    }
    if examples.any(|key| !key.example.is_empty() && key.example.eq_ignore_ascii_case(text))
        || is_placeholder(text)
    {
        return Some("this is a placeholder, which anybody can read in the samples: write the key itself");
    }
    if is_quoted(text) {
        return Some(QUOTED);
    }
    half_quoted(text).or_else(|| commented(text))
}

/// Tells whether a text is a JSON object, as programs export keys. Other texts in braces are templates that nothing has filled in.
fn is_json(text: &str) -> bool {
    let inside = text.strip_prefix('{').and_then(|text| text.strip_suffix('}'));
    inside.is_some_and(|inside| inside.trim_start().starts_with('"'))
}

/// Tells whether a text is a public key of SSH: the line of a `.pub` file, or the form of RFC 4716.
fn is_of_ssh(text: &str) -> bool {
    let line = ["ssh-", "ecdsa-", "sk-"]
        .iter()
        .any(|kind| text.starts_with(kind));
    // The key begins with the length of its kind, in four bytes.
    (line && text.contains(" AAAA")) || text.contains("BEGIN SSH2")
}

/// Tells whether a text has several words, and signs of a shell among them.
fn is_command_line(text: &str) -> bool {
    let shell = [" -", "/", "|", "$", "<", ">", ";", "&", "="];
    text.contains(char::is_whitespace) && shell.iter().any(|sign| text.contains(sign))
}

fn is_command(text: &str) -> bool {
    let bare = bare(text);
    let lower = text.to_ascii_lowercase();
    let variable = text.strip_prefix('$').is_some_and(is_name);
    variable
        || VARIABLES.iter().any(|sign| ends_in_variable(text, sign))
        || lower.contains("$env:")
        || (text.contains("%(") && text.contains(")s"))
        || COMMANDS
            .iter()
            .any(|word| (word.len() > BY_CHANCE && bare.contains(word)) || lower.starts_with(word))
        || WRAPPED
            .iter()
            .any(|(start, end)| text.len() > start.len() && text.starts_with(start) && text.ends_with(end))
}

/// Finds a sign with a name behind it, up to the end of the text. In a random key of all printable characters the sign
/// occurs now and then, with a few letters behind it, but hardly ever with a name of one letter case.
fn ends_in_variable(text: &str, sign: &str) -> bool {
    let Some((_, rest)) = text.rsplit_once(sign) else {
        return false;
    };
    let name = rest.trim_end_matches(['}', ')']);
    let one_case =
        !name.contains(|c: char| c.is_ascii_lowercase()) || !name.contains(|c: char| c.is_ascii_uppercase());
    is_name(name) && name.len() > BY_CHANCE && one_case
}

fn is_name(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

fn is_placeholder(text: &str) -> bool {
    let bare = bare(text);
    WORDS.iter().any(|word| bare.contains(word))
        || KEY_OF.iter().any(|words| text.contains(words))
        || matches!(
            bare.as_str(),
            "todo" | "tbd" | "fixme" | "secret" | "password" | "none" | "null" | "undefined"
        )
        || text.contains('…')
        || text.ends_with("...")
        || is_guessable(text)
}

/// Tells whether a text was certainly not drawn at random: it has few different characters, repeats one piece, or has
/// characters in alphabetical order. A random key never matches, since three in four of its characters would have to.
fn is_guessable(text: &str) -> bool {
    let text = text.as_bytes();
    let most = |count: usize, of: usize| of > 0 && count * 4 >= of * 3;
    let different: BTreeSet<u8> = text.iter().copied().collect();
    let repeats = |period: usize| {
        let pairs = text.iter().zip(&text[period..]);
        most(pairs.filter(|(a, b)| a == b).count(), text.len() - period)
    };
    let in_order = text
        .windows(2)
        .filter(|pair| pair[0].wrapping_add(1) == pair[1])
        .count();
    (text.len() >= 4 && different.len() == 1)
        || (text.len() >= 20
            && (different.len() < 6 || (1..=text.len() / 2).any(repeats) || most(in_order, text.len() - 1)))
}

/// The letters and digits alone, in lower case, so that `change-me` and `CHANGE_ME` are one word.
fn bare(text: &str) -> String {
    let kept = text.chars().filter(|c| c.is_alphanumeric());
    kept.flat_map(char::to_lowercase).collect()
}
