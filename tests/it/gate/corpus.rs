//! The collection of links in `tests/data/links`.

use proabono_portal::crylk::{CRYLK, FrameUrl, Gate, from_query};
use serde_json::Value;

use super::check;

fn lines(text: &'static str) -> impl Iterator<Item = Value> {
    text.lines()
        .map(|line| serde_json::from_str(line).expect("one object a line"))
}

fn text<'a>(line: &'a Value, name: &str) -> &'a str {
    line[name].as_str().expect("a text")
}

#[test]
fn every_hostile_link_is_refused() {
    let mut count = 0;
    for line in lines(include_str!("../../data/links/hostile.jsonl")) {
        let link = text(&line, "value");
        if let Ok(framed) = check(link) {
            panic!("{}: {link:?} became {}", line["shape"], framed.as_str());
        }
        count += 1;
    }
    assert!(count >= 1_600, "only {count} lines");
}

#[test]
fn every_good_link_is_emitted_as_its_parser_writes_it() {
    let mut count = 0;
    for line in lines(include_str!("../../data/links/accepted.jsonl")) {
        let link = text(&line, "value");
        let framed = check(link).unwrap_or_else(|reason| panic!("{link:?}: {reason}"));
        assert_eq!(framed.as_str(), text(&line, "emitted"), "{link:?}");
        count += 1;
    }
    assert!(count >= 100, "only {count} lines");
}

#[test]
fn every_query_is_read_as_expected() {
    let mut count = 0;
    for line in lines(include_str!("../../data/links/queries.jsonl")) {
        let query = text(&line, "query");
        let crylk = from_query(query);
        let framed = match &crylk {
            Ok(Some(link)) => Gate::default().check(link.as_str()).ok(),
            _ => None,
        };
        let expected = line["src"].as_str();
        assert_eq!(framed.as_ref().map(FrameUrl::as_str), expected, "{query:?}");
        assert_eq!(expected.is_some(), line["expect"] == "framed", "{query:?}");
        count += 1;
    }
    assert!(count >= 280, "only {count} lines");
}

#[test]
fn a_query_without_the_parameter_holds_no_link() {
    assert_eq!(CRYLK, "crylk");
    for query in [
        "",
        "a=b",
        "Crylk=x",
        "crylk2=x",
        "xcrylk=x",
        "a=crylk",
        "%63rylk%3dx",
    ] {
        assert_eq!(from_query(query), Ok(None), "{query:?}");
    }
    assert!(matches!(from_query("%63rylk=x"), Ok(Some(link)) if link.as_str() == "x"));
}
