//! Messages for a write in doubt, for a service that asks for patience, and for slips of the command line.

use serde_json::{Value, json};

use super::{PROGRAM, Ran, ask, calls, fault, live, say, service};

const USAGE: &str =
    "usages update --reference-feature feat-users --reference-customer cust-alice --quantity-current 4";

#[tokio::test]
async fn when_the_time_cannot_be_asked_nothing_was_written_and_a_cut_is_asked_again() {
    let service = service();
    fault(&service, json!({ "on": "GET /v1/Features", "cut": true })).await;
    let ran = say(&service.origin, &format!("{USAGE} --date-stamp now")).await;
    assert!(ran.ended(1).err.contains("nothing was written"), "{}", ran.err);
    let made = calls(&service).await;
    assert_eq!(made.len(), 3, "{made:?}");
    assert!(made.iter().all(|call| call["method"] == "GET"), "{made:?}");

    let service = super::service();
    fault(
        &service,
        json!({ "on": "GET /v1/Features", "cut": true, "times": 2 }),
    )
    .await;
    let line = format!("{USAGE} --date-stamp now");
    say(&service.origin, &line).await.ended(0);
}

#[tokio::test]
async fn a_write_whose_answer_is_lost_may_have_been_written_and_a_read_is_not_spoken_of() {
    let service = service();
    for on in ["POST /v1/*", "GET /v1/Customer"] {
        fault(&service, json!({ "on": on, "cut": true })).await;
    }
    for line in [
        &format!("{USAGE} --date-stamp now"),
        "customers suspend --reference-customer cust-alice",
        "post /v1/Customer/Suspension --query ReferenceCustomer=cust-alice",
    ] {
        let ran = say(&service.origin, line).await;
        assert!(
            ran.ended(1).err.contains("may have been written"),
            "{line}: {}",
            ran.err
        );
    }
    for line in [
        "customers retrieve --reference-customer cust-alice",
        "quoting balance-line --reference-customer cust-alice --amount 100",
    ] {
        let ran = say(&service.origin, line).await;
        assert!(!ran.ended(1).err.contains("may have been"), "{line}: {}", ran.err);
    }
    let ran = say("http://127.0.0.1:9", "customers suspend --reference-customer x").await;
    assert!(!ran.ended(1).err.contains("may have been"), "{}", ran.err);
}

#[tokio::test]
async fn a_pause_that_is_asked_for_and_what_broke_inside_are_said() {
    let service = service();
    let line = "customers suspend --reference-customer cust-alice";
    let rule = json!({ "on": "POST /v1/*", "status": 429, "headers": { "Retry-After": "17" }, "times": 2 });
    fault(&service, rule).await;
    let ran = say(&service.origin, line).await;
    assert!(ran.ended(1).err.contains("try again in 17 s"), "{}", ran.err);
    let ran = say(&service.origin, &format!("{line} --json")).await;
    let error: Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!(error["RetryAfter"], 17);
    let body = r#"{"Code":"Error.Internal","Message":"No.","Exception":"Object reference not set"}"#;
    fault(
        &service,
        json!({ "on": "POST /v1/*", "status": 500, "body": body }),
    )
    .await;
    let ran = say(&service.origin, &format!("{line} --json")).await;
    let error: Value = serde_json::from_str(&ran.err).unwrap();
    assert_eq!(error["Errors"][0]["Exception"], "Object reference not set");
}

#[tokio::test]
async fn a_dry_run_needs_no_keys() {
    let mut bare = tokio::process::Command::new(PROGRAM);
    bare.env_clear()
        .env("PROABONO_API_BASE", "http://127.0.0.1:9")
        .env("PROABONO_BUSINESS_ID", "1")
        .env("PROABONO_SEGMENT_REF", "acme-eur");
    bare.args([
        "api",
        "live",
        "customers",
        "suspend",
        "--reference-customer",
        "x",
        "--dry-run",
    ]);
    let ran = Ran::of(bare.output().await.unwrap());
    assert!(
        ran.ended(0)
            .out
            .contains("POST http://127.0.0.1:9/v1/Customer/Suspension"),
        "{}",
        ran.out
    );
}

#[tokio::test]
async fn a_wrong_address_is_not_repeated_where_it_may_hold_a_key() {
    for (base, shown) in [
        ("canary-key", ""),
        (
            "https://api-1.proabono.com/?key=canary",
            "https://api-1.proabono.com/",
        ),
        ("https://canary:canary@api-1.proabono.com", ""),
        ("ftp://api-1.proabono.com", "ftp://api-1.proabono.com"),
    ] {
        let ran = say(base, "customers list").await;
        let said = &ran.ended(1).err;
        assert!(!said.contains("canary"), "{said}");
        assert!(
            said.contains(shown) && said.contains("PROABONO_API_BASE"),
            "{said}"
        );
    }
}

#[tokio::test]
async fn slips_of_the_command_line_are_explained() {
    let service = service();
    let ran = say(&service.origin, "subscriptions terminate 5 --immediate false").await;
    assert!(ran.ended(2).err.contains("--immediate=false"), "{}", ran.err);
    for path in ["/v1/../v2", "/v1/%2e%2E/x", "/v1/./Customer"] {
        let ran = live(&service.origin, ["get", path]).await;
        assert!(
            ran.ended(2).err.contains("without . and .."),
            "{path}: {}",
            ran.err
        );
    }
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("body.json");
    let name = file.to_str().unwrap();
    let one = json!({
        "ReferenceFeature": "feat-users", "ReferenceCustomer": "cust-alice", "Increment": 1, "DateStamp": "now",
    });
    for (verb, body, said) in [
        ("update", one.clone(), "--date-stamp now"),
        ("update-many", json!([one]), "--date-stamp now"),
        ("update-many", json!([]), "the list is empty"),
    ] {
        std::fs::write(&file, body.to_string()).unwrap();
        let ran = live(&service.origin, ["usages", verb, "--body", name]).await;
        assert!(ran.ended(2).err.contains(said), "{verb} {body}: {}", ran.err);
    }
    assert!(calls(&service).await.is_empty());
}

#[tokio::test]
async fn an_update_of_nothing_is_refused_and_help_says_that_what_is_left_out_may_be_lost() {
    let service = service();
    for (resource, verb, id) in [
        ("segments", "update-redirections", "17"),
        ("segments", "update-settings", "17"),
        ("businesses", "update-billing-address", "1"),
        ("businesses", "update-invoice-settings", "1"),
    ] {
        let ran = ask(&service.origin, "backoffice", [resource, verb, id]).await;
        assert!(ran.ended(2).err.contains("nothing to write"), "{}", ran.err);
        let help = ask(&service.origin, "backoffice", [resource, verb, "--help"]).await;
        assert!(help.out.contains("What is left out may be lost"), "{}", help.out);
    }
    assert!(calls(&service).await.is_empty());
    let line = [
        "segments",
        "update-redirections",
        "17",
        "--url-payment-success",
        "https://app.acme.example",
    ];
    ask(&service.origin, "backoffice", line).await.ended(0);
    let help = ask(&service.origin, "backoffice", ["segments", "create", "--help"]).await;
    assert!(!help.out.contains("may be lost"), "{}", help.out);
}

#[tokio::test]
async fn null_in_a_body_is_refused_where_it_would_be_dropped_and_sent_where_it_means_something() {
    let service = service();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("body.json");
    let name = file.to_str().unwrap();
    for (api, line, body, at) in [
        (
            "backoffice",
            &["segments", "update-redirections", "17"][..],
            json!({ "UrlPaymentSuccess": null }),
            "UrlPaymentSuccess: it is null",
        ),
        (
            "live",
            &["customers", "create-or-update"],
            json!({ "ReferenceCustomer": "x", "Metadata": { "a": null } }),
            "Metadata.a: it is null",
        ),
        (
            "live",
            &["usages", "update-many"],
            json!([{ "ReferenceFeature": null }]),
            "[0].ReferenceFeature: it is null",
        ),
    ] {
        std::fs::write(&file, body.to_string()).unwrap();
        let ran = ask(&service.origin, api, line.iter().copied().chain(["--body", name])).await;
        assert!(ran.ended(2).err.contains(at), "{}", ran.err);
    }
    assert!(calls(&service).await.is_empty());
    std::fs::write(&file, json!({ "CountRecurrences": null }).to_string()).unwrap();
    let line = [
        "subscriptions",
        "create",
        "--reference-offer",
        "x",
        "--reference-customer",
        "y",
        "--body",
        name,
        "--dry-run",
    ];
    let ran = live(&service.origin, line).await;
    assert!(ran.ended(0).out.contains("null"), "{}", ran.out);
}

#[tokio::test]
async fn an_invoice_is_found_by_its_number_at_its_place_and_a_customer_needs_no_reference() {
    let service = service();
    let list = say(&service.origin, "invoices list --json").await.json();
    let number = list["Items"][0]["FullNumber"].as_str().unwrap().to_owned();
    for line in [&[number.as_str()][..], &["--full-number", &number]] {
        let words = ["invoices", "retrieve-by-number", "--json"].iter().chain(line);
        let found = live(&service.origin, words).await.json();
        assert_eq!(found["FullNumber"], number.as_str());
    }
    let both = ["invoices", "retrieve-by-number", "1", "--full-number", "2"];
    live(&service.origin, both).await.ended(2);
    live(&service.origin, &both[..2]).await.ended(2);
    let made = say(
        &service.origin,
        "customers create-or-update --name Nameless --json",
    )
    .await
    .json();
    assert!(!made["ReferenceCustomer"].as_str().unwrap().is_empty(), "{made}");
}
