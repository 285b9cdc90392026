//! Templates with several values: no two tuples of values meet in one reference.

use std::collections::HashMap;

use proabono_portal::customers::{ReferenceTemplate, Unmapped};
use proabono_portal::identity::User;
use proptest::prelude::{Strategy, prop_assert, prop_assert_eq, prop_assert_ne, proptest};

use super::{assert_valid, odd_id};
use crate::support::trials::{record, trials};

fn user(org: &str, id: &str) -> User {
    User::new(id).expect("an id").claim("org", org)
}

fn made(template: &str, user: &User) -> String {
    let template = ReferenceTemplate::new(template).unwrap_or_else(|error| panic!("{template}: {error}"));
    template.reference(user).expect("a reference").to_string()
}

#[test]
fn plain_values_stand_as_they_are() {
    for (template, expected) in [
        ("{claim.org}/{id}", "acme/42"),
        ("o-{claim.org}-u-{id}", "o-acme-u-42"),
        ("{provider}:{id}", "proxy:42"),
        ("{claim.org}", "acme"),
        ("org-{claim.org}.", "org-acme."),
        ("{id}@{claim.org}/{provider}", "42@acme/proxy"),
    ] {
        let user = user("acme", "42").provider("proxy");
        assert_eq!(made(template, &user), expected);
    }
}

#[test]
fn a_separator_inside_a_value_never_moves_the_border() {
    for template in ["{claim.org}-{id}", "{claim.org}-u-{id}", "x{claim.org}-{id}x"] {
        let mut seen = HashMap::new();
        for (org, id) in [
            ("a-b", "c"),
            ("a", "b-c"),
            ("a-", "b-c"),
            ("a", "-b-c"),
            ("a-u", "b"),
            ("a", "u-b"),
            ("a-u-b", "c"),
            ("a", "b-u-c"),
            ("a-u-", "u-c"),
            ("~a", "b"),
            ("a", "~b"),
        ] {
            let reference = made(template, &user(org, id));
            assert_valid(&reference);
            let other = seen.insert(reference.clone(), (org, id));
            assert_eq!(other, None, "{template}: {reference} is {org} and {id} too");
        }
    }
}

#[test]
fn a_value_that_looks_like_a_digest_is_not_taken_for_one() {
    let hashed = made("{claim.org}/{id}", &user("a/b", "c"));
    let imitated = made("{claim.org}/{id}", &user(&hashed, "c"));
    assert!(hashed.starts_with('~') && imitated.starts_with('~'));
    assert_ne!(hashed, imitated);
    // The same text from a template whose first value is empty cannot come about: no value is.
    let one = made("{claim.org}", &user(&hashed, "c"));
    assert_ne!(one, hashed);
}

#[test]
fn all_users_of_an_organisation_are_one_customer_when_the_template_says_so() {
    let template = ReferenceTemplate::new("{claim.org}").expect("a template");
    assert!(template.shares());
    assert_eq!(template.claims().collect::<Vec<_>>(), ["org"]);
    let reference = |org, id| template.reference(&user(org, id)).expect("a reference");
    assert_eq!(reference("acme", "1"), reference("acme", "2"));
    assert_ne!(reference("acme", "1"), reference("globex", "1"));
    assert!(
        !ReferenceTemplate::new("{claim.org}/{id}")
            .expect("a template")
            .shares()
    );
}

#[test]
fn a_user_without_the_value_has_no_reference() {
    let alone = User::new("42").expect("an id");
    for template in ["{claim.org}", "{claim.org}/{id}", "{id}/{claim.org}"] {
        let template = ReferenceTemplate::new(template).expect("a template");
        for odd in ["", "a\tb", &"x".repeat(501)] {
            let user = alone.clone().claim("org", odd).claim("Org", "acme");
            let missing = Unmapped::MissingClaim("org".to_owned());
            assert_eq!(template.reference(&user), Err(missing));
        }
    }
    let template = ReferenceTemplate::new("{provider}/{id}").expect("a template");
    assert_eq!(template.reference(&alone), Err(Unmapped::NoProvider));
    assert_eq!(template.reference(&alone.provider("")), Err(Unmapped::NoProvider));
}

/// Values with many separators, short enough to stand as they are, and others.
fn value() -> impl Strategy<Value = String> {
    "[ab/~-]{1,4}|[a-z0-9/ =~\u{e9}-]{1,60}"
}

const TEMPLATES: [&str; 4] = [
    "{claim.org}/{id}",
    "{claim.org}-/{id}",
    "c/{claim.org}/{id}/",
    "{id}~{claim.org}",
];

proptest! {
    #[test]
    fn two_pairs_share_a_reference_only_when_they_are_the_same(
        one in (value(), value()),
        other in (value(), value()),
        which in 0..TEMPLATES.len(),
    ) {
        let make = |(org, id): &(String, String)| {
            let user = User::new(id.as_str()).ok()?.claim("org", org.as_str());
            Some(made(TEMPLATES[which], &user))
        };
        if let (Some(a), Some(b)) = (make(&one), make(&other)) {
            prop_assert!(a.len() <= 50);
            if one == other {
                prop_assert_eq!(a, b);
            } else {
                prop_assert_ne!(a, b);
            }
        }
    }
}

#[test]
fn no_two_tuples_share_a_reference() {
    let name = "tuples mapped to references";
    let count = trials(name, 20_000, 1_000_000);
    let template = ReferenceTemplate::new("{claim.org}-{id}").expect("a template");
    let mut seen: HashMap<String, (String, String)> = HashMap::with_capacity(count);
    let mut digests = 0;
    for number in 0..count {
        // The whole of two ids cut at every place in turn: what lies close together is what could meet.
        let number = number as u64;
        let whole = format!("{}-{:x}", odd_id(number / 4), number / 4);
        let borders: Vec<usize> = whole.char_indices().map(|(at, _)| at).skip(1).collect();
        let share = usize::try_from(number % 4).expect("small");
        let (org, id) = whole.split_at(borders[(borders.len() - 1) * share / 3]);
        let Ok(known) = User::new(id) else { continue };
        let reference = template.reference(&known.claim("org", org)).expect("a reference");
        let reference = reference.to_string();
        assert_valid(&reference);
        digests += usize::from(reference.starts_with('~'));
        let tuple = (org.to_owned(), id.to_owned());
        if let Some(other) = seen.insert(reference.clone(), tuple.clone())
            && other != tuple
        {
            panic!("{reference} belongs to {tuple:?} and to {other:?}");
        }
    }
    record(
        name,
        &format!(
            "{} tuples with a reference each, {digests} of them digests",
            seen.len()
        ),
    );
    assert!(seen.len() > count / 2 && digests > count / 10 && digests < seen.len());
}
