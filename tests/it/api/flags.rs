//! The flags of a command against the properties of its operation.

use clap::{Arg, Command};
use serde_json::Value;

use super::contract::{Operation, Property};

/// The words on the command line that set a property.
pub(super) fn words(command: &Command, property: &Property) -> Option<Vec<String>> {
    let id = match property.name.as_str() {
        "Page" => "page",
        "SizePage" => "size-page",
        name => name,
    };
    let argument = command.get_arguments().find(|argument| argument.get_id() == id)?;
    let values = match &property.sample {
        Value::String(text) => vec![text.clone()],
        Value::Object(pairs) => {
            let text = |value: &Value| value.as_str().unwrap().to_owned();
            let pairs = pairs.iter().map(|(key, value)| format!("{key}={}", text(value)));
            pairs.collect()
        }
        Value::Array(words) if !property.words.is_empty() => words
            .iter()
            .map(|word| word.as_str().unwrap().to_owned())
            .collect(),
        other => vec![other.to_string()],
    };
    let word = |value: &String| match argument.get_long() {
        Some(long) => format!("--{long}={value}"),
        None => value.clone(),
    };
    Some(values.iter().map(word).collect())
}

/// The documented words that the help of the flag does not name.
pub(super) fn unnamed(command: &Command, property: &Property) -> Vec<String> {
    let argument = command
        .get_arguments()
        .find(|argument| argument.get_id() == property.name.as_str());
    let named: Vec<String> = argument
        .map(Arg::get_possible_values)
        .unwrap_or_default()
        .iter()
        .map(|value| value.get_name().to_owned())
        .collect();
    let words = property.words.iter();
    words.filter(|word| !named.contains(word)).cloned().collect()
}

/// Properties, and words of enumerations, that the commands take and the contract does not have.
pub(super) fn beyond(command: &Command, operation: &Operation) -> Vec<String> {
    let mut beyond = Vec::new();
    // The flags of properties are called like them; those of all commands begin with a small letter.
    let is_property = |id: &str| id.starts_with(char::is_uppercase);
    for argument in command.get_arguments() {
        let id = argument.get_id().as_str();
        if !is_property(id) {
            continue;
        }
        let Some(property) = operation.properties.iter().find(|property| property.name == id) else {
            beyond.push(format!("{}: {id} is not in the contract", operation.route));
            continue;
        };
        let values = argument.get_possible_values();
        let named = values.iter().map(clap::builder::PossibleValue::get_name);
        let unknown =
            named.filter(|word| !property.words.is_empty() && !property.words.iter().any(|w| w == word));
        beyond.extend(unknown.map(|word| format!("{}: {id} {word} is not in the contract", operation.route)));
    }
    beyond
}
