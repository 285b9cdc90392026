//! Checks that follow from the contract, for the operations that have none of their own.
//!
//! They change nothing even when they write: an object that is not there is written to, or a member that is required is
//! left out, and both must be refused.

use std::collections::BTreeMap;

use proabono_contract::{Api, Parameter, Type};
use serde_json::{Map, Value};

use crate::operations::{Operation, Resource, Surface, kebab, singular, spaced, with_article};

use super::check::{Check, Expect};
use super::context::NOBODY;

/// A check for each operation, in the order in which they can be run: what lists teach, the rest needs.
pub(super) fn checks(surface: &Surface, has_one: impl Fn(&Operation) -> bool) -> [Vec<Check>; 3] {
    let mut made = [Vec::new(), Vec::new(), Vec::new()];
    for resource in &surface.resources {
        for operation in resource.operations.iter().filter(|one| !has_one(one)) {
            let at = match (operation.asks(), operation.pages()) {
                (true, true) => 0,
                (true, false) => 1,
                (false, _) => 2,
            };
            made[at].push(check(surface, resource, operation));
        }
    }
    made
}

fn check(surface: &Surface, resource: &Resource, operation: &Operation) -> Check {
    let asks = operation.asks();
    let mut check = Check {
        route: operation.declared.route(),
        writes: !asks,
        query: query(surface, operation),
        ..Check::default()
    };
    let one = singular(&resource.name);
    let part = operation.declared.path_parts().last();
    check.at = match part {
        Some(_) if !asks => NOBODY.to_owned(),
        Some(part) => of_what(part).unwrap_or_else(|| one.clone()),
        None => String::new(),
    };
    let plain = operation.declared.path.ends_with('}');
    if operation.pages() {
        check.claim = format!("{} are listed", spaced(&resource.name));
        check.learn = vec![(one, "/Items/0/Id".to_owned())];
    } else if asks && plain {
        check.claim = format!("{} is read", with_article(&spaced(&one)));
        check.found = true;
        check.also.is = BTreeMap::from([("/Id".to_owned(), format!("{{{}}}", check.at))]);
    } else if asks {
        check.claim = format!("{} {}: an answer has its shape", resource.name, operation.verb);
    } else {
        written(&mut check, surface, resource, operation);
    }
    check
}

/// A write that must be refused.
fn written(check: &mut Check, surface: &Surface, resource: &Resource, operation: &Operation) {
    let named = format!("{} {}", resource.name, operation.verb);
    let members = surface.contract.body_members(operation.declared);
    let list = matches!(operation.declared.body, Some(Type::List { .. }));
    let required = members
        .iter()
        .find(|member| member.required && !is_segment(surface, &member.name));
    let segment = members.iter().filter(|member| is_segment(surface, &member.name));
    let body: Map<_, _> = segment
        .map(|member| (member.name.clone(), Value::from("{segment}")))
        .collect();
    check.body = operation.declared.body.is_some().then_some(Value::Object(body));
    match required {
        Some(member) if check.at.is_empty() && !list => {
            check.claim = format!("{named}: a body without {} is refused", member.name);
            check.expect = Expect::Missing(member.name.clone());
        }
        _ => {
            check.claim = format!("{named}: what is not there is refused");
            check.expect = Expect::Nothing(vec![204, 400, 403, 404, 409, 422]);
            // Something that nobody has, wherever it is looked for.
            check.query.extend(unknown(operation));
        }
    }
}

/// True for the name of the segment of the account.
fn is_segment(surface: &Surface, name: &str) -> bool {
    surface.api == Api::Live && name == "ReferenceSegment"
}

/// The filters that are required, with what is known of the account.
fn query(surface: &Surface, operation: &Operation) -> BTreeMap<String, String> {
    let filters = operation.declared.filters();
    let value = |one: &Parameter| match one.name.as_str() {
        "SizePage" => Some("5".to_owned()),
        name if is_segment(surface, name) => Some("{segment}".to_owned()),
        _ if one.constant => Some("true".to_owned()),
        _ if one.required || operation.words.required.contains(&one.name) => Some(sample(one)),
        _ => None,
    };
    filters
        .filter_map(|one| Some((one.name.clone(), value(one)?)))
        .collect()
}

fn sample(parameter: &Parameter) -> String {
    if let Some(what) = of_what(parameter) {
        return format!("{{{what}}}");
    }
    match &parameter.kind {
        Type::Words(words) => words.first().cloned().unwrap_or_default(),
        Type::Boolean => "false".to_owned(),
        Type::Integer | Type::TextOrInteger => "1".to_owned(),
        Type::Moment => "{now}".to_owned(),
        _ => "conformance".to_owned(),
    }
}

/// The name under which a number or a reference of an object is learnt: `IdBusiness` and `ReferenceBusiness` are of a
/// `business`.
fn of_what(parameter: &Parameter) -> Option<String> {
    let name = parameter.name.as_str();
    let object = ["Id", "Reference"]
        .iter()
        .find_map(|start| name.strip_prefix(start))?;
    (!object.is_empty()).then(|| kebab(object))
}

/// References that are those of nobody, in the place of what is known.
fn unknown(operation: &Operation) -> BTreeMap<String, String> {
    let names = operation.declared.filters().map(|one| &one.name);
    let references = names.filter(|name| name.starts_with("Reference") && *name != "ReferenceSegment");
    references
        .map(|name| (name.clone(), "{unknown}".to_owned()))
        .collect()
}
