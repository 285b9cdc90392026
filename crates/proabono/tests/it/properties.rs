//! Random values of every type, from its own schema: through encoding and decoding they come back equal.

use std::collections::BTreeMap;

use proabono::{
    BalanceLine, BalanceLineQuote, BalanceLineRequest, BillingCustomerRequest, CreateSubscription, Customer,
    CustomerAddressBilling, CustomerAddressBillingRequest, CustomerPaymentSettings,
    CustomerPaymentSettingsRequest, CustomerRequest, Feature, Invoice, ListBalance, ListOffers, Offer, Quote,
    QuoteBalanceLineRequest, QuoteSubscriptionRequest, QuoteUsageRequest, RetrieveOffer, Subscription,
    SubscriptionRequest, SubscriptionUpdateTermDateRequest, TerminateSubscription, UpgradeSubscription,
    Usage, UsageRequest,
};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};

use super::backoffice;
use crate::support::trials::trials;

pub(super) fn schema<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

/// Values of a schema. `None` for what refers to itself: a quote within a quote.
fn values(schema: &Value) -> Option<BoxedStrategy<Value>> {
    if schema.get("$ref").is_some() {
        return None;
    }
    if let Some(words) = schema.get("examples").and_then(Value::as_array) {
        return Some(
            prop_oneof![
                prop::sample::select(words.clone()),
                "[A-Z][a-z]{2,12}".prop_map(Value::from)
            ]
            .boxed(),
        );
    }
    if let Some(either) = schema.get("anyOf").and_then(Value::as_array) {
        let some: Vec<_> = either
            .iter()
            .filter(|one| one["type"] != "null")
            .filter_map(values)
            .collect();
        return (!some.is_empty()).then(|| prop::strategy::Union::new(some).boxed());
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds
            .iter()
            .filter_map(Value::as_str)
            .find(|kind| *kind != "null"),
        kind => kind.as_str(),
    };
    let format = schema.get("format").and_then(Value::as_str);
    Some(match kind? {
        "boolean" => any::<bool>().prop_map(Value::from).boxed(),
        "integer" if schema.get("minimum").is_some() => any::<u64>().prop_map(Value::from).boxed(),
        "integer" => any::<i64>().prop_map(Value::from).boxed(),
        "string" if format == Some("date-time") => moments().boxed(),
        "string" => any::<String>()
            .prop_filter("a link without a target has none", |text| !text.is_empty())
            .prop_map(Value::from)
            .boxed(),
        "array" => prop::collection::vec(values(&schema["items"])?, 1..4)
            .prop_map(Value::from)
            .boxed(),
        "object" if schema.get("properties").is_some() => objects(schema),
        "object" => prop::collection::btree_map(any::<String>(), any::<String>(), 0..5)
            .prop_map(|pairs| json!(pairs))
            .boxed(),
        other => panic!("a schema has a new type: {other}"),
    })
}

/// As the client writes them, to the nanosecond.
fn moments() -> impl Strategy<Value = Value> {
    (-62_000_000_000_i64..250_000_000_000, 0_i32..1_000_000_000).prop_map(|(second, nanosecond)| {
        Value::from(
            jiff::Timestamp::new(second, nanosecond.min(if second < 0 { 0 } else { nanosecond }))
                .unwrap()
                .to_string(),
        )
    })
}

/// Objects with all that is required, and any of the rest.
fn objects(schema: &Value) -> BoxedStrategy<Value> {
    let required: Vec<&str> = schema["required"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    let properties = schema["properties"].as_object().unwrap();
    let members: Vec<BoxedStrategy<Option<(String, Value)>>> = properties
        .iter()
        .filter_map(|(name, schema)| {
            let pair = values(schema)?.prop_map({
                let name = name.clone();
                move |value| (name.clone(), value)
            });
            // One of `href` and `query` is kept of a link that has both.
            Some(if required.contains(&name.as_str()) {
                pair.prop_map(Some).boxed()
            } else if name == "query" {
                Just(None).boxed()
            } else {
                prop::option::of(pair).boxed()
            })
        })
        .collect();
    members
        .prop_map(|members| Value::Object(members.into_iter().flatten().collect::<Map<_, _>>()))
        .boxed()
}

pub(super) fn holds<T: JsonSchema + DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(
    cases: u32,
    held: &mut BTreeMap<String, usize>,
) {
    let schema = schema::<T>();
    let mut runner = TestRunner::new(Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    });
    let name = std::any::type_name::<T>();
    let result = runner.run(&objects(&schema), |value| {
        let decoded: T = serde_json::from_str(&value.to_string())
            .map_err(|error| TestCaseError::fail(error.to_string()))?;
        let encoded = serde_json::to_string(&decoded).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Value>(&encoded).unwrap(), &value);
        prop_assert_eq!(&serde_json::from_str::<T>(&encoded).unwrap(), &decoded);
        Ok(())
    });
    result.unwrap_or_else(|error| panic!("{name}: {error}"));
    held.insert(name.to_owned(), schema["properties"].as_object().unwrap().len());
}

macro_rules! hold {
    ($cases:ident, $held:ident: $($type:ty),+ $(,)?) => {$( holds::<$type>($cases, &mut $held); )+};
}

#[test]
fn random_values_of_every_type_come_back_equal() {
    let cases = u32::try_from(trials("api: random values of every type", 40, 500)).unwrap();
    let mut held = BTreeMap::new();
    hold!(cases, held:
        BalanceLine, BalanceLineQuote, BalanceLineRequest, BillingCustomerRequest, CreateSubscription, Customer,
        CustomerAddressBilling, CustomerAddressBillingRequest, CustomerPaymentSettings, CustomerPaymentSettingsRequest,
        CustomerRequest, Feature, Invoice, ListBalance, ListOffers, Offer, Quote, QuoteBalanceLineRequest,
        QuoteSubscriptionRequest, QuoteUsageRequest, RetrieveOffer, Subscription, SubscriptionRequest,
        SubscriptionUpdateTermDateRequest, TerminateSubscription, UpgradeSubscription, Usage, UsageRequest,
    );
    backoffice::hold(cases, &mut held);
    assert!(held.values().sum::<usize>() > 600, "{held:?}");
}

#[test]
fn a_request_with_a_member_that_it_does_not_have_is_not_taken() {
    let body = json!({ "ReferenceCustomer": "cust-1", "ReferenceSegment": "seg", "Nmae": "x" });
    let error = serde_json::from_value::<CustomerRequest>(body).unwrap_err();
    assert!(error.to_string().contains("Nmae"), "{error}");
}
