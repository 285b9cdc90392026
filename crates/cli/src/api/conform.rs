//! A body against the contract: a name that there is not, a value of another type or a member that is missing is told
//! before anything is sent.

use proabono::{CustomerReference, canonical_date, gateway_of, is_gateway};
use proabono_contract::{Contract, Member, Type};
use serde_json::{Map, Value};

use crate::operations::{is_number_of_an_object, is_reference};

use super::fault::Fault;
use super::flags;
use super::gateway;
use super::kind::NOW;
use super::unit::Unit;

/// Checks a body, and writes dates and countries as ProAbono does.
pub(super) fn body(contract: &Contract, kind: &Type, value: &mut Value) -> Result<(), Fault> {
    one(contract, "", kind, value)
}

fn one(contract: &Contract, name: &str, kind: &Type, value: &mut Value) -> Result<(), Fault> {
    if value.is_null() {
        return Err(Fault::null());
    }
    match kind {
        Type::Object(schema) => object(contract, schema, value),
        Type::List { item, most } => list(contract, name, (item, *most), value),
        Type::Record(members) => record(contract, members, value),
        Type::Moment => moment(name, value),
        Type::Metadata => metadata(kind, value),
        Type::Text if name == "Country" => capitals(value),
        kind => fits(name, kind, value),
    }
}

fn object(contract: &Contract, schema: &str, value: &mut Value) -> Result<(), Fault> {
    let members = members_of(value)?;
    let declared = contract.members(schema);
    gateway::check(declared, members)?;
    // The contract has the extra resource of one gateway only.
    let gateway = gateway_of(members).map(str::to_owned);
    for (name, value) in members.iter_mut() {
        let member = declared.iter().find(|member| member.name == *name);
        let fits = match member {
            Some(Member { nullable: true, .. }) if value.is_null() => Ok(()),
            Some(member) => one(contract, name, &member.kind, value),
            None if gateway.as_ref() == Some(name) && value.is_object() => without_null(value),
            // An extra resource may hold more than is documented.
            None if is_gateway(schema) => without_null(value),
            None => Err(unknown(schema)),
        };
        fits.map_err(|fault| fault.below(name))?;
    }
    let mut required = declared.iter().filter(|member| member.required);
    match required.find(|member| !members.contains_key(&member.name)) {
        Some(missing) => Err(Fault::new("it is missing").below(&missing.name)),
        None => Ok(()),
    }
}

fn record(contract: &Contract, declared: &[(String, Type)], value: &mut Value) -> Result<(), Fault> {
    for (name, value) in members_of(value)? {
        let kind = declared.iter().find(|(known, _)| known == name);
        let (_, kind) = kind.ok_or_else(|| unknown("this object").below(name))?;
        one(contract, name, kind, value).map_err(|fault| fault.below(name))?;
    }
    Ok(())
}

fn members_of(value: &mut Value) -> Result<&mut Map<String, Value>, Fault> {
    value
        .as_object_mut()
        .ok_or_else(|| Fault::new("it is to be an object"))
}

fn unknown(schema: &str) -> Fault {
    Fault::new(format!("there is no such member of {schema}"))
}

fn list(
    contract: &Contract,
    name: &str,
    (item, most): (&Type, Option<usize>),
    value: &mut Value,
) -> Result<(), Fault> {
    let items = value
        .as_array_mut()
        .ok_or_else(|| Fault::new("it is to be a list"))?;
    if let Some(most) = most.filter(|most| items.len() > *most) {
        return Err(Fault::new(format!(
            "there are {} items, and at most {most} may be sent",
            items.len()
        )));
    }
    for (index, value) in items.iter_mut().enumerate() {
        one(contract, name, item, value).map_err(|fault| fault.below(&format!("[{index}]")))?;
    }
    Ok(())
}

fn moment(name: &str, value: &mut Value) -> Result<(), Fault> {
    const SUCH: &str = "write a date such as 2026-09-15T21:35:32Z";
    if value == NOW {
        let flag = flags::name(name);
        return Err(Fault::new(format!(
            "{SUCH}, or leave it out and say --{flag} now"
        )));
    }
    let date = value.as_str().and_then(canonical_date);
    *value = Value::from(date.ok_or_else(|| Fault::new(SUCH))?);
    Ok(())
}

fn metadata(kind: &Type, value: &Value) -> Result<(), Fault> {
    fits("", kind, value)?;
    without_null(value)
}

/// Looks for null in what the contract does not describe.
fn without_null(value: &Value) -> Result<(), Fault> {
    match value {
        Value::Null => Err(Fault::null()),
        Value::Object(members) => members
            .iter()
            .try_for_each(|(name, value)| without_null(value).map_err(|fault| fault.below(name))),
        Value::Array(items) => items.iter().enumerate().try_for_each(|(index, value)| {
            without_null(value).map_err(|fault| fault.below(&format!("[{index}]")))
        }),
        _ => Ok(()),
    }
}

/// ISO 3166-1 has capitals, and ProAbono takes no other letters for sure.
fn capitals(value: &mut Value) -> Result<(), Fault> {
    let country = value.as_str().ok_or_else(|| Fault::new("it is to be a text"))?;
    *value = Value::from(country.to_uppercase());
    Ok(())
}

fn fits(name: &str, kind: &Type, value: &Value) -> Result<(), Fault> {
    let due = match kind {
        Type::Text if is_reference(name) && value.is_string() => return reference(value),
        Type::Integer if is_number_of_an_object(name) && value.is_i64() && !value.is_u64() => {
            "a whole number, and not negative"
        }
        _ if kind.takes(value) => return Ok(()),
        Type::Integer | Type::TextOrInteger => {
            let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            return Err(Fault::new(format!("it is to be {}", Unit::of(name).whole(&text))));
        }
        Type::Boolean => "true or false",
        Type::Metadata => "an object with texts",
        _ => "a text",
    };
    Err(Fault::new(format!("it is to be {due}")))
}

fn reference(value: &Value) -> Result<(), Fault> {
    let text = value.as_str().unwrap_or_default();
    CustomerReference::new(text)
        .map(drop)
        .map_err(|error| Fault::new(error.to_string()))
}

#[cfg(test)]
mod tests {
    use proabono_contract::Api;
    use serde_json::{Value, json};

    use super::body;

    const NEVER: &str = "9999-12-31T23:59:59.9999999Z";

    /// The body as it is sent, or the place where it is wrong.
    fn read(api: Api, schema: &str, mut value: Value) -> Result<Value, String> {
        let kind = schema.parse().unwrap();
        match body(api.contract(), &kind, &mut value) {
            Ok(()) => Ok(value),
            Err(fault) => Err(fault.path().to_owned()),
        }
    }

    #[test]
    fn dates_are_sent_in_utc_and_countries_in_capitals() {
        let read_date = |date: &str| {
            let term = json!({ "DateTerm": date });
            read(Api::Live, "SubscriptionUpdateTermDateRequest", term).unwrap()["DateTerm"].clone()
        };
        assert_eq!(read_date("2026-09-15T21:35:32+02:00"), "2026-09-15T19:35:32Z");
        // These come in answers, the second one without an offset, and can go back.
        assert_eq!(read_date(NEVER), NEVER);
        assert_eq!(read_date("2015-04-27T06:54:00"), "2015-04-27T06:54:00Z");
        let address = read(
            Api::Backoffice,
            "BusinessAddressBillingRequest",
            json!({ "Country": "fr" }),
        );
        assert_eq!(address.unwrap()["Country"], "FR");
    }

    #[test]
    fn the_place_of_the_first_fault_is_named() {
        let usage = json!({ "ReferenceFeature": "f", "DateStamp": "2026-09-15T21:35:32Z" });
        let many = |count: usize| Value::Array(vec![usage.clone(); count]);
        assert!(read(Api::Live, "UsageRequest[] (max 50)", many(50)).is_ok());
        assert_eq!(
            read(Api::Live, "UsageRequest[] (max 50)", many(51)),
            Err(String::new())
        );
        for (schema, value, place) in [
            (
                "UsageRequest[]",
                json!([{ "ReferenceFeature": "f", "DateStamp": 1 }]),
                "[0].DateStamp",
            ),
            (
                "UsageRequest[]",
                json!([usage, { "ReferenceFeature": "f" }]),
                "[1].DateStamp",
            ),
            (
                "UsageRequest",
                json!({ "ReferenceFeature": "a=b" }),
                "ReferenceFeature",
            ),
            ("SubscriptionRequest", json!({ "IdCustomer": -1 }), "IdCustomer"),
            (
                "SubscriptionRequest",
                json!({ "AmountTrial": 1.5 }),
                "AmountTrial",
            ),
            (
                "SubscriptionRequest",
                json!({ "Discounts": [{ "Reference": "d" }] }),
                "Discounts[0].Reference",
            ),
            (
                "SubscriptionRequest",
                json!({ "Features": [{ "IsEnabled": 1 }] }),
                "Features[0].IsEnabled",
            ),
            (
                "CustomerRequest",
                json!({ "Metadata": { "a": { "b": 1 } } }),
                "Metadata",
            ),
            (
                "BillingCustomerRequest",
                json!({ "EnsureBillable": "yes" }),
                "EnsureBillable",
            ),
            ("BillingCustomerRequest", json!({}), "ReferenceCustomer"),
        ] {
            assert_eq!(read(Api::Live, schema, value), Err(place.to_owned()), "{schema}");
        }
    }

    #[test]
    fn null_is_a_fault_however_deep_it_is() {
        let block = json!({ "Sites": [{ "Rank": 1 }, { "Rank": null }] });
        for (api, schema, value, place) in [
            (Api::Live, "UsageRequest[]", json!([null]), "[0]"),
            (
                Api::Live,
                "SubscriptionRequest",
                json!({ "Features": [{ "IsEnabled": null }] }),
                "Features[0].IsEnabled",
            ),
            (
                Api::Live,
                "CustomerRequest",
                json!({ "Metadata": { "a": null } }),
                "Metadata.a",
            ),
            (
                Api::Backoffice,
                "GatewayAccountRequest",
                json!({ "TypeGateway": "CardPaybox", "CardPaybox": block }),
                "CardPaybox.Sites[1].Rank",
            ),
        ] {
            assert_eq!(read(api, schema, value), Err(place.to_owned()), "{schema}");
        }
    }
}
