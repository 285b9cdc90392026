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
