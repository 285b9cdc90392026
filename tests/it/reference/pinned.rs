//! References that were handed out once: customers are found by them for ever.

use std::collections::{BTreeSet, HashMap};

use proabono_portal::customers::ReferenceTemplate;
use proabono_portal::identity::User;
use serde_json::Value;

use super::{FORBIDDEN, assert_valid};

const TABLE: &str = include_str!("../../data/references.jsonl");

/// A line of the table: a template, the values of a user, the reference.
struct Pinned {
    template: String,
    user: User,
    reference: String,
}

/// A value, or `{"repeat": "x", "times": 500}`.
fn text(value: &Value) -> String {
    if let Some(text) = value.as_str() {
        return text.to_owned();
    }
    let times = value["times"].as_u64().expect("a number");
    let piece = value["repeat"].as_str().expect("a text");
    piece.repeat(usize::try_from(times).expect("small"))
}

fn pinned() -> Vec<Pinned> {
    let read = |line: &str| {
        let line: Value = serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"));
        let mut user = User::new(text(&line["id"])).expect("an id");
        if let Some(provider) = line["provider"].as_str() {
            user = user.provider(provider.to_owned());
        }
        for (name, value) in line["claims"].as_object().into_iter().flatten() {
            user = user.claim(name.as_str(), text(value));
        }
        Pinned {
            template: line["template"].as_str().expect("a template").to_owned(),
            user,
            reference: line["reference"].as_str().expect("a reference").to_owned(),
        }
    };
    TABLE.lines().map(read).collect()
}

fn made(template: &str, user: &User) -> String {
    let template = ReferenceTemplate::new(template).unwrap_or_else(|error| panic!("{template}: {error}"));
    template.reference(user).expect("a reference").to_string()
}

#[test]
fn the_mapping_is_what_it_always_was() {
    for line in pinned() {
        assert_eq!(
            made(&line.template, &line.user),
            line.reference,
            "{} of {:?}: a line that changes here loses every customer of that kind",
            line.template,
            line.user.id()
        );
    }
}

#[test]
fn the_pinned_table_has_every_forbidden_character_and_every_length() {
    let lines = pinned();
    let usual: Vec<_> = lines.iter().filter(|line| line.template == "cust-{id}").collect();
    for forbidden in FORBIDDEN {
        assert!(
            usual.iter().any(|line| line.user.id().contains(forbidden)),
            "{forbidden}"
        );
    }
    let lengths: BTreeSet<_> = usual.iter().map(|line| line.user.id().len()).collect();
    assert!((1..=500).all(|length| lengths.contains(&length)), "{lengths:?}");
    let several = lines.iter().filter(|line| line.template.matches('{').count() > 1);
    assert!(several.count() >= 20);
}

#[test]
fn no_two_pinned_users_of_a_template_share_a_reference() {
    let mut seen = HashMap::new();
    for line in pinned() {
        assert_valid(&line.reference);
        let key = (line.template, line.reference);
        assert!(!seen.contains_key(&key), "{key:?}");
        seen.insert(key, line.user);
    }
}
