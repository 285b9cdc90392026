use std::collections::BTreeSet;

use serde_json::{Value, json};

use crate::{Api, Contract, Host, Sample, Type};

/// The texts, to be read without the default that stands in for a fault.
const CONTRACTS: [&str; 2] = [
    include_str!("../data/live.json"),
    include_str!("../data/backoffice.json"),
];
const SAMPLES: [&str; 2] = [
    include_str!("../data/live-samples.json"),
    include_str!("../data/backoffice-samples.json"),
];

#[test]
fn every_file_can_be_read_and_is_the_one_of_its_api() {
    for ((api, contract), samples) in Api::ALL.into_iter().zip(CONTRACTS).zip(SAMPLES) {
        let contract: Contract = serde_json::from_str(contract).unwrap();
        assert_eq!(contract.operations.len(), api.contract().operations.len());
        let samples: Vec<Sample> = serde_json::from_str(samples).unwrap();
        assert_eq!(samples.len(), api.samples().len());
        assert!(samples.iter().all(|sample| sample.name.starts_with(api.name())));
    }
    assert_eq!(Api::Live.contract().operations.len(), 39);
    assert_eq!(Api::Backoffice.contract().operations.len(), 62);
}

/// Every type of the API, with the place where it stands.
fn types(api: Api) -> Vec<(String, &'static Type)> {
    let contract = api.contract();
    let mut found = Vec::new();
    for operation in &contract.operations {
        let parameters = operation.parameters.iter().map(|parameter| &parameter.kind);
        let bodies = operation
            .body
            .iter()
            .chain(operation.responses.values().flatten());
        found.extend(parameters.chain(bodies).map(|kind| (operation.route(), kind)));
    }
    for (schema, members) in &contract.schemas {
        found.extend(members.iter().map(|member| (schema.clone(), &member.kind)));
    }
    let samples = api.samples().iter();
    found.extend(samples.filter_map(|sample| Some((sample.name.clone(), sample.schema.as_ref()?))));
    found
}

#[test]
fn every_object_has_a_schema_and_every_list_of_words_a_name() {
    for api in Api::ALL {
        for (place, kind) in types(api) {
            if let Some(schema) = kind.schema() {
                assert!(!api.contract().members(schema).is_empty(), "{place}: {schema}");
            }
            if !kind.words().is_empty() {
                let mut known = api.contract().enumerations.values();
                assert!(known.any(|known| known == kind.words()), "{place}: {kind:?}");
            }
        }
    }
}

#[test]
fn every_part_of_a_path_is_a_parameter_and_no_name_stands_twice() {
    for api in Api::ALL {
        let mut routes = BTreeSet::new();
        for operation in &api.contract().operations {
            let braced: Vec<&str> = operation
                .path
                .split('/')
                .filter_map(|part| part.strip_prefix('{')?.strip_suffix('}'))
                .collect();
            let parts: Vec<&str> = operation.path_parts().map(|part| part.name.as_str()).collect();
            assert_eq!(parts, braced, "{}", operation.route());
            let names: BTreeSet<&str> = operation.parameters.iter().map(|one| one.name.as_str()).collect();
            assert_eq!(names.len(), operation.parameters.len(), "{}", operation.route());
            assert!(routes.insert(operation.route()), "{}", operation.route());
        }
    }
}

#[test]
fn types_are_read_as_the_contract_spells_them() {
    let read = |text: &str| text.parse::<Type>().unwrap();
    let object = |name: &str| Box::new(Type::Object(name.to_owned()));
    assert_eq!(read("string (examples also carry integers)"), Type::Text);
    assert_eq!(
        read("enum Day|Week"),
        Type::Words(vec!["Day".to_owned(), "Week".to_owned()])
    );
    assert_eq!(
        read("array<Link>"),
        Type::List {
            item: object("Link"),
            most: None
        }
    );
    let most = Some(50);
    assert_eq!(
        read("UsageRequest[] (max 50)"),
        Type::List {
            item: object("UsageRequest"),
            most
        }
    );
    let page = |computations| Type::Page {
        item: object("BalanceLine"),
        computations,
    };
    assert_eq!(read("List<BalanceLine>"), page(false));
    assert_eq!(read("List<BalanceLine> + Computations"), page(true));
    let record = Type::Record(vec![("ReferenceDiscount".to_owned(), Type::Text)]);
    let list = Type::List {
        item: Box::new(record),
        most: None,
    };
    assert_eq!(read("array<{ReferenceDiscount:string}>"), list);
    assert_eq!(read("array<enum Day|Week>").words(), ["Day", "Week"]);
    for unknown in ["strnig", "array<strnig>", "{Name}", "Custo mer", ""] {
        assert!(unknown.parse::<Type>().is_err(), "{unknown}");
    }
}

#[test]
fn a_type_takes_its_own_json_and_no_other() {
    let values = [
        json!("text"),
        json!(1),
        json!(1.5),
        json!(true),
        json!({ "a": 1, "b": null }),
        json!({ "a": [1] }),
        json!([1]),
        Value::Null,
    ];
    for (kind, taken) in [
        ("string", "10000000"),
        ("enum Day|Week", "10000000"),
        ("date-time", "10000000"),
        ("integer", "01000000"),
        ("string-or-integer", "11000000"),
        ("boolean", "00010000"),
        ("Metadata", "00001000"),
        ("Customer", "00001100"),
        ("{Name:string}", "00001100"),
        ("array<string>", "00000010"),
        ("List<Customer>", "00001110"),
        ("any", "11111111"),
    ] {
        let kind: Type = kind.parse().unwrap();
        let takes = |value| if kind.takes(value) { '1' } else { '0' };
        assert_eq!(values.iter().map(takes).collect::<String>(), taken, "{kind:?}");
    }
}

#[test]
fn only_the_backoffice_api_has_a_second_host() {
    let of_segment = |api: Api| {
        let operations = api.contract().operations.iter();
        operations
            .filter(|operation| operation.host == Host::Segment)
            .count()
    };
    assert_eq!(of_segment(Api::Live), 0);
    assert!(of_segment(Api::Backoffice) > 0);
}
