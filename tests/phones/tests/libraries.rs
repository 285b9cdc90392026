//! The two libraries in Rust against libphonenumber-js with all its metadata, which tests/run installs in tests/browser.

use std::process::Command;

use phonenumber::Mode;
use rlibphonenumber::{PHONE_NUMBER_UTIL, PhoneNumberFormat, Region};

/// So many numbers of each of ten countries.
const EACH: usize = 500;

/// The country, the text, and what libphonenumber-js makes of it.
fn reference() -> Vec<(String, String, Option<String>)> {
    let mut node = Command::new("node");
    node.current_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/../browser"));
    let output = node
        .args(["phone-numbers.mjs", &EACH.to_string(), "max"])
        .output()
        .expect("node");
    serde_json::from_slice(&output.stdout).expect("the numbers")
}

/// The libraries put other marks between the groups, where libphonenumber-js puts spaces.
fn spaced(number: &str) -> String {
    let marks = |character: char| !character.is_ascii_digit() && character != '+';
    let groups = number.split(marks).filter(|group| !group.is_empty());
    groups.collect::<Vec<_>>().join(" ")
}

fn google(text: &str, country: &str) -> Option<String> {
    let region = Region::from_code(country).expect("a country");
    let number = PHONE_NUMBER_UTIL.parse(text, Some(region)).ok()?;
    let formatted = number.format_as(PhoneNumberFormat::International);
    number.is_valid().then(|| spaced(&formatted))
}

fn parser(text: &str, country: &str) -> Option<String> {
    let number = phonenumber::parse(Some(country.parse().expect("a country")), text).ok()?;
    let formatted = number.format().mode(Mode::International).to_string();
    number.is_valid().then(|| spaced(&formatted))
}

#[test]
fn rlibphonenumber_agrees_with_the_reference_library_and_phonenumber_on_999_of_1000_numbers() {
    let reference = reference();
    assert_eq!(reference.len(), 10 * EACH);
    let valid = reference.iter().filter(|(_, _, answer)| answer.is_some());
    assert!(valid.count() > 4 * EACH, "few of the numbers are any");
    let differing = |library: fn(&str, &str) -> Option<String>| {
        let all = reference.iter().map(|(country, text, expected)| {
            let found = library(text, country);
            (country, text, expected, found)
        });
        all.filter(|(_, _, expected, found)| *expected != found)
            .collect::<Vec<_>>()
    };
    let (rlibphonenumber, phonenumber) = (differing(google), differing(parser));
    println!(
        "of {} numbers rlibphonenumber differs on {}, phonenumber on {}",
        reference.len(),
        rlibphonenumber.len(),
        phonenumber.len()
    );
    assert!(rlibphonenumber.is_empty(), "{rlibphonenumber:#?}");
    assert!(phonenumber.len() <= reference.len() / 1000, "{phonenumber:#?}");
}
