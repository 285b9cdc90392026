//! Ids at a wrong place, ids that are missing, and ids that ProAbono does not know: each answer names what takes them.

use super::{ask, calls, fault, say, service};
use serde_json::json;

/// Words at a place that takes none, with what the answer says of each, and what it does not.
const STRAYS: [(&str, &[&str], &str); 9] = [
    (
        "live subscriptions list cust-alice",
        &["--reference-customer cust-alice"],
        "retrieve",
    ),
    (
        "live invoices list --json cust-alice",
        &["--reference-customer cust-alice"],
        "--id-customer",
    ),
    (
        "live invoices list 5",
        &[
            "--id-customer 5",
            "--id-subscription 5",
            "api live invoices retrieve 5",
        ],
        "--reference-segment",
    ),
    (
        "live usages list feat-users",
        &["--reference-feature feat-users"],
        "retrieve",
    ),
    (
        "backoffice segments list acme-eur",
        &["--reference-segment acme-eur"],
        "--id-business",
    ),
    // These lists have no filter by their own references.
    (
        "live customers list cust-alice",
        &["proabono-portal api live customers retrieve cust-alice"],
        "--reference-customer",
    ),
    (
        "live features list feat-users",
        &["proabono-portal api live features retrieve feat-users"],
        "behind the name",
    ),
    (
        "live customers retrieve cust-alice offer-pro",
        &["--reference-offer offer-pro"],
        "customers list",
    ),
    (
        "live subscriptions terminate 5 --immediate false",
        &["--immediate=false"],
        "behind the name",
    ),
];

#[tokio::test]
async fn a_filter_without_its_flag_is_refused_with_the_flags_that_take_it() {
    let service = service();
    for (line, told, untold) in STRAYS {
        let (api, words) = line.split_once(' ').unwrap();
        let ran = ask(&service.origin, api, words.split(' ')).await;
        ran.ended(2);
        for words in told {
            assert!(ran.err.contains(words), "{line}: {words} in {}", ran.err);
        }
        assert!(!ran.err.contains(untold), "{line}: {untold} in {}", ran.err);
    }
    assert!(calls(&service).await.is_empty());
}

#[tokio::test]
async fn a_missing_id_is_told_with_its_place_and_the_list_that_has_it() {
    let service = service();
    for (api, line, told) in [
        (
            "live",
            "customers get",
            "REFERENCE_CUSTOMER stands at its place, or behind --reference-customer; proabono-portal api live customers list",
        ),
        (
            "live",
            "customers retrieve",
            "proabono-portal api live customers list",
        ),
        (
            "live",
            "subscriptions terminate --immediate",
            "ID_SUBSCRIPTION stands at its place, or behind --id-subscription; proabono-portal api live subscriptions list",
        ),
        (
            "live",
            "subscriptions create cust-alice",
            "behind --reference-offer; proabono-portal api live offers list",
        ),
        (
            "backoffice",
            "segments get",
            "behind --id; proabono-portal api backoffice segments list",
        ),
    ] {
        let ran = ask(&service.origin, api, line.split(' ')).await;
        assert!(ran.ended(2).err.contains(told), "{line}: {}", ran.err);
    }
    let ran = say(&service.origin, "subscriptions terminate 5").await;
    assert!(!ran.ended(2).err.contains("at its place"), "{}", ran.err);
    assert!(calls(&service).await.is_empty());
}

#[tokio::test]
async fn an_id_that_there_is_not_is_told_with_the_list_and_json_has_no_tip() {
    let service = service();
    for (line, code, list) in [
        ("customers get nope", 4, "customers list"),
        ("subscriptions retrieve nope", 3, "customers list"),
        ("invoices retrieve 999999", 4, "invoices list"),
        ("subscriptions start 999999", 4, "subscriptions list"),
    ] {
        let ran = say(&service.origin, line).await;
        let told = format!("tip: proabono-portal api live {list} shows which");
        assert!(ran.ended(code).err.contains(&told), "{line}: {}", ran.err);
        let ran = say(&service.origin, &format!("{line} --json")).await;
        assert!(
            serde_json::from_str::<serde_json::Value>(&ran.ended(code).err).is_ok(),
            "{}",
            ran.err
        );
    }
    // Neither a 404 of something else nor a service that fails says that there is none.
    for answer in [
        json!({ "on": "GET /v1/Customer", "status": 404, "body": "<h1>No such host</h1>", "times": 1 }),
        json!({ "on": "GET /v1/Customer", "status": 503, "times": 9 }),
    ] {
        fault(&service, answer.clone()).await;
        let ran = say(&service.origin, "customers retrieve nope").await;
        assert!(
            !ran.err.is_empty() && !ran.err.contains("tip:"),
            "{answer}: {}",
            ran.err
        );
    }
}

#[tokio::test]
async fn get_is_another_word_for_retrieve() {
    let service = service();
    let got = say(&service.origin, "customers get cust-alice --json").await;
    let retrieved = say(&service.origin, "customers retrieve cust-alice --json").await;
    assert_eq!(got.json()["Id"], retrieved.json()["Id"]);
}
