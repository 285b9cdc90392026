//! The paths that a source file names, without comments and texts getting in the way.

/// The source with comments gone and the insides of texts blank; line breaks stay, so lines can be counted.
pub(super) fn code_only(source: &str) -> String {
    let mut code = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(first) = rest.chars().next() {
        let (skipped, kept) = match inert(rest) {
            Some(length) => (length, rest[..length].matches('\n').count()),
            None => (first.len_utf8(), usize::MAX),
        };
        if kept == usize::MAX {
            code.push(first);
        } else {
            code.push('"');
            code.extend(std::iter::repeat_n('\n', kept));
        }
        rest = &rest[skipped..];
    }
    code
}

/// The length of the comment, text or character that the rest starts with.
fn inert(rest: &str) -> Option<usize> {
    if rest.starts_with("//") {
        return Some(rest.find('\n').unwrap_or(rest.len()));
    }
    if rest.starts_with("/*") {
        return Some(block_comment(rest));
    }
    if let Some(hashes) = rest
        .strip_prefix('r')
        .map(|raw| raw.len() - raw.trim_start_matches('#').len())
        && rest[1 + hashes..].starts_with('"')
    {
        let close = format!("\"{}", "#".repeat(hashes));
        let start = 2 + hashes;
        return Some(
            rest[start..]
                .find(&close)
                .map_or(rest.len(), |end| start + end + close.len()),
        );
    }
    match rest.as_bytes() {
        [b'"', ..] => Some(quoted(rest, '"')),
        // A character, unless it is a lifetime.
        [b'\'', b'\\', ..] => Some(quoted(rest, '\'')),
        [b'\'', ..] => {
            let mut inside = rest[1..].chars();
            let character = inside.next()?;
            (inside.next() == Some('\'')).then(|| 2 + character.len_utf8())
        }
        _ => None,
    }
}

fn block_comment(rest: &str) -> usize {
    let mut depth = 0_usize;
    let mut at = 0;
    while at < rest.len() {
        let here = &rest.as_bytes()[at..];
        match here {
            [b'/', b'*', ..] => (depth, at) = (depth + 1, at + 2),
            [b'*', b'/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

fn quoted(rest: &str, quote: char) -> usize {
    let mut escaped = false;
    for (at, character) in rest.char_indices().skip(1) {
        match character {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            _ if character == quote => return at + 1,
            _ => {}
        }
    }
    rest.len()
}

/// What each `prefix` (such as `crate::`) is followed by: the position and the first name, every branch of braces counted.
pub(super) fn after(code: &str, prefix: &str) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(prefix) {
        let before = code[..at].chars().next_back();
        if before.is_some_and(|character| character.is_alphanumeric() || character == '_') {
            continue;
        }
        let rest = code[at + prefix.len()..].trim_start();
        let names = rest.strip_prefix('{').map_or_else(|| vec![name(rest)], branches);
        found.extend(names.into_iter().map(|name| (at, name)));
    }
    found
}

/// The first name of each branch in `a, b::{c, d}, e}`.
fn branches(rest: &str) -> Vec<String> {
    let mut names = Vec::new();
    let (mut depth, mut start) = (0_usize, 0);
    for (at, character) in rest.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                names.push(name(&rest[start..at]));
                start = at + 1;
                if character == '}' {
                    break;
                }
            }
            _ => {}
        }
    }
    names.retain(|name| !name.is_empty());
    names
}

fn name(rest: &str) -> String {
    let rest = rest.trim_start().trim_start_matches("r#");
    let end = rest
        .find(|character: char| !character.is_alphanumeric() && character != '_')
        .unwrap_or(rest.len());
    if rest.starts_with('*') {
        "*".to_owned()
    } else {
        rest[..end].to_owned()
    }
}

#[test]
fn comments_and_texts_are_no_code() {
    let code = code_only(
        "a // crate::b\n/* crate::c /* \n */ */ d \"crate::\\\"e\" r#\"crate::\"f\"# '\"' 'a '\\'' g",
    );
    assert!(!code.contains("crate::"), "{code}");
    for kept in ["a ", " d ", "'a ", " g"] {
        assert!(code.contains(kept), "{kept:?} in {code:?}");
    }
    assert_eq!(code.lines().count(), 3);
}

#[test]
fn every_branch_of_an_import_is_read() {
    let names = |code| {
        after(code, "crate::")
            .into_iter()
            .map(|(_, name)| name)
            .collect::<Vec<_>>()
    };
    assert_eq!(names("use crate::a::B;"), ["a"]);
    assert_eq!(
        names("pub use crate::{a::{B, C},\n  d, e as f,};"),
        ["a", "d", "e"]
    );
    assert_eq!(
        names("use crate::*; fn f() -> crate::g::H { $crate::i!() }"),
        ["*", "g", "i"]
    );
    assert_eq!(names("use mycrate::a;"), [""; 0]);
}
