//! Prints the rules of libphonenumber as JSON, one country in a line; the first one of each calling code has the formats.
//!
//! The library compiles the rules in and does not hand them out, so they are read from the file in its package, with its
//! own types.

#![allow(
    deprecated,
    reason = "the library empties these fields in its own copies, and here they are whole"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::PathBuf;
use std::process::Command;

use prost::Message as _;
use rlibphonenumber::{PhoneMetadata, PhoneMetadataCollection, PhoneNumberDesc};
use serde::Serialize;
use serde_json::Value;

/// The rules of one country.
#[derive(Serialize)]
struct Rule<'a> {
    id: &'a str,
    code: String,
    /// The digits that are dialled for `+`.
    #[serde(skip_serializing_if = "str::is_empty")]
    idd: &'a str,
    /// Every number of the country, without its calling code.
    general: &'a str,
    lengths: &'a [i32],
    /// The digits before a number that is dialled within the country.
    #[serde(skip_serializing_if = "str::is_empty")]
    prefix: &'a str,
    /// The replacement for a prefix that has groups.
    #[serde(skip_serializing_if = "str::is_empty")]
    transform: &'a str,
    /// The numbers of all countries that share the calling code.
    #[serde(skip_serializing_if = "Option::is_none")]
    valid: Option<String>,
    /// Pattern, template, and the first digits that they are for.
    #[serde(skip_serializing_if = "Option::is_none")]
    formats: Option<Vec<Vec<&'a str>>>,
}

fn main() -> Result<(), Box<dyn Error>> {
    let collection = PhoneMetadataCollection::decode(std::fs::read(file()?)?.as_slice())?;
    let mut codes: BTreeMap<i32, Vec<&PhoneMetadata>> = BTreeMap::new();
    for country in &collection.metadata {
        codes.entry(country.country_code()).or_default().push(country);
    }
    let mut lines = Vec::new();
    for countries in codes.values_mut() {
        countries.sort_by_key(|country| (!country.main_country_for_code(), country.id.as_str()));
        for (place, country) in countries.iter().enumerate() {
            let mut rule = rule(country);
            if place == 0 {
                rule.valid = (countries.len() > 1).then(|| kinds(countries));
                rule.formats = Some(formats(country));
            }
            lines.push(serde_json::to_string(&rule)?);
        }
    }
    println!("[\n{}\n]", lines.join(",\n"));
    Ok(())
}

/// The file with the rules, in the package of the library.
fn file() -> Result<PathBuf, Box<dyn Error>> {
    let mut cargo = Command::new(env!("CARGO"));
    cargo.args(["metadata", "--format-version=1", "--locked"]);
    let output = cargo.current_dir(env!("CARGO_MANIFEST_DIR")).output()?;
    let known: Value = serde_json::from_slice(&output.stdout)?;
    let packages = known["packages"].as_array().ok_or("no packages")?;
    let library = packages
        .iter()
        .find(|package| package["name"] == "rlibphonenumber");
    let manifest = library.and_then(|library| library["manifest_path"].as_str());
    let folder = PathBuf::from(manifest.ok_or("no library")?);
    Ok(folder
        .with_file_name("src")
        .join("generated/metadata/metadata.bin"))
}

fn rule(country: &PhoneMetadata) -> Rule<'_> {
    let general = country.general_desc.as_ref();
    Rule {
        id: &country.id,
        code: country.country_code().to_string(),
        idd: bare(country.international_prefix()),
        general: general.map_or("", pattern),
        lengths: general.map_or(&[], |general| &general.possible_length),
        prefix: bare(country.national_prefix_for_parsing()),
        transform: country.national_prefix_transform_rule(),
        valid: None,
        formats: None,
    }
}

/// Where countries share a code, the first digits tell a country, and only the patterns of the kinds of numbers tell what
/// is in use in one without.
fn kinds(countries: &[&PhoneMetadata]) -> String {
    let mut patterns = BTreeSet::new();
    for country in countries {
        match (bare(country.leading_digits()), country.general_desc.as_ref()) {
            ("", _) | (_, None) => patterns.extend(in_use(country)),
            (leading, Some(general)) => {
                patterns.insert(format!("(?={leading})(?:{})", pattern(general)));
            }
        }
    }
    patterns.into_iter().collect::<Vec<_>>().join("|")
}

fn in_use(country: &PhoneMetadata) -> impl Iterator<Item = String> {
    let kinds = [
        &country.fixed_line,
        &country.mobile,
        &country.toll_free,
        &country.premium_rate,
        &country.shared_cost,
        &country.personal_number,
        &country.voip,
        &country.pager,
        &country.uan,
        &country.voicemail,
    ];
    let patterns = kinds.into_iter().flatten().map(pattern);
    patterns.filter(|text| !text.is_empty()).map(str::to_owned)
}

fn formats(country: &PhoneMetadata) -> Vec<Vec<&str>> {
    let abroad = &country.intl_number_format;
    let formats = if abroad.is_empty() {
        &country.number_format
    } else {
        abroad
    };
    let shown = formats.iter().map(|format| {
        let leading = format.leading_digits_pattern.last().map(|digits| bare(digits));
        [bare(&format.pattern), &format.format]
            .into_iter()
            .chain(leading)
            .collect()
    });
    shown.collect()
}

fn pattern(numbers: &PhoneNumberDesc) -> &str {
    bare(numbers.national_number_pattern())
}

/// The pattern without the anchors that the library puts around it.
fn bare(pattern: &str) -> &str {
    let inside = pattern
        .strip_prefix("^(?:")
        .and_then(|rest| rest.strip_suffix(")$"));
    inside.unwrap_or(pattern)
}
