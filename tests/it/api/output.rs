//! Standard output: its content, and the end of a command whose output is lost.

use std::fs::OpenOptions;
use std::process::Stdio;

use serde_json::{Value, json};

use super::{PROGRAM, Ran, Service, command, fault, say, seeded, service, service_with};
use proabono_portal::emulator::{Options, UsagesShape};

/// A run whose standard output is that.
async fn into(service: &Service, line: &str, out: impl Into<Stdio>) -> Ran {
    let mut program = command(PROGRAM, &service.origin);
    program.args(line.split(' ')).stderr(Stdio::piped());
    let child = program.stdout(out).spawn().unwrap();
    Ran::of(child.wait_with_output().await.unwrap())
}

#[tokio::test]
async fn lost_output_is_a_failure_that_is_said_and_a_reader_that_went_away_is_not() {
    let service = service();
    for line in [
        "--help",
        "api live customers list",
        "api live customers list --json",
        "api live customers list --count",
        "api live customers suspend --reference-customer x --dry-run",
        "api live customers suspend --reference-customer x --dry-run --json",
        "api live customers retrieve --reference-customer cust-alice",
        "api live get /v1/Customers",
        "completions bash",
        "completions fish",
        "manual",
        "conformance",
        "rights show cust-alice",
        "rights explain cust-alice feat-users",
        "webhooks trigger SubscriptionStarted cust-alice",
        "emulate --port 0",
    ] {
        let full = OpenOptions::new().write(true).open("/dev/full").unwrap();
        let lost = into(&service, line, full).await;
        assert!(
            lost.ended(1).err.contains("standard output cannot be written to"),
            "{line}: {}",
            lost.err
        );
        if line.starts_with("emulate") {
            continue;
        }
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let gone = into(&service, line, writer).await;
        assert_eq!(gone.ended(0).err, "", "{line}");
    }
}

async fn empty(service: &Service, on: &str) {
    fault(service, json!({ "on": on, "status": 204, "times": 2 })).await;
}

#[tokio::test]
async fn an_answer_without_a_body_is_null_in_json_and_ends_with_4_where_something_was_asked_for() {
    let service = service();
    for (on, line, code) in [
        (
            "GET /v1/Customer",
            "customers retrieve --reference-customer cust-alice",
            4,
        ),
        ("GET /v1/Offer", "offers retrieve --reference-offer offer-pro", 4),
        ("GET /v1/Features", "get /v1/Features", 4),
        (
            "POST /v1/Quoting/BalanceLine",
            "quoting balance-line --reference-customer cust-alice --amount 5",
            4,
        ),
        (
            "POST /v1/Billing/Customer",
            "invoices bill-customer --reference-customer cust-alice",
            0,
        ),
        ("POST /v1/Customer", "post /v1/Customer", 0),
    ] {
        empty(&service, on).await;
        let json = say(&service.origin, &format!("{line} --json")).await;
        assert_eq!(
            (json.ended(code).out.as_str(), json.err.as_str()),
            ("null\n", ""),
            "{line}"
        );
        let said = say(&service.origin, line).await;
        said.ended(code);
        let words = format!("{}{}", said.out, said.err);
        let expected = match (line.starts_with("get") || line.starts_with("post"), code) {
            (true, _) => "null",
            (false, 4) => "Nothing found",
            _ => "Done",
        };
        assert!(words.starts_with(expected), "{line}: {words}");
    }
}

#[tokio::test]
async fn an_empty_list_is_not_nothing() {
    let service = service();
    let line = "invoices list --reference-customer cust-bruno";
    let json = say(&service.origin, &format!("{line} --json")).await.json();
    assert_eq!((&json["TotalItems"], &json["Items"]), (&json!(0), &json!([])));
    let count = say(&service.origin, &format!("{line} --count")).await;
    assert_eq!(count.ended(0).out, "0\n");
    let said = say(&service.origin, line).await;
    assert_eq!(said.ended(0).out, "Nothing found.\n");
    let address = "billing-addresses retrieve --reference-customer cust-bruno";
    assert_eq!(
        say(&service.origin, address).await.ended(0).out,
        "Nothing is set.\n"
    );
}

/// The members around the items.
fn envelope(list: &Value) -> [&Value; 5] {
    ["Page", "SizePage", "Count", "TotalItems", "DateGenerated"].map(|name| &list[name])
}

#[tokio::test]
async fn a_list_in_json_has_its_envelope_and_all_pages_are_one() {
    let service = seeded();
    let now = json!("2026-10-01T08:00:00Z");
    let page = say(&service.origin, "customers list --page 2 --size-page 3 --json")
        .await
        .json();
    assert_eq!(
        envelope(&page),
        [&json!(2), &json!(3), &json!(1), &json!(4), &now]
    );
    let all = say(&service.origin, "customers list --all --size-page 3 --json")
        .await
        .json();
    assert_eq!(envelope(&all), [&json!(1), &json!(4), &json!(4), &json!(4), &now]);
}

#[tokio::test]
async fn a_bare_array_says_how_many_there_are_unless_it_may_be_cut() {
    let service = service_with(Options {
        usages: UsagesShape::BareArray,
        ..Options::default()
    });
    let line = "usages list --reference-customer cust-alice --json";
    let total = |list: Value| (list["Count"].clone(), list["TotalItems"].clone());
    for all in ["", " --all"] {
        let short = say(&service.origin, &format!("{line}{all}")).await.json();
        assert_eq!(total(short), (json!(5), json!(5)), "{all}");
        let full = say(&service.origin, &format!("{line}{all} --size-page 5"))
            .await
            .json();
        // A second page would tell.
        let known = if all.is_empty() { Value::Null } else { json!(5) };
        assert_eq!(total(full), (json!(5), known), "{all}");
    }
    let said = say(
        &service.origin,
        "usages list --reference-customer cust-alice --size-page 5",
    )
    .await;
    assert!(said.ended(0).err.contains("there may be more"), "{}", said.err);
}

#[tokio::test]
async fn progress_is_shown_when_it_is_asked_for_and_not_to_a_pipe() {
    let service = service();
    let line = "customers list --all --size-page 1 --json";
    assert_eq!(say(&service.origin, line).await.ended(0).err, "");
    let shown = say(&service.origin, &format!("{line} --progress")).await;
    assert_eq!(
        shown.ended(0).err,
        "read 1 of 4\nread 2 of 4\nread 3 of 4\nread 4 of 4\n"
    );
    say(&service.origin, "customers list --progress").await.ended(2);
}

#[tokio::test]
async fn a_failure_of_proabono_is_not_called_a_refusal() {
    let service = service();
    let line = "customers create-or-update --reference-customer cust-new";
    for (status, words) in [
        (500, "ProAbono failed"),
        (503, "ProAbono failed"),
        (429, "ProAbono asks for fewer calls"),
        (302, "ProAbono answered with a redirect"),
        (403, "ProAbono refused the call"),
        (404, "ProAbono found nothing"),
    ] {
        fault(
            &service,
            json!({ "on": "POST /v1/Customer", "status": status, "times": 1 }),
        )
        .await;
        let ended = say(&service.origin, line).await;
        ended.ended(match status {
            403 => 3,
            404 => 4,
            _ => 1,
        });
        assert!(ended.err.starts_with(&format!("error: {words}")), "{}", ended.err);
    }
}

#[tokio::test]
async fn a_quote_shows_its_amounts_with_the_currency_that_it_names() {
    let service = service();
    let quote = json!({ "Currency": "EUR", "AmountTotal": 1999, "Details": [{ "AmountTotal": -5 }] });
    fault(
        &service,
        json!({ "on": "POST /v1/Quoting/Subscription", "status": 200, "body": quote.to_string() }),
    )
    .await;
    let line = "quoting subscription --reference-customer cust-alice --reference-offer offer-pro";
    let shown = say(&service.origin, line).await;
    for amount in ["19.99 EUR", "-0.05 EUR"] {
        assert!(shown.ended(0).out.contains(amount), "{}", shown.out);
    }
}

#[tokio::test]
async fn the_command_line_reads_every_page_of_a_bare_array() {
    let service = super::service_with(proabono_portal::emulator::Options {
        usages: proabono_portal::emulator::UsagesShape::BareArray,
        ..proabono_portal::emulator::Options::default()
    });
    let whole = super::say(&service.origin, "usages list --size-page 1000 --json")
        .await
        .json();
    let pages = super::say(&service.origin, "usages list --all --size-page 2 --json")
        .await
        .json();
    assert!(whole["Items"].as_array().unwrap().len() > 4, "{whole}");
    assert_eq!(pages["Items"], whole["Items"]);
    assert_eq!(pages["TotalItems"], whole["Count"]);
}

#[tokio::test]
async fn json_is_what_came_with_the_members_that_no_type_knows() {
    let service = service();
    let customer = json!({
        "Id": 1, "ReferenceCustomer": "cust-alice", "Tomorrow": { "Deep": [1, "x"] }, "Email": null,
    });
    let page = json!({
        "Page": 1, "SizePage": 200, "Count": 1, "TotalItems": 1, "Items": [customer], "Season": "autumn",
        "Links": [{ "rel": "self", "href": "/v1/Customers" }], "Computations": { "AmountTotal": 5, "Mood": "fine" },
    });
    for (on, body) in [("GET /v1/Customer", &customer), ("GET /v1/Customers", &page)] {
        fault(
            &service,
            json!({ "on": on, "status": 200, "body": body.to_string() }),
        )
        .await;
    }
    let one = say(
        &service.origin,
        "customers retrieve --reference-customer cust-alice --json",
    )
    .await;
    assert_eq!(one.json(), customer);
    assert_eq!(say(&service.origin, "customers list --json").await.json(), page);
    let all = say(&service.origin, "customers list --all --json").await.json();
    assert_eq!((&all["Items"], all.get("Season")), (&json!([customer]), None));
    let table = say(
        &service.origin,
        "customers retrieve --reference-customer cust-alice",
    )
    .await;
    assert!(!table.ended(0).out.contains("Tomorrow"), "{}", table.out);
}
