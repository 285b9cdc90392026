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
pub(super) fn inert(rest: &str) -> Option<usize> {
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

/// Every path of more than one name, and every import, in order; with each whether it is handed on by a `pub use`.
pub(super) fn paths(code: &str) -> Vec<(Vec<String>, bool)> {
    let (mut found, mut start) = (Vec::new(), 0);
    while let Some(at) = code[start..].find(is_of_name).map(|at| start + at) {
        let end = code[at..].find(|c: char| !is_of_name(c) && c != ':');
        let end = end.map_or(code.len(), |end| at + end);
        let word = &code[at..end];
        start = end;
        if word == "use" {
            let tree = code[end..].split(';').next().unwrap_or_default();
            start += tree.len();
            let exported = is_public(&code[..at]);
            found.extend(leaves(tree, &[]).into_iter().map(|path| (path, exported)));
        } else if word.contains("::") {
            found.push((names(word), false));
        }
    }
    found
}

/// Tells whether an item behind this text is `pub`, or `pub` within something.
fn is_public(before: &str) -> bool {
    let before = before.trim_end();
    let within = before
        .strip_suffix(')')
        .and_then(|before| before.rsplit_once('('));
    within.map_or(before, |(before, _)| before).ends_with("pub")
}

fn is_of_name(character: char) -> bool {
    character.is_alphanumeric() || character == '_'
}

/// `a::b::` is `[a, b]`.
fn names(path: &str) -> Vec<String> {
    let parts = path.split("::").map(|part| name(part.trim_matches(':')));
    parts.filter(|part| !part.is_empty()).collect()
}

/// The paths of an import, every branch of braces by itself.
fn leaves(tree: &str, above: &[String]) -> Vec<Vec<String>> {
    let Some((stem, rest)) = tree.split_once('{') else {
        return vec![[above, &names(tree)].concat()];
    };
    let above = [above, &names(stem)].concat();
    let (mut depth, mut start, mut found) = (0_usize, 0, Vec::new());
    for (at, character) in rest.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth > 0 => depth -= 1,
            ',' | '}' if depth == 0 => {
                let branch = rest[start..at].trim();
                found.extend(
                    Some(branch)
                        .filter(|one| !one.is_empty())
                        .into_iter()
                        .flat_map(|one| leaves(one, &above)),
                );
                start = at + 1;
            }
            _ => {}
        }
    }
    found
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
fn every_path_is_found_and_known_to_be_handed_on() {
    let said = |code: &str| -> Vec<String> {
        let all = paths(code).into_iter();
        all.map(|(path, on)| path.join("::") + if on { "!" } else { "" })
            .collect()
    };
    assert_eq!(
        said("use a::{b::{C, d as e},\n  f,};"),
        ["a::b::C", "a::b::d", "a::f"]
    );
    assert_eq!(
        said("pub(crate) use self::a::*; fn f(x: super::b::C) {}"),
        ["self::a::*!", "super::b::C"]
    );
    assert_eq!(said("mod a; let b = c::d(); e.f()"), ["c::d"]);
}
