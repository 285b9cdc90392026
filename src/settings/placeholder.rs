//! Finds placeholders in the place of keys and secrets: texts that stand there until somebody writes the real one.

use std::collections::BTreeSet;

use super::key::Key;
use super::text::{QUOTED, commented, is_quoted};

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

/// The beginnings of variables that nothing has replaced, anywhere in the text.
const VARIABLES: [&str; 6] = ["$(", "${", "$$", "$env:", "\\$", ":$"];

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
const WRAPPED: [(&str, &str); 9] = [
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
    if is_command(text) {
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
    commented(text)
}

fn is_command(text: &str) -> bool {
    let bare = bare(text);
    let lower = text.to_ascii_lowercase();
    let variable = text
        .strip_prefix('$')
        .is_some_and(|name| !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_'));
    let words = text.contains(char::is_whitespace) && !text.contains("-----BEGIN");
    let shell = [" -", "/", "|", "$", "<", ">", ";", "&", "="];
    variable
        || VARIABLES.iter().any(|start| lower.contains(start))
        || (text.contains("%(") && text.contains(")s"))
        || COMMANDS
            .iter()
            .any(|word| (word.len() > BY_CHANCE && bare.contains(word)) || lower.starts_with(word))
        || (words && shell.iter().any(|sign| text.contains(sign)))
        || WRAPPED
            .iter()
            // A key in JSON is a slip of another kind.
            .filter(|_| !text.starts_with("{\""))
            .any(|(start, end)| text.len() > start.len() && text.starts_with(start) && text.ends_with(end))
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::keys;

    fn refused(text: &str) -> bool {
        refusal(text, keys().filter(|key| key.token)).is_some()
    }

    #[test]
    fn what_a_shell_or_a_template_should_have_replaced_is_no_key() {
        for text in [
            "$(openssl rand -hex 32)",
            "\"$(openssl rand -hex 64)\"",
            "`openssl rand -hex 32`",
            "openssl rand -hex 32",
            "openssl-rand-hex-64",
            "head -c 32 /dev/urandom | base64",
            "cat /run/secrets/handoff-key-of-the-portal",
            "$HANDOFF_KEY",
            "${HANDOFF_KEY}",
            "${{ secrets.HANDOFF_KEY }}",
            "{{ handoff_key }}",
            "{$HANDOFF_KEY}",
            "%HANDOFF_KEY%",
            "%{HANDOFF_KEY}",
            "#{HandoffKey}",
            "<handoff-key>",
            "[your key here, 32 characters long]",
            "op://vault/portal/handoff",
            "arn:aws:secretsmanager:eu-west-3:1:secret:portal",
            "vault:secret/data/portal#key",
            "python -c 'import secrets; print(secrets.token_hex(32))'",
            "$handoff_key_of_the_portal_and_the_app",
            "$env:HANDOFF_KEY_OF_THE_PORTAL",
            "$$HANDOFF_KEY_OF_THE_PORTAL_0123",
            "\\$HANDOFF_KEY_OF_THE_PORTAL_0123",
            "${HANDOFF_KEY_OF_THE_PORTAL_0123",
            "key:$HANDOFF_KEY_OF_THE_PORTAL_0",
            "process.env.HANDOFF_KEY_OF_THE_PORTAL",
            "#{HANDOFF_KEY_OF_THE_PORTAL}#",
            "__HANDOFF_KEY_OF_THE_PORTAL_0123__",
            "@@HANDOFF_KEY_OF_THE_PORTAL_0123@@",
            "%(ENV_HANDOFF_KEY)s_of_the_portal_0",
            "/run/secrets/handoff-key-of-the-portal",
            "file:///run/secrets/handoff-key-portal",
            "@Microsoft.KeyVault(SecretUri=https://vault/secrets/portal)",
            "projects/123456/secrets/handoff/versions/latest",
            "ssm:/prod/portal/handoff-key-number-1",
            "bitwarden://portal/handoff-key-number-1",
        ] {
            assert!(refused(text), "{text}");
        }
    }

    #[test]
    fn a_sample_or_a_placeholder_is_no_key() {
        for text in [
            "the-agent-key",
            "THE-API-KEY",
            "changeme",
            "change-me-change-me-change-me-change-me",
            "CHANGE_ME",
            "replace-with-a-long-random-string-please",
            "your-256-bit-secret",
            "your_secret_key_of_at_least_32_characters",
            "example-secret-example-secret-example",
            "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
            "********",
            "sk_live_…",
            "abcdef...",
            "TODO",
            "secret",
            "\"0123456789abcdef0123456789abcdef\"",
            "'5f2c0e9b7d8a41c6b3e05f7a9c1d2e4f'",
            "0123456789abcdef0123456789abcdef",
            "abcdefghijklmnopqrstuvwxyz012345",
            "12345678901234567890123456789012",
            "abababababababababababababababab",
            "0000000000000000000000000000000000000001",
            "secretsecretsecretsecretsecretsecret",
            "passwordpasswordpasswordpassword1234",
            "a-secret-of-at-least-32-characters",
            "test-test-test-test-test-test-test",
            "my-secret-my-secret-my-secret-my",
            "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
        ] {
            assert!(refused(text), "{text}");
        }
        let samples = keys().filter(|key| key.token && !key.example.is_empty());
        for key in samples {
            assert!(refused(key.example), "{}", key.name);
        }
    }

    #[test]
    fn a_random_key_is_taken_in_every_usual_alphabet() {
        use base64::Engine as _;
        for _ in 0..2_000 {
            let bytes: [u8; 48] = rand::random();
            for text in [
                data_encoding::HEXLOWER.encode(&bytes),
                base64::engine::general_purpose::STANDARD.encode(bytes),
                data_encoding::BASE64URL_NOPAD.encode(&bytes),
                data_encoding::BASE32.encode(&bytes),
                bytes
                    .iter()
                    .map(|byte| char::from(b'!' + byte % 90))
                    .filter(|c| *c != '$')
                    .collect(),
            ] {
                assert!(!refused(&format!("k{text}k")), "{text}");
            }
        }
        for text in [
            "5f2c0e9b-7d8a-41c6-b3e0-5f7a9c1d2e4f",
            "GOCSPX-a1B2c3D4e5F6g7H8",
            "a~B8Q~x.y_Z-0123456789abcdefABCDEF",
            "a-secret:with/odd+characters",
            "agent-demo",
            r#"k\i=xBYM#_Ub"5B0&O(dALuIL%j7P\WgEnfMLBGXV(xO2Sfuqk"#,
            "q0RkEyOf7pWgEnT3xL9vB2mZ8dHs6cJ1uN5iA4oY",
            "correct horse battery staple and more words",
            "-----BEGIN PUBLIC KEY-----\nMCowBQYDK2VwAyEA\n-----END PUBLIC KEY-----",
        ] {
            assert!(!refused(text), "{text}");
        }
    }
}
