//! The words that the contract lacks: friendly names of commands, examples, the columns of tables, and a sentence for each
//! property. They are exceptions: an operation or a property that they do not have gets a name and a sentence all the same.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use proabono_contract::Api;
use serde::Deserialize;
use serde::de::DeserializeOwned;

/// The words for one API.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    /// The name of the command of a section of the documentation.
    #[serde(default)]
    pub(super) tags: BTreeMap<String, String>,
    /// The help of a command, by its name.
    #[serde(default)]
    pub(super) resources: BTreeMap<String, String>,
    /// The noun for a part of an object, by the end of its path.
    #[serde(default)]
    pub(super) parts: BTreeMap<String, String>,
    /// The columns of the table of a list, by the schema of its items.
    #[serde(default)]
    pub(super) columns: BTreeMap<String, Vec<String>>,
    /// By route.
    #[serde(default)]
    pub(super) operations: BTreeMap<String, OperationWords>,
}

/// The words for one operation.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct OperationWords {
    /// The names of the command: that of the resource and that of the verb.
    pub(super) command: Option<String>,
    /// The sentence of the help, without the full stop.
    pub(super) about: Option<String>,
    /// The arguments of each example.
    pub(crate) examples: Vec<String>,
    /// Parameters that the command requires, and the contract does not.
    pub(crate) required: Vec<String>,
    /// A property that may also stand at its place on the line, as those may that name an object and are required.
    pub(crate) placed: Option<String>,
    /// It does something though it is a `GET`: it is sent once, and an answer without a body is no miss.
    pub(crate) acts: bool,
    /// An empty object is sent, though the contract has no body.
    pub(crate) empty_body: bool,
}

impl Words {
    /// The words for an API.
    pub(crate) fn of(api: Api) -> &'static Self {
        static LIVE: LazyLock<Words> = LazyLock::new(|| read(include_str!("../../data/live.toml")));
        static BACKOFFICE: LazyLock<Words> =
            LazyLock::new(|| read(include_str!("../../data/backoffice.toml")));
        match api {
            Api::Live => &LIVE,
            Api::Backoffice => &BACKOFFICE,
        }
    }
}

/// The sentence that holds for a property in general, or in one place: `name` begins with the schema or the route then.
pub(crate) fn property(name: &str) -> Option<&'static str> {
    static PROPERTIES: LazyLock<BTreeMap<String, String>> =
        LazyLock::new(|| read(include_str!("../../data/properties.toml")));
    PROPERTIES.get(name).map(String::as_str)
}

/// The texts are constants of this crate, and a test reads each of them: none is ever replaced by the default.
fn read<T: DeserializeOwned + Default>(text: &str) -> T {
    toml::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use proabono_contract::{Api, Type};

    use super::Words;
    use crate::operations::Surface;

    #[test]
    fn every_file_can_be_read_and_names_only_what_the_contract_has() {
        let texts = [
            include_str!("../../data/live.toml"),
            include_str!("../../data/backoffice.toml"),
        ];
        let mut places = BTreeSet::new();
        for (api, text) in Api::ALL.into_iter().zip(texts) {
            let contract = api.contract();
            let words: Words = toml::from_str(text).unwrap();
            for (route, words) in &words.operations {
                let operation = contract.operation(route);
                let operation = operation.unwrap_or_else(|| panic!("the contract does not have {route}"));
                let members = contract.body_members(operation);
                for name in words.required.iter().chain(&words.placed) {
                    let parameter = operation.parameters.iter().any(|one| one.name == *name);
                    let member = members.iter().any(|one| one.name == *name);
                    assert!(parameter || member, "{route}: {name}");
                }
            }
            for (schema, columns) in &words.columns {
                let mut members = contract.members(schema).iter().map(|member| &member.name);
                let unknown = columns
                    .iter()
                    .find(|name| !members.clone().any(|known| known == *name));
                assert!(
                    members.next().is_some() && unknown.is_none(),
                    "{schema}: {unknown:?}"
                );
            }
            for part in words.parts.keys() {
                let end = format!("/{part}");
                assert!(
                    contract.operations.iter().any(|one| one.path.ends_with(&end)),
                    "{part}"
                );
            }
            for tag in words.tags.keys() {
                assert!(contract.operations.iter().any(|one| one.tag == *tag), "{tag}");
            }
            let surface = Surface::of(api, contract, Words::of(api));
            for name in words.resources.keys() {
                assert!(surface.resources.iter().any(|one| one.name == *name), "{name}");
            }
            for operation in &contract.operations {
                let (route, body) = (operation.route(), operation.body.as_ref());
                let schema = body.and_then(Type::schema).unwrap_or_default();
                let parameters = operation.parameters.iter().filter(|one| !one.constant);
                places.extend(parameters.map(|one| format!("{route} {}", one.name)));
                let members = contract.members(schema).iter();
                places.extend(members.map(|one| format!("{schema} {}", one.name)));
            }
        }
        let properties: BTreeMap<String, String> =
            toml::from_str(include_str!("../../data/properties.toml")).unwrap();
        for name in properties.keys() {
            let general =
                |place: &String| !properties.contains_key(place) && place.ends_with(&format!(" {name}"));
            assert!(places.contains(name) || places.iter().any(general), "{name}");
        }
    }
}
