//! The requests of commands, and the output that is made of answers.

use std::process::Stdio;

use serde_json::{Value, json};
use tokio::io::AsyncWriteExt as _;

use super::{PROGRAM, Ran, calls, command, fault, say, service};

#[tokio::test]
async fn a_table_names_links_and_shows_where_they_lead_only_when_that_is_asked_for() {
    let service = service();
    let line = "customers retrieve --reference-customer cust-alice";
    let plain = say(&service.origin, line).await;
    plain.ended(0);
    assert!(
        plain.out.contains("hosted-home") && plain.out.contains("alice@acme.example"),
        "{}",
        plain.out
    );
    assert!(!plain.out.contains("http"), "{}", plain.out);
    let shown = say(&service.origin, &format!("{line} --links")).await;
    assert!(
        shown.out.contains(&format!("{}/portal/", service.origin)),
        "{}",
        shown.out
    );
    let json = say(&service.origin, &format!("{line} --json")).await.json();
    assert!(
        json["Links"][0]["href"]
            .as_str()
            .unwrap()
            .starts_with(&service.origin)
    );
}

#[tokio::test]
async fn a_dry_run_sends_nothing_and_shows_no_key() {
    let service = service();
    let line = "customers create-or-update --reference-customer cust-new --metadata a=b=c --dry-run";
    let ran = say(&service.origin, line).await;
    ran.ended(0);
    let first = format!("POST {}/v1/Customer\n", service.origin);
    assert!(ran.out.starts_with(&first), "{}", ran.out);
    assert!(
        ran.out.contains("\"a\": \"b=c\"") && ran.out.contains("acme-eur"),
        "{}",
        ran.out
    );
    assert!(!format!("{}{}", ran.out, ran.err).contains("-demo"));
    for line in [line, "get /v1/Customers --dry-run"] {
        let json = say(&service.origin, &format!("{line} --json")).await;
        assert_eq!(json.json()["DryRun"], true, "{line}");
    }
    assert_eq!(calls(&service).await, Vec::<Value>::new());
}

#[tokio::test]
async fn all_pages_are_followed_and_the_end_of_one_page_is_said() {
    let service = service();
    let all = say(&service.origin, "customers list --all --size-page 1 --json")
        .await
        .json();
    assert_eq!(all["Items"].as_array().unwrap().len(), 4);
    let pages: Vec<Value> = calls(&service)
        .await
        .iter()
        .map(|call| call["query"]["Page"].clone())
        .collect();
    assert_eq!(pages, ["1", "2", "3", "4"]);
    let part = say(&service.origin, "customers list --size-page 3").await;
    part.ended(0);
    assert!(part.err.contains("3 of 4; --all reads them all"), "{}", part.err);
    let rest = say(&service.origin, "customers list --page 2 --size-page 3 --json")
        .await
        .json();
    assert_eq!((&rest["Count"], &rest["TotalItems"]), (&json!(1), &json!(4)));
    let none = say(&service.origin, "customers list --page 9").await;
    assert!(none.ended(0).out.contains("Nothing found."), "{}", none.out);
}

#[tokio::test]
async fn a_body_comes_from_standard_input_and_flags_win_over_it() {
    let service = service();
    let mut program = command(PROGRAM, &service.origin);
    program.args([
        "api",
        "live",
        "customers",
        "create-or-update",
        "--body",
        "-",
        "--name",
        "From a flag",
        "--json",
    ]);
    let mut child = program
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let body = json!({ "ReferenceCustomer": "cust-in", "Name": "From the body", "Email": "in@acme.example" });
    let mut stdin = child.stdin.take().unwrap();
    stdin.write_all(body.to_string().as_bytes()).await.unwrap();
    drop(stdin);
    let written = Ran::of(child.wait_with_output().await.unwrap()).json();
    assert_eq!(
        (&written["Name"], &written["Email"]),
        (&json!("From a flag"), &json!("in@acme.example"))
    );
}

#[tokio::test]
async fn a_word_that_is_not_documented_is_sent_and_nothing_else_is_taken_for_a_number_or_a_date() {
    let start = "subscriptions create --reference-customer a --reference-offer b --dry-run --json";
    let request = say(
        "http://127.0.0.1:9",
        &format!("{start} --unit-trial Fortnight --count-recurrences null"),
    )
    .await
    .json();
    let never = "9999-12-31T23:59:59.9999999Z";
    let dated = format!("{start} --date-start {never}");
    let dated = say("http://127.0.0.1:9", &dated).await.json();
    assert_eq!(dated["Body"]["DateStart"], never);
    assert_eq!(request["Body"]["UnitTrial"], "Fortnight");
    assert_eq!(request["Body"].get("CountRecurrences"), Some(&Value::Null));
    assert_eq!(request["Body"].get("CountMinRecurrences"), None);
    for wrong in [
        "--amount-trial 19.99",
        "--date-start tomorrow",
        "--try-start=maybe",
        "--id-customer=-1",
        "--metadata alone",
        "--features 3",
    ] {
        say("http://127.0.0.1:9", &format!("{start} {wrong}"))
            .await
            .ended(2);
    }
}

#[tokio::test]
async fn an_upgrade_must_say_whether_it_is_immediate() {
    let line = "subscriptions upgrade 5 --reference-offer offer-pro --dry-run";
    let ran = say("http://127.0.0.1:9", line).await;
    assert!(ran.ended(2).err.contains("--immediate"), "{}", ran.err);
    let ran = say("http://127.0.0.1:9", &format!("{line} --immediate=false")).await;
    assert!(ran.ended(0).out.contains("Immediate=false"), "{}", ran.out);
}

#[tokio::test]
async fn an_amount_is_shown_with_its_currency() {
    let service = service();
    let body = json!({ "TotalItems": 1, "Items": [{ "Id": 1, "AmountTotal": 1999, "Currency": "EUR" }] });
    fault(
        &service,
        json!({ "on": "GET /v1/Invoices", "status": 200, "body": body.to_string() }),
    )
    .await;
    let listed = say(&service.origin, "invoices list").await;
    assert!(listed.ended(0).out.contains("19.99 EUR"), "{}", listed.out);
}

#[tokio::test]
async fn any_path_can_be_read_and_written_without_a_type() {
    let service = service();
    let list = say(
        &service.origin,
        "get /v1/Customers --query SizePage=1 --query Page=2",
    )
    .await
    .json();
    assert_eq!(list["Items"][0]["ReferenceCustomer"], "cust-bruno");
    say(&service.origin, "get /v1/Nowhere").await.ended(4);
    for path in [
        "v1/Customers",
        "//host/v1/Customers",
        "/\\host/v1",
        "/v1/Customers?Page=1",
    ] {
        say(&service.origin, &format!("get {path}")).await.ended(2);
    }
    say(&service.origin, "post /v1/Customer --query a=b")
        .await
        .ended(3);
}
