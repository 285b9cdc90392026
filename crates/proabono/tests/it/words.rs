//! The words of both APIs.

use std::collections::BTreeMap;

use proabono::backoffice::{
    StateLife, StatusGatewayRequest, StatusTransaction, TypeContent, TypeGateway, TypeGatewayRequest,
    TypeProrata, TypeRateTax, TypeTransaction, TypeTrigger,
};
use proabono::{
    FeatureProperties, OfferFeature, StateInvoice, StateMove, StateSubscription, StatusCustomer,
    StatusInvoice, StatusSubscription, TypeCredit, TypeFeature, TypeLine, TypePayment, TypePaymentManual,
    UnitDuration,
};
use proabono_contract::Api;
use serde_json::json;

macro_rules! words {
    ($($name:ident),+ $(,)?) => {
        [$((stringify!($name), $name::WORDS)),+]
    };
}

#[test]
fn every_documented_word_is_known() {
    let known: BTreeMap<&str, &[&str]> = BTreeMap::from(words![
        FeatureProperties,
        StateInvoice,
        StateLife,
        StateMove,
        StateSubscription,
        StatusCustomer,
        StatusGatewayRequest,
        StatusInvoice,
        StatusSubscription,
        StatusTransaction,
        TypeContent,
        TypeCredit,
        TypeFeature,
        TypeGateway,
        TypeGatewayRequest,
        TypeLine,
        TypePayment,
        TypePaymentManual,
        TypeProrata,
        TypeRateTax,
        TypeTransaction,
        TypeTrigger,
        UnitDuration,
    ]);
    for api in Api::ALL {
        for (name, words) in &api.contract().enumerations {
            let known = known.get(name.as_str());
            let known = known.unwrap_or_else(|| panic!("{name} is not known"));
            for word in words {
                assert!(known.contains(&word.as_str()), "{name} {word}");
            }
        }
    }
}

#[test]
fn the_usual_spelling_of_a_misspelt_word_is_read_too() {
    let read = |word: &str| StatusGatewayRequest::from(word.to_owned());
    assert_eq!(
        read("CustomerCardCvvInvalid"),
        StatusGatewayRequest::CustomerCardCvvInvalId
    );
    assert_eq!(read("CustomerCardCvvInvalid").as_str(), "CustomerCardCvvInvalId");
    assert_eq!(read("Dreaming").as_str(), "Dreaming");
}

#[test]
fn the_flags_of_a_feature_are_told_apart() {
    let flags = |feature| {
        let feature: OfferFeature = serde_json::from_value(feature).unwrap();
        feature.flags().collect::<Vec<_>>()
    };
    let several = json!({ "Properties": "FreeInTrial, UpdateAtFullPrice,AddedLater" });
    let expected = [
        FeatureProperties::FreeInTrial,
        FeatureProperties::UpdateAtFullPrice,
        FeatureProperties::Other("AddedLater".to_owned()),
    ];
    assert_eq!(flags(several), expected);
    assert_eq!(flags(json!({ "Properties": "" })), []);
    assert_eq!(flags(json!({})), []);
}
