//! How a command ends: its exit code, and what it says then.

use serde_json::{Value, json};

use super::{PROGRAM, Ran, calls, fault, live, say, service};

#[tokio::test]
async fn what_is_not_found_what_is_refused_and_what_fails_end_differently() {
    let service = service();
    let missing = say(&service.origin, "customers retrieve --reference-customer nobody").await;
    missing.ended(4);
    fault(
        &service,
        json!({ "on": "GET /v1/Customer", "status": 204, "times": 1 }),
    )
    .await;
    say(
        &service.origin,
        "customers retrieve --reference-customer cust-alice",
    )
    .await
    .ended(4);
    for (status, code) in [
        (403, 3),
        (401, 3),
        (409, 3),
        (400, 3),
        (429, 1),
        (500, 1),
        (503, 1),
    ] {
        fault(
            &service,
            json!({ "on": "POST /v1/Customer", "status": status, "times": 1 }),
        )
        .await;
        say(
            &service.origin,
            "customers create-or-update --reference-customer cust-new",
        )
        .await
        .ended(code);
    }
    fault(
        &service,
        json!({ "on": "POST /v1/Customer", "garbage": true, "times": 1 }),
    )
    .await;
    say(
        &service.origin,
        "customers create-or-update --reference-customer cust-new",
    )
    .await
    .ended(1);
    say(
        "http://127.0.0.1:9",
        "customers create-or-update --reference-customer x",
    )
    .await
    .ended(1);
    say(&service.origin, "customers list --no-such-flag")
        .await
        .ended(2);
    say(&service.origin, "customers retrieve --reference-customer a=b")
        .await
        .ended(2);
}

#[tokio::test]
async fn a_refusal_says_code_message_and_target_on_standard_error() {
    let service = service();
    let body = json!([{ "Code": "Error.Property.ValueRequired", "Message": "Missing \u{1b}[31m", "Target": "Email" }]);
    let rule = json!({ "on": "POST /v1/Customer", "status": 422, "body": body.to_string(), "times": 2 });
    fault(&service, rule).await;
    let refused = say(
        &service.origin,
        "customers create-or-update --reference-customer cust-new",
    )
    .await;
    refused.ended(3);
    for part in ["422", "Error.Property.ValueRequired", "Missing", "target: Email"] {
        assert!(refused.err.contains(part), "{part} in {}", refused.err);
    }
    assert!(refused.out.is_empty() && !refused.err.contains('\u{1b}'));
    let refused = say(
        &service.origin,
        "customers create-or-update --reference-customer cust-new --json",
    )
    .await;
    let error: Value = serde_json::from_str(&refused.err).unwrap();
    assert_eq!(error["Errors"][0]["Target"], "Email");
    assert_eq!(error["Status"], 422);
}

#[tokio::test]
async fn without_an_account_every_missing_setting_is_named_and_the_page_needs_none() {
    let mut bare = tokio::process::Command::new(PROGRAM);
    bare.env_clear().args(["api", "live", "customers", "list"]);
    let ran = Ran::of(bare.output().await.unwrap());
    ran.ended(1);
    for name in ["API_BASE", "BUSINESS_ID", "SEGMENT_REF", "AGENT_KEY", "API_KEY"] {
        assert!(
            ran.err.contains(&format!("PROABONO_{name}")),
            "{name} in {}",
            ran.err
        );
    }
    assert!(!ran.err.contains("IDENTITY"), "{}", ran.err);
}

#[tokio::test]
async fn the_account_also_comes_from_the_file_of_the_server() {
    let service = service();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("portal.toml");
    let text = format!(
        "[server]\nlisten = \"127.0.0.1:1\"\n[proabono]\napi_base = \"{}\"\nbusiness_id = 1\nsegment_ref = \"acme-eur\"\nagent_key = \"agent-demo\"\napi_key = \"api-demo\"\n",
        service.origin
    );
    std::fs::write(&file, text).unwrap();
    let mut program = tokio::process::Command::new(PROGRAM);
    program
        .env_clear()
        .args(["api", "live", "customers", "list", "--count", "--config"])
        .arg(&file);
    let ran = Ran::of(program.output().await.unwrap());
    assert_eq!(ran.ended(0).out.trim(), "4");
}

#[tokio::test]
async fn a_body_with_an_unknown_member_is_a_matter_of_usage_and_is_not_sent() {
    let service = service();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("body.json");
    std::fs::write(&file, r#"{"ReferenceCustomer":"cust-new","Nmae":"x"}"#).unwrap();
    let ran = live(
        &service.origin,
        ["customers", "create-or-update", "--body", file.to_str().unwrap()],
    )
    .await;
    ran.ended(2);
    assert!(ran.err.contains("Nmae"), "{}", ran.err);
    assert!(
        ran.err.contains(&format!("--body {}", file.display())),
        "{}",
        ran.err
    );
    assert_eq!(calls(&service).await, Vec::<Value>::new());
}

#[tokio::test]
async fn a_body_of_another_shape_names_the_file_or_the_flag() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("body.json");
    let path = file.to_str().unwrap();
    let from_file = format!("--body {path}: ");
    let write = ["customers", "create-or-update", "--body", path];
    let many = ["usages", "update-many", "--body", path];
    let with = [
        "subscriptions",
        "create",
        "--reference-customer",
        "a",
        "--reference-offer",
        "b",
        "--features",
    ];
    let member: Vec<&str> = with.into_iter().chain([r#"{"Reference":"x"}"#]).collect();
    for (body, line, parts) in [
        ("[]", &write[..], [from_file.as_str(), "not a JSON object"]),
        ("{}", &many, [&from_file, "not a JSON list"]),
        (r#"[{"Feature":"x"}]"#, &many, [&from_file, "[0].Feature"]),
        ("{", &write, [&from_file, "not JSON"]),
        ("", &member, ["--features: ", "Reference"]),
    ] {
        std::fs::write(&file, body).unwrap();
        let ran = live("http://127.0.0.1:9", line).await;
        ran.ended(2);
        assert!(
            parts.iter().all(|part| ran.err.contains(part)),
            "{body}: {}",
            ran.err
        );
    }
}

#[tokio::test]
async fn a_name_with_control_characters_does_not_reach_the_terminal_as_it_is() {
    let service = service();
    let name = "Mallory \u{1b}[2J\u{7}";
    live(
        &service.origin,
        [
            "customers",
            "create-or-update",
            "--reference-customer",
            "cust-m",
            "--name",
            name,
        ],
    )
    .await
    .ended(0);
    let listed = say(&service.origin, "customers list").await;
    assert!(
        listed.out.contains("Mallory \u{fffd}[2J\u{fffd}"),
        "{}",
        listed.out
    );
    assert!(!listed.out.contains('\u{1b}'));
}

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
    let one = json!({ "ReferenceFeature": "feat-users", "ReferenceCustomer": "cust-alice", "Increment": 1, "DateStamp": "now" });
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
