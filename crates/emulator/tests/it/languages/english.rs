//! The English that a page in another language must not have.

use serde_json::Value;

const ENGLISH: &str = include_str!("../../../src/words/locales/en.ftl");

const CATALOGUE: &str = include_str!("../../../data/catalogue.json");

/// Of each English sentence the parts around what is put into it, but those that the other language has too.
pub(super) fn english_parts(own: &str) -> Vec<String> {
    let lines = ENGLISH.lines().filter(|line| !line.starts_with(['#', ' ', '}']));
    let sentences = lines
        .filter_map(|line| line.split_once(" = "))
        .map(|(_, text)| text);
    let mut parts: Vec<String> = sentences
        .flat_map(|text| text.split(['{', '}']).step_by(2))
        .map(|part| part.trim().to_owned())
        .collect();
    texts(&serde_json::from_str(CATALOGUE).unwrap(), &mut parts);
    parts.retain(|part| part.chars().filter(|c| c.is_alphabetic()).count() > 2 && !has(own, part));
    parts
}

/// The English ones among the texts of a catalogue.
fn texts(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            if let Some(english) = members.get("en").and_then(Value::as_str) {
                let others = members.iter().filter(|(language, _)| *language != "en");
                if others.into_iter().all(|(_, text)| text != english) {
                    found.push(english.to_owned());
                }
            }
            members.values().for_each(|one| texts(one, found));
        }
        Value::Array(items) => items.iter().for_each(|one| texts(one, found)),
        _ => {}
    }
}

/// True for a text that has the part as words of their own.
pub(super) fn has(text: &str, part: &str) -> bool {
    let is_end = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    text.match_indices(part).any(|(at, _)| {
        is_end(text[..at].chars().next_back()) && is_end(text[at + part.len()..].chars().next())
    })
}

/// All that a page says, to eyes and to screen readers.
pub(super) fn said(page: &str) -> String {
    let body = page.split_once("</style>").map_or(page, |(_, body)| body);
    let title = page
        .split_once("<title>")
        .and_then(|(_, rest)| rest.split_once("</title>"));
    let mut said = title.map_or("", |(title, _)| title).to_owned();
    for piece in body.split('<') {
        let (tag, text) = piece.split_once('>').unwrap_or(("", piece));
        let label = tag
            .split_once("aria-label=\"")
            .and_then(|(_, rest)| rest.split_once('"'));
        for part in [label.map_or("", |(label, _)| label), text.trim()] {
            said.push('\n');
            said.push_str(part);
        }
    }
    said
}
