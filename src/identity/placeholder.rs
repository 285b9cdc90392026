/// Texts that programs write where a value is missing: Apache and C, JavaScript, Python, Go.
const MISSING: [&str; 6] = ["(null)", "null", "undefined", "[object Object]", "None", "<nil>"];

/// The beginnings of placeholders that hold a name up to a closing mark: shells, Ruby, Apache, `HAProxy`, templates.
const OPENINGS: [(&str, char); 5] = [("${", '}'), ("#{", '}'), ("%{", '}'), ("%[", ']'), ("<%", '>')];

/// Every placeholder has one of these characters, and most values have none.
const SIGNS: [char; 6] = ['$', '#', '%', '{', '[', '('];

/// Tells whether `text` is a placeholder that should have been replaced by a value, or a word for "no value".
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
        || (text.contains(SIGNS)
            && (OPENINGS.into_iter().any(opened)
                || in_braces(text)
                || has_dotted_name(text)
                || text.strip_prefix('$').is_some_and(is_name)
                || between(text, '%', '%').is_some_and(is_command)))
}

/// Further words for "nobody". In any letter case, somebody may have one of these or of the missing values as a name, but
/// as an id it would be shared by all.
const NOBODY: [&str; 5] = ["-", "nil", "nan", "anonymous", "anonymoususer"];

/// The beginnings of placeholders that are looked for anywhere in an id.
const WITHIN: [&str; 8] = ["${", "#{", "%{", "%[", "%(", "{{", "$(", "[["];

/// Tells whether an id is a placeholder, or holds one. The rule is stricter than for a detail, since a lost name does
/// less harm than an id that all visitors share.
pub(super) fn is_nobody(id: &str) -> bool {
    let id = id.trim();
    let is = |word: &&str| id.eq_ignore_ascii_case(word);
    if MISSING.iter().chain(&NOBODY).any(is) {
        return true;
    }
    id.contains(SIGNS)
        && (is_placeholder(id)
            || WITHIN.into_iter().any(|opening| id.contains(opening))
            || id.contains("(null)@")
            || between(id, '[', ']').is_some_and(is_name)
            || holds_a_name_in_braces(id)
            || holds_a_variable(id)
            || id.split('%').skip(1).any(calls_a_command)
            || ["%s", "%d", "$1"].iter().any(is))
}

/// Finds `tenant:{user}`, and `{user` without its end. A name starts with a letter or `_`.
fn holds_a_name_in_braces(id: &str) -> bool {
    id.split('{').skip(1).any(|rest| {
        let inside = rest.split_once('}').map_or(rest, |(inside, _)| inside);
        inside.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_') && !is_guid(inside)
    })
}

/// Finds `$remote_user` at the beginning of the text or behind a separator.
fn holds_a_variable(id: &str) -> bool {
    id.match_indices('$').any(|(at, _)| {
        let parted = id[..at]
            .chars()
            .next_back()
            .is_none_or(|before| "-_:/. @|".contains(before));
        parted && id[at + 1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
    })
}

/// Finds `{name}` and `{{name}}`. A GUID in braces, as .NET writes it, is a value.
fn in_braces(text: &str) -> bool {
    between(text, '{', '}').is_some_and(|inside| {
        let inside = between(inside, '{', '}').unwrap_or(inside);
        !inside.contains(['{', '}']) && !is_guid(inside)
    })
}

fn is_guid(text: &str) -> bool {
    text.len() == 36 && text.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
}

/// Finds `{http.auth.user.id}` anywhere in the text, for instance behind a prefix.
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

/// Tells whether a text could name a variable, as `remote_user` does.
fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_')
}

/// Tells whether a text could stand between the percent signs of Envoy or Windows, as `REQ(X-User-Id)` and `USERNAME`
/// do.
fn is_command(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-().:?".contains(c))
}

/// Finds `REQ(X-User-Id)`: the name of one of Envoy's commands before a bracket. Percent-encoded bytes have two letters at
/// most there.
fn calls_a_command(text: &str) -> bool {
    let named = |(name, _): (&str, &str)| {
        name.len() > 2 && name.bytes().all(|byte| byte.is_ascii_uppercase() || byte == b'_')
    };
    is_command(text) && text.split_once('(').is_some_and(named)
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
    fn an_id_that_holds_a_placeholder_is_nobody() {
        for id in [
            "user-$remote_user",
            "$user.id",
            "$http_x-user",
            "$1",
            "$(whoami)",
            "${user",
            "{user",
            "tenant:{user}",
            "acme/{user}",
            "prefix-%{X-User}",
            "user:%REQ(X-USER)%",
            "%(user)s",
            "%s",
            "{{user}}@acme.example",
            "(null)@acme.example",
            "[user]",
            "[[user]]",
            "-",
            "nil",
            "NaN",
            "NULL",
            "anonymous",
            "anonymousUser",
            "(NULL)",
            "UNDEFINED",
            "tenant-%DYNAMIC_METADATA(com.acme:user)%",
        ] {
            assert!(is_nobody(id), "{id}");
        }
    }

    #[test]
    fn an_id_with_such_signs_in_it_is_somebody() {
        for id in [
            "42",
            "alice@acme.example",
            "{3F2504E0-4F89-11D3-9A0C-0305E82C3301}",
            "{3b2504e0-4f89-11d3-9a0c-0305e82c3301}",
            "auth0|5f7c8ec7c33c6c004bbafe82",
            "host$",
            "a$b",
            "100%",
            "O'Brien-42",
            "urn:user:42",
            "b-nil",
            "CN=Alice,OU=People",
            "alice-anonymous",
            "{42}x",
            "Zo%C3%AB(Paris)",
            "%28Zo%C3%AB%29",
        ] {
            assert!(!is_nobody(id), "{id}");
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
