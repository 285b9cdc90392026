//! Every sample body of both APIs: it decodes into its type, encodes back to equal values, and still decodes with a
//! new field, a new word and without an optional one.

use jiff::Timestamp;
use proabono::{
    ApiError, BalanceLine, BalanceLineQuote, BalanceLineRequest, BillingCustomerRequest, Customer,
    CustomerAddressBilling, CustomerAddressBillingRequest, CustomerPaymentSettings,
    CustomerPaymentSettingsRequest, CustomerRequest, Feature, Invoice, Offer, Page, Quote,
    QuoteBalanceLineRequest, QuoteSubscriptionRequest, QuoteUsageRequest, Subscription, SubscriptionRequest,
    SubscriptionUpdateTermDateRequest, Usage, UsageRequest,
};
use proabono_contract::{Api, Direction};
use serde_json::{Value, json};

use super::backoffice;
use super::through::{decoded, members, page, round};

struct Sample {
    name: &'static str,
    schema: String,
    request: bool,
    body: &'static Value,
}

fn samples() -> Vec<Sample> {
    let samples = Api::ALL.into_iter().flat_map(Api::samples);
    samples.map(sample).collect()
}

fn sample(sample: &'static proabono_contract::Sample) -> Sample {
    // Samples that leave the contract on purpose name no schema.
    let schema = match (&sample.schema, sample.name.as_str()) {
        (Some(schema), _) => schema.to_string(),
        (None, "live-usages-list-200-unknown-type") => "List<Usage>".to_owned(),
        (None, "live-invoice-get-200-type-undefined") => "Invoice".to_owned(),
        (None, "live-quote-usage-200-legacy-shape") => "Quote".to_owned(),
        (None, other) => panic!("{other} has no schema"),
    };
    Sample {
        name: &sample.name,
        schema,
        request: sample.direction == Direction::Request,
        body: &sample.body,
    }
}

/// The sample after its way through its type; `Err` says why it does not decode.
fn through(schema: &str, body: &Value) -> Result<Value, String> {
    match schema {
        "CustomerRequest" => round::<CustomerRequest>(body),
        "Customer" => round::<Customer>(body),
        "List<Customer>" => page::<Customer>(body),
        "CustomerAddressBillingRequest" => round::<CustomerAddressBillingRequest>(body),
        "CustomerAddressBilling" => round::<CustomerAddressBilling>(body),
        "CustomerPaymentSettingsRequest" => round::<CustomerPaymentSettingsRequest>(body),
        "CustomerPaymentSettings" => round::<CustomerPaymentSettings>(body),
        "List<Usage>" | "Usage[]" => page::<Usage>(body),
        "Usage" => round::<Usage>(body),
        "UsageRequest" => round::<UsageRequest>(body),
        "UsageRequest[]" => round::<Vec<UsageRequest>>(body),
        "List<Offer>" => page::<Offer>(body),
        "Offer" => round::<Offer>(body),
        "List<Feature>" => page::<Feature>(body),
        "Feature" => round::<Feature>(body),
        "SubscriptionRequest" => round::<SubscriptionRequest>(body),
        "SubscriptionUpdateTermDateRequest" => round::<SubscriptionUpdateTermDateRequest>(body),
        "Subscription" => round::<Subscription>(body),
        "List<Subscription>" => page::<Subscription>(body),
        "Invoice" => round::<Invoice>(body),
        "List<Invoice>" => page::<Invoice>(body),
        "BillingCustomerRequest" => round::<BillingCustomerRequest>(body),
        "QuoteSubscriptionRequest" => round::<QuoteSubscriptionRequest>(body),
        "QuoteUsageRequest" => round::<QuoteUsageRequest>(body),
        "QuoteBalanceLineRequest" => round::<QuoteBalanceLineRequest>(body),
        "Quote" => round::<Quote>(body),
        "BalanceLineQuote" => round::<BalanceLineQuote>(body),
        "BalanceLineRequest" => round::<BalanceLineRequest>(body),
        "BalanceLine" => round::<BalanceLine>(body),
        "List<BalanceLine> + Computations" | "List<BalanceLine>" => page::<BalanceLine>(body),
        "Error" => decoded::<ApiError>(body).map(|error| members(&error)),
        "Error[]" => decoded::<Vec<ApiError>>(body).map(|errors| errors.iter().map(members).collect()),
        other => backoffice::through(other, body).unwrap_or_else(|| panic!("no type for schema {other}")),
    }
}

/// The values that a sample and its way through a type must share: dates as instants, nothing where there is null or an
/// empty list of links, metadata as texts, the older name of a date as the newer one.
fn comparable(value: &Value) -> Value {
    match value {
        Value::Object(members) => {
            let kept = members.iter().filter(|(name, value)| {
                !value.is_null()
                    && (*name != "Links" || value.as_array().is_none_or(|links| !links.is_empty()))
            });
            let kept = kept.map(|(name, value)| match name.as_str() {
                "Metadata" => (name.clone(), texts(value)),
                "DatePeriodTerm" => ("DatePeriodEnd".to_owned(), comparable(value)),
                _ => (name.clone(), comparable(value)),
            });
            Value::Object(kept.collect())
        }
        Value::Array(items) => items.iter().map(comparable).collect(),
        Value::String(text) => match text.parse::<Timestamp>() {
            Ok(instant) => json!({ "instant": instant.as_nanosecond().to_string() }),
            Err(_) => value.clone(),
        },
        other => other.clone(),
    }
}

fn texts(pairs: &Value) -> Value {
    let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    pairs
        .as_object()
        .unwrap()
        .iter()
        .map(|(key, value)| (key.clone(), Value::from(text(value))))
        .collect()
}

#[test]
fn every_sample_decodes_into_its_type_and_loses_nothing() {
    let samples = samples();
    assert!(samples.len() >= 160, "{} samples", samples.len());
    for sample in samples
        .iter()
        .filter(|sample| !sample.name.contains("as-published"))
    {
        let Sample {
            name, schema, body, ..
        } = sample;
        let back = through(schema, body).unwrap_or_else(|error| panic!("{name}: {error}"));
        let expected = match body {
            body if schema.starts_with("List<") => {
                json!({ "Items": body.get("Items").cloned().unwrap_or_else(|| json!([])) })
            }
            body if schema == "Usage[]" => json!({ "Items": body }),
            body => Value::clone(body),
        };
        let legacy = name.contains("legacy-shape");
        if legacy {
            // An older service: some of its members have no successor.
            assert!(back.get("DatePeriodEnd").is_some(), "{name}: {back}");
        } else {
            assert_eq!(comparable(&back), comparable(&expected), "{name}");
        }
    }
}

/// Every object in it, by its JSON pointer.
fn objects(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            found.push(at.to_owned());
            for (name, member) in members.iter().filter(|(name, _)| *name != "Metadata") {
                objects(member, &format!("{at}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                objects(item, &format!("{at}/{index}"), found);
            }
        }
        _ => {}
    }
}

#[test]
fn an_answer_with_a_new_field_in_every_object_still_decodes() {
    for sample in samples().iter().filter(|sample| !sample.request) {
        let mut body = Value::clone(sample.body);
        let mut pointers = Vec::new();
        objects(&body, "", &mut pointers);
        for pointer in &pointers {
            let object = body.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
            object.insert("AddedLater".to_owned(), json!({ "Deep": [1, null, "x"] }));
        }
        through(&sample.schema, &body).unwrap_or_else(|error| panic!("{}: {error}", sample.name));
        assert!(
            !pointers.is_empty() || *sample.body == json!([]),
            "{}",
            sample.name
        );
    }
}

#[test]
fn an_answer_with_a_new_word_still_decodes_and_keeps_it() {
    let worded =
        |name: &str| name.starts_with("Type") || name.starts_with("Stat") || name.starts_with("Unit");
    let mut words = 0;
    for sample in samples()
        .iter()
        .filter(|sample| !sample.request && !sample.schema.starts_with("Error"))
    {
        let text = sample.body.to_string();
        let mut body: Value = serde_json::from_str(&text).unwrap();
        let mut pointers = Vec::new();
        objects(&body, "", &mut pointers);
        let mut replaced = 0;
        for pointer in &pointers {
            let object = body.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
            for (_, value) in object
                .iter_mut()
                .filter(|(name, value)| worded(name) && value.is_string())
            {
                *value = json!("AddedLater");
                replaced += 1;
            }
        }
        let back = through(&sample.schema, &body).unwrap_or_else(|error| panic!("{}: {error}", sample.name));
        assert_eq!(
            back.to_string().matches("AddedLater").count(),
            replaced,
            "{}",
            sample.name
        );
        words += replaced;
    }
    assert!(words > 100, "only {words} words");
}

#[test]
fn an_answer_without_any_one_of_its_fields_still_decodes() {
    let mut left_out = 0;
    for sample in samples()
        .iter()
        .filter(|sample| !sample.request && !sample.schema.starts_with("Error"))
    {
        let mut pointers = Vec::new();
        objects(sample.body, "", &mut pointers);
        for pointer in &pointers {
            let names: Vec<String> = sample
                .body
                .pointer(pointer)
                .unwrap()
                .as_object()
                .unwrap()
                .keys()
                .cloned()
                .collect();
            // The name of a link is what it is found by.
            for name in names.iter().filter(|name| *name != "rel") {
                for without in [None, Some(Value::Null)] {
                    let mut body = Value::clone(sample.body);
                    let object = body.pointer_mut(pointer).unwrap().as_object_mut().unwrap();
                    match without {
                        None => drop(object.remove(name)),
                        Some(null) => drop(object.insert(name.clone(), null)),
                    }
                    decodes_without(sample, &body, pointer, name);
                    left_out += 1;
                }
            }
        }
    }
    assert!(left_out > 2_000, "only {left_out}");
}

#[track_caller]
fn decodes_without(sample: &Sample, body: &Value, pointer: &str, name: &str) {
    if name == "TotalItems" {
        return assert!(decoded::<Page<Value>>(body).is_ok());
    }
    through(&sample.schema, body)
        .unwrap_or_else(|error| panic!("{} without {pointer}/{name}: {error}", sample.name));
}
