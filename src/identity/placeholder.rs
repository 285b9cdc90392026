/// Texts that programs write where a value is missing: Apache and C, JavaScript, Python, Go.
const MISSING: [&str; 6] = ["(null)", "null", "undefined", "[object Object]", "None", "<nil>"];

/// How placeholders begin that hold a name up to a closing mark: shells, Ruby, Apache, `HAProxy`,
/// templates.
const OPENINGS: [(&str, char); 5] = [("${", '}'), ("#{", '}'), ("%{", '}'), ("%[", ']'), ("<%", '>')];

/// Tells whether `text` stands where a value should have been put in: a placeholder that nobody replaced, or a word for
/// "no value".
///
/// Behind a proxy that passes such a text on, every visitor would be one and the same user. Caddy 2.6 passes on
/// `{http.reverse_proxy.header.X-User-Id}` when an answer lacks the header (caddyserver/caddy#6610), Apache `(null)`.
pub(super) fn is_placeholder(text: &str) -> bool {
    let text = text.trim();
    let opened = |(opening, closing): (&str, char)| {
        text.strip_prefix(opening)
            .is_some_and(|rest| rest.contains(closing))
    };
    MISSING.contains(&text)
        || OPENINGS.into_iter().any(opened)
        || in_braces(text)
        || has_dotted_name(text)
        || text.strip_prefix('$').is_some_and(is_name)
        || between(text, '%', '%').is_some_and(is_command)
}

/// The names of those details that are placeholders, for the log. A user is known without them.
pub(super) fn named<'a>(details: impl IntoIterator<Item = (&'a str, &'a str)>) -> Option<String> {
    let found = details.into_iter().filter(|(_, text)| is_placeholder(text));
    let names: Vec<_> = found.map(|(name, _)| name).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Says in the log which details of a user are left out. Signing in is rare enough for a line each time.
pub(super) fn warn<'a>(provider: &str, details: impl IntoIterator<Item = (&'a str, &'a str)>) {
    if let Some(details) = named(details) {
        tracing::warn!(
            provider,
            details,
            "left out details of a user that are placeholders which nothing replaced"
        );
    }
}

/// `{name}` and `{{name}}`. A GUID in braces, as .NET writes one, is a value.
fn in_braces(text: &str) -> bool {
    let guid = |inside: &str| inside.len() == 36 && inside.chars().all(|c| c.is_ascii_hexdigit() || c == '-');
    between(text, '{', '}').is_some_and(|inside| {
        let inside = between(inside, '{', '}').unwrap_or(inside);
        !inside.contains(['{', '}']) && !guid(inside)
    })
}

/// `{http.auth.user.id}` anywhere in the text: it may stand behind a prefix.
fn has_dotted_name(text: &str) -> bool {
    text.split('{').skip(1).any(|rest| {
        rest.split_once('}').is_some_and(|(inside, _)| {
            inside.contains('.')
                && inside
                    .chars()
                    .all(|c| c.is_ascii_alphanumeric() || "._-".contains(c))
        })
    })
}

/// A name as variables have: `remote_user`.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// What Envoy and Windows put between percent signs: `REQ(X-User-Id)`, `USERNAME`.
fn is_command(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-().:?".contains(c))
}

fn between(text: &str, opening: char, closing: char) -> Option<&str> {
    text.strip_prefix(opening)?.strip_suffix(closing)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nobody_replaced_is_a_placeholder() {
        for text in [
            "{http.reverse_proxy.header.X-User-Id}",
            "user-{http.auth.user.id}",
            "{user}",
            "{{ user.id }}",
            "{}",
            " {user} ",
            "$remote_user",
            "$_user",
            "${REMOTE_USER}",
            "#{current_user.id}",
            "%{REMOTE_USER}e",
            "%{X-User-Id}",
            "%[var(txn.user)]",
            "%REQ(X-USER-ID)%",
            "%USERNAME%",
            "<%= user.id %>",
            "(null)",
            "undefined",
            "[object Object]",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
    }

    #[test]
    fn a_value_with_such_characters_in_it_is_none() {
        for text in [
            "42",
            "alice@acme.example",
            "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}",
            "$5 off",
            "$",
            "100%",
            "%",
            "50 % {half}",
            "a{b",
            "{{ 7 * 7 }} {% raw %}",
            "Null",
            "Nora Undefined",
            "auth0|5f7c8ec7c33c6c004bbafe82",
            "",
        ] {
            assert!(!is_placeholder(text), "{text}");
        }
    }
}
