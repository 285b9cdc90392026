//! How a user becomes the reference of a customer.

mod pinned;
mod several;

use std::collections::HashMap;

use proabono_portal::customers::{InvalidTemplate, ReferenceTemplate};
use proabono_portal::identity::User;

use crate::support::trials::{record, trials};

const FORBIDDEN: [char; 7] = ['<', '>', ';', '"', '=', '?', '&'];

fn reference(template: &str, id: &str) -> String {
    let user = User::new(id).unwrap_or_else(|error| panic!("{id:?}: {error}"));
    let template = ReferenceTemplate::new(template).unwrap_or_else(|error| panic!("{template:?}: {error}"));
    template.reference(&user).expect("a reference").to_string()
}

#[track_caller]
fn assert_valid(reference: &str) {
    let length = reference.chars().count();
    assert!((1..=50).contains(&length), "{length} characters: {reference:?}");
    assert!(!reference.contains(FORBIDDEN), "{reference:?}");
    assert!(reference.chars().all(|c| c.is_ascii_graphic()), "{reference:?}");
}

#[test]
fn every_forbidden_character_anywhere_in_an_id_is_mapped_away() {
    for forbidden in FORBIDDEN {
        for id in [
            format!("{forbidden}a"),
            format!("a{forbidden}b"),
            format!("a{forbidden}"),
        ] {
            assert_valid(&reference("cust-{id}", &id));
        }
    }
}

#[test]
fn ids_of_every_length_have_valid_references_that_differ() {
    for template in ["cust-{id}", "{id}", "{id}-customer", "seventeen-{id}-chars."] {
        let mut seen = HashMap::new();
        for letter in ["a", "\u{e9}", "=", "~"] {
            for length in 1..=500 / letter.len() {
                let id = letter.repeat(length);
                let made = reference(template, &id);
                assert_valid(&made);
                let other = seen.insert(made.clone(), id.clone());
                assert_eq!(other, None, "{template}: {made} is {id:?} too");
            }
        }
    }
}

/// Ids that lie close together: few letters, all kinds of them, lengths around the limit. The number at the end keeps
/// any two apart.
fn odd_id(number: u64) -> String {
    const LETTERS: [char; 12] = [
        'a', 'A', '0', '-', '~', ' ', '=', '&', '\u{e9}', '\u{301}', '@', '/',
    ];
    let mut rest = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    // Every third of plain letters only.
    let kinds = if number.is_multiple_of(3) { 4 } else { 12 };
    let mut id = String::new();
    for _ in 0..number % 60 {
        id.push(LETTERS[usize::try_from((rest >> 33) % kinds).expect("small")]);
        rest = rest
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
    }
    format!("{id}:{number:x}")
}

#[test]
fn no_two_ids_share_a_reference() {
    let name = "ids mapped to references";
    let count = trials(name, 20_000, 1_000_000);
    let template = ReferenceTemplate::new("cust-{id}").expect("the default");
    let mut seen: HashMap<String, String> = HashMap::with_capacity(count);
    let mut digests = 0;
    for number in 0..count {
        let id = odd_id(number as u64);
        let user = User::new(&id).expect("an id");
        let made = template.reference(&user).expect("a reference").to_string();
        assert_valid(&made);
        digests += usize::from(made.starts_with("cust-~"));
        if let Some(other) = seen.insert(made.clone(), id.clone()) {
            panic!("{made} belongs to {id:?} and to {other:?}");
        }
    }
    record(
        name,
        &format!(
            "{count} ids, {} references, {digests} of them digests",
            seen.len()
        ),
    );
    assert!(digests > count / 10 && digests < count, "both kinds are met");
}

#[test]
fn an_id_that_looks_like_a_digest_is_not_taken_for_one() {
    let made = reference("cust-{id}", "a=b");
    let imitation = made.strip_prefix("cust-").expect("the template");
    assert_ne!(reference("cust-{id}", imitation), made);
    assert_valid(&reference("cust-{id}", imitation));
}

#[test]
fn case_and_form_are_kept_apart() {
    let pairs = [
        ("alice", "Alice"),
        ("Chlo\u{e9}", "Chloe\u{301}"),
        ("a b", "a  b"),
        ("a", "\u{430}"),
    ];
    for (one, other) in pairs {
        assert_ne!(
            reference("cust-{id}", one),
            reference("cust-{id}", other),
            "{one:?}"
        );
    }
}

#[test]
fn a_template_that_would_mix_users_up_is_refused() {
    for (template, fault) in [
        ("cust", InvalidTemplate::Place),
        ("", InvalidTemplate::Place),
        ("{provider}", InvalidTemplate::Place),
        ("{id}{id}", InvalidTemplate::Repeated),
        ("{id}-{id}", InvalidTemplate::Repeated),
        ("{claim.a}/{claim.b}/{claim.a}", InvalidTemplate::Repeated),
        ("{claim.org}{id}", InvalidTemplate::Adjacent),
        ("{provider}{claim.org}-{id}", InvalidTemplate::Adjacent),
        ("{ID}", InvalidTemplate::Unknown),
        ("{x}{id}", InvalidTemplate::Unknown),
        ("{}{id}", InvalidTemplate::Unknown),
        ("{id", InvalidTemplate::Unknown),
        ("id}", InvalidTemplate::Unknown),
        ("{id}}", InvalidTemplate::Unknown),
        ("{{id}}", InvalidTemplate::Unknown),
        ("{claim}", InvalidTemplate::Unknown),
        ("{claim.}", InvalidTemplate::Unknown),
        ("{claim.a b}", InvalidTemplate::Unknown),
        ("{claim.a,b}", InvalidTemplate::Unknown),
        ("{Claim.org}", InvalidTemplate::Unknown),
        ("cust {id}", InvalidTemplate::Forbidden),
        ("a=b-{id}", InvalidTemplate::Forbidden),
        ("{id}?", InvalidTemplate::Forbidden),
        ("{claim.org};{id}", InvalidTemplate::Forbidden),
        ("\u{e9}{id}", InvalidTemplate::Forbidden),
        ("eighteen-characte-{id}", InvalidTemplate::TooLong),
        ("nine-char{claim.org}nine-char{id}", InvalidTemplate::TooLong),
    ] {
        assert_eq!(ReferenceTemplate::new(template), Err(fault), "{template:?}");
    }
    assert!(ReferenceTemplate::new("seventeen-charac-{id}").is_ok());
}
