//! Checks that follow from the contract, for the operations that have none of their own, and for each creation one without
//! a member that is required.
//!
//! They change nothing even when they write: an object that is not there is written to, a member that is required is left
//! out, or one is sent that there is not, and each must be refused.

use std::collections::BTreeMap;

use proabono_contract::{Parameter, Type};
use serde_json::{Value, json};

use crate::operations::{
    Operation, Resource, Surface, is_number_of_an_object, is_reference, kebab, singular, spaced, with_article,
};

use super::check::{Check, Expect};
use super::context::NOBODY;

/// A member that no object has.
const UNKNOWN: &str = "NoSuchProperty";

/// A check for each operation, in the order in which they can be run: what lists teach, the rest needs.
pub(super) fn checks(surface: &Surface, has_one: impl Fn(&Operation) -> bool) -> [Vec<Check>; 3] {
    let mut made = [Vec::new(), Vec::new(), Vec::new()];
    for resource in &surface.resources {
        for operation in &resource.operations {
            let at = match (operation.asks(), operation.pages()) {
                (true, true) => 0,
                (true, false) => 1,
                (false, _) => 2,
            };
            let check = if has_one(operation) {
                incomplete(surface, resource, operation)
            } else {
                Some(check(surface, resource, operation))
            };
            made[at].extend(check);
        }
    }
    made
}

fn check(surface: &Surface, resource: &Resource, operation: &Operation) -> Check {
    let reads = operation.asks() && operation.declared.method == "GET";
    if reads {
        return read(surface, resource, operation);
    }
    incomplete(surface, resource, operation).unwrap_or_else(|| refused(surface, resource, operation))
}

fn begun(operation: &Operation) -> Check {
    Check {
        route: operation.declared.route(),
        writes: !operation.asks(),
        query: query(operation),
        ..Check::default()
    }
}

fn read(surface: &Surface, resource: &Resource, operation: &Operation) -> Check {
    let mut check = begun(operation);
    let one = singular(&resource.name);
    let parts = operation.declared.path_parts();
    check.at = parts
        .map(|part| known(&part.name).unwrap_or_else(|| format!("id-{one}")))
        .collect();
    if operation.pages() {
        check.claim = format!("{} are listed", spaced(&resource.name));
        if operation.verb != "list" {
            check.claim = format!("{} {}: a list has its shape", resource.name, operation.verb);
            return check;
        }
        check.learn = learnt(surface, operation, &one);
    } else if let Some(last) = check.at.last().filter(|_| operation.declared.path.ends_with('}')) {
        check.claim = format!("{} is read", with_article(&spaced(&one)));
        check.also.is = BTreeMap::from([("/Id".to_owned(), format!("{{{last}}}"))]);
        check.found = true;
    } else {
        check.claim = format!("{} {}: an answer has its shape", resource.name, operation.verb);
    }
    check
}

/// The number and the reference of the first object of a list.
fn learnt(surface: &Surface, operation: &Operation, one: &str) -> Vec<(String, String)> {
    let schema = operation.answer().and_then(Type::schema);
    let members = surface.contract.members(schema.unwrap_or_default());
    let reference = format!("reference-{one}");
    let names = members.iter().filter_map(|member| match member.name.as_str() {
        "Id" => Some((format!("id-{one}"), "Id")),
        name => (kebab(name) == reference).then(|| (reference.clone(), name)),
    });
    names
        .map(|(known, name)| (known, format!("/Items/0/{name}")))
        .collect()
}

/// A creation without a member that is required; `None` for what creates nothing or needs nothing.
fn incomplete(surface: &Surface, resource: &Resource, operation: &Operation) -> Option<Check> {
    let declared = operation.declared;
    let of_one = matches!(declared.body, Some(Type::Object(_))) && declared.path_parts().next().is_none();
    let mut members = surface.contract.body_members(declared).iter();
    let missing = members.find(|member| of_one && member.required && !surface.gives(&member.name))?;
    let (resource, verb, name) = (&resource.name, &operation.verb, &missing.name);
    Some(Check {
        claim: format!("{resource} {verb}: a body without {name} is refused"),
        body: Some(json!({})),
        expect: Expect::Missing(name.clone()),
        ..begun(operation)
    })
}

/// A write, or a quote, that must be refused.
fn refused(surface: &Surface, resource: &Resource, operation: &Operation) -> Check {
    let mut check = begun(operation);
    let named = format!("{} {}", resource.name, operation.verb);
    let list = matches!(operation.declared.body, Some(Type::List { .. }));
    let body = |one: Value| if list { json!([one]) } else { one };
    let nobody = of_nobody(surface, operation);
    check.at = operation
        .declared
        .path_parts()
        .map(|_| NOBODY.to_owned())
        .collect();
    if check.at.is_empty() && nobody.is_empty() {
        // Nothing else would keep it from being done.
        check.claim = format!("{named}: a member that there is not is refused");
        check.body = Some(body(json!({ UNKNOWN: 1 })));
        check.expect = Expect::Unexpected(UNKNOWN.to_owned());
        return check;
    }
    check.claim = format!("{named}: what is not there is refused");
    check.body = operation.declared.body.is_some().then(|| body(json!({})));
    check.expect = Expect::Nothing(vec![204, 400, 403, 404, 409, 422]);
    check.query.extend(nobody);
    check
}

/// The filters that are required, with what is known of the account.
fn query(operation: &Operation) -> BTreeMap<String, String> {
    let filters = operation.declared.filters();
    let value = |one: &Parameter| match one.name.as_str() {
        "SizePage" => Some("5".to_owned()),
        _ if one.constant => Some("true".to_owned()),
        _ if one.required || operation.words.required.contains(&one.name) => Some(sample(one)),
        _ => None,
    };
    filters
        .filter_map(|one| Some((one.name.clone(), value(one)?)))
        .collect()
}

fn sample(parameter: &Parameter) -> String {
    if let Some(known) = known(&parameter.name) {
        return format!("{{{known}}}");
    }
    match &parameter.kind {
        Type::Words(words) => words.first().cloned().unwrap_or_default(),
        Type::Boolean => "false".to_owned(),
        Type::Integer | Type::TextOrInteger => "1".to_owned(),
        Type::Moment => "{now}".to_owned(),
        _ => "conformance".to_owned(),
    }
}

/// The name under which a number or a reference is learnt: `IdBusiness` as `id-business`. A bare `Id` is of the resource.
fn known(name: &str) -> Option<String> {
    let of_object = is_number_of_an_object(name) || is_reference(name);
    (of_object && !matches!(name, "Id" | "id" | "Reference")).then(|| kebab(name))
}

/// A number or a reference that nobody has, in each filter that takes one.
fn of_nobody(surface: &Surface, operation: &Operation) -> BTreeMap<String, String> {
    let names = operation.declared.filters().map(|one| one.name.as_str());
    let objects = names.filter(|name| known(name).is_some() && !surface.gives(name));
    let nobody = |name: &str| {
        let value = if is_number_of_an_object(name) {
            NOBODY
        } else {
            "unknown"
        };
        (name.to_owned(), format!("{{{value}}}"))
    };
    objects.map(nobody).collect()
}
