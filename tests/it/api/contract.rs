//! The contract, as the tests use it: every operation with its properties and a value for each.

use proabono_contract::{Api, Contract, Host, Member, Parameter, Place, Type};
use serde_json::{Value, json};

/// A property of an operation, and a value for it.
pub(super) struct Property {
    pub(super) name: String,
    pub(super) place: &'static str,
    pub(super) sample: Value,
    /// The documented words.
    pub(super) words: Vec<String>,
    /// It always has this value, so no flag sets it.
    pub(super) constant: bool,
}

pub(super) struct Operation {
    pub(super) route: String,
    pub(super) method: String,
    pub(super) path: String,
    /// It is on the host of the segment.
    pub(super) of_segment: bool,
    pub(super) properties: Vec<Property>,
    /// The body is a list of one object.
    pub(super) listed: bool,
    /// An answer with every field, where one is documented.
    pub(super) answer: Option<Value>,
}

pub(super) fn contract(api: Api) -> Vec<Operation> {
    let contract = api.contract();
    let operations = contract.operations.iter();
    let read = |operation| Operation {
        // Objects of the Live API hold each other, so no one of them has every field; its samples are read elsewhere.
        answer: (api == Api::Backoffice)
            .then(|| answer(operation, contract))
            .flatten(),
        ..read(operation, contract)
    };
    operations.map(read).collect()
}

fn read(operation: &proabono_contract::Operation, contract: &Contract) -> Operation {
    let parameters = operation.parameters.iter();
    let members = contract.body_members(operation).iter();
    Operation {
        route: operation.route(),
        method: operation.method.clone(),
        path: operation.path.clone(),
        of_segment: operation.host == Host::Segment,
        properties: parameters
            .map(|parameter| of_parameter(parameter, contract))
            .chain(members.map(|member| of_member(member, contract)))
            .collect(),
        listed: matches!(operation.body, Some(Type::List { .. })),
        answer: None,
    }
}

fn of_parameter(parameter: &Parameter, contract: &Contract) -> Property {
    Property {
        name: parameter.name.clone(),
        place: match parameter.place {
            Place::Path => "path",
            Place::Query => "query",
        },
        sample: if parameter.constant {
            json!(true)
        } else {
            sample_of(&parameter.name, &parameter.kind, contract)
        },
        words: parameter.kind.words().to_vec(),
        constant: parameter.constant,
    }
}

fn of_member(member: &Member, contract: &Contract) -> Property {
    Property {
        name: member.name.clone(),
        place: "body",
        sample: sample_of(&member.name, &member.kind, contract),
        words: member.kind.words().to_vec(),
        constant: false,
    }
}

/// Of an object, or of a page of one.
fn answer(operation: &proabono_contract::Operation, contract: &Contract) -> Option<Value> {
    let kind = operation.answer(200)?;
    let one = object(kind.schema()?, contract);
    Some(match kind {
        Type::Page { .. } => {
            let made = "2026-09-15T21:35:32Z";
            json!({
                "Page": 1, "SizePage": 10, "Count": 1, "TotalItems": 1, "DateGenerated": made, "Items": [one],
            })
        }
        _ => one,
    })
}

fn sample_of(name: &str, kind: &Type, contract: &Contract) -> Value {
    match name {
        // The client spells it as ISO 3166 does.
        "Country" => json!("FR"),
        // The block that is documented has to be that of the gateway.
        "TypeGateway" => json!("CardStripe"),
        _ => sample(kind, contract),
    }
}

/// A value of a type.
fn sample(kind: &Type, contract: &Contract) -> Value {
    match kind {
        Type::Text | Type::Any => json!("sample"),
        Type::Integer => json!(7),
        Type::TextOrInteger => json!("12"),
        Type::Boolean => json!(false),
        Type::Moment => json!("2026-09-15T21:35:32Z"),
        Type::Metadata => json!({ "plan": "trial" }),
        Type::Words(words) => json!(words.last().unwrap()),
        Type::List { item, .. } | Type::Page { item, .. } => json!([sample(item, contract)]),
        Type::Record(members) => members
            .iter()
            .map(|(name, _)| (name.clone(), json!("disc-1")))
            .collect(),
        Type::Object(schema) => object(schema, contract),
    }
}

fn object(schema: &str, contract: &Contract) -> Value {
    // A link has an address or a query, never both.
    if schema == "Link" {
        return json!({ "rel": "self", "href": "/sample" });
    }
    let members = contract.members(schema).iter();
    members
        .map(|member| (member.name.clone(), sample(&member.kind, contract)))
        .collect()
}
