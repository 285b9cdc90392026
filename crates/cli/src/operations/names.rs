//! The name of the command of each operation.

use std::collections::BTreeSet;

use proabono_contract::{Contract, Operation, Type};

use super::nouns::{kebab, sentence, singular, with_article, words as spaced};
use super::words::Words;

/// The two names of a command.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    pub(super) resource: String,
    pub(super) verb: String,
}

/// A name for each operation, in the order of the contract. The exceptions come first, so that no other command takes
/// their names.
pub(super) fn all(contract: &Contract, words: &Words) -> Vec<Name> {
    let said = |operation: &Operation| {
        let command = words.operations.get(&operation.route())?.command.as_ref()?;
        let (resource, verb) = command.split_once(' ')?;
        Some(Name {
            resource: resource.to_owned(),
            verb: verb.to_owned(),
        })
    };
    let operations = &contract.operations;
    let mut taken: BTreeSet<Name> = operations.iter().filter_map(said).collect();
    let mut own = |operation: &Operation| {
        let resource = words.tags.get(&operation.tag);
        let resource = resource.cloned().unwrap_or_else(|| kebab(&operation.tag));
        let with_verb = |verb| Name {
            resource: resource.clone(),
            verb,
        };
        let mut names = verbs(contract, words, operation).map(with_verb).into_iter();
        // The last one has all of the route in it, so it is free.
        let name = names.find(|name| !taken.contains(name)).unwrap_or_default();
        taken.insert(name.clone());
        name
    };
    operations
        .iter()
        .map(|operation| said(operation).unwrap_or_else(|| own(operation)))
        .collect()
}

/// The verbs that would do, the best one first.
fn verbs(contract: &Contract, words: &Words, operation: &Operation) -> [String; 3] {
    let part = part(contract, words, operation).map(|part| part.replace(' ', "-"));
    let verb = match (plain_verb(operation), part) {
        ("create", Some(part)) => part,
        (verb, Some(part)) => format!("{verb}-{part}"),
        (verb, None) => verb.to_owned(),
    };
    let end = match operation.path_parts().last() {
        Some(parameter) => format!("by-{}", kebab(&parameter.name)),
        None => kebab(last(&operation.path)),
    };
    let route = spaced(&operation.path.replace(['/', '{', '}'], " "));
    let route: Vec<&str> = route.split_whitespace().collect();
    let method = operation.method.to_ascii_lowercase();
    [
        verb.clone(),
        format!("{verb}-{end}"),
        format!("{method}-{}", route.join("-")),
    ]
}

fn plain_verb(operation: &Operation) -> &'static str {
    match operation.method.as_str() {
        "GET" if matches!(operation.answer(200), Some(Type::Page { .. })) => "list",
        "GET" => "retrieve",
        "PUT" => "update",
        "DELETE" => "delete",
        _ => "create",
    }
}

/// The part of an object that an operation is about: what stands behind the number in the path, or behind the path of
/// another operation.
fn part(contract: &Contract, words: &Words, operation: &Operation) -> Option<String> {
    let (before, end) = operation.path.rsplit_once('/')?;
    let beyond = before.ends_with('}') || contract.operations.iter().any(|other| other.path == before);
    let own = || words.parts.get(end).cloned();
    (beyond && !end.is_empty() && !end.starts_with('{')).then(|| own().unwrap_or_else(|| spaced(end)))
}

fn last(path: &str) -> &str {
    let mut parts = path.rsplit('/');
    parts
        .find(|part| !part.is_empty() && !part.starts_with('{'))
        .unwrap_or_default()
}

/// The sentence for an operation that has none of its own.
pub(super) fn about(contract: &Contract, words: &Words, operation: &Operation, resource: &str) -> String {
    let plural = spaced(resource);
    let one = with_article(&singular(&plural));
    let part = part(contract, words, operation);
    match (plain_verb(operation), part) {
        ("list", None) => format!("Lists {plural}"),
        ("list", Some(part)) => format!("Lists {part} of {plural}"),
        ("retrieve", None) => format!("Reads {one}"),
        ("retrieve", Some(part)) => format!("Reads the {part} of {one}"),
        ("update", None) => format!("Writes {one}"),
        ("update", Some(part)) => format!("Writes the {part} of {one}"),
        ("delete", None) => format!("Deletes {one} for good"),
        ("delete", Some(part)) => format!("Deletes the {part} of {one} for good"),
        (_, None) => format!("Creates {one}"),
        (_, Some(part)) => format!("{} of {one}", sentence(&part)),
    }
}
