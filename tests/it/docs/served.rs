//! The documented tables of statuses and metrics are those of a running server.

use std::collections::{BTreeMap, BTreeSet};

use reqwest::Method;

use crate::support::http::{Answer, get, request, send};

use super::account::Account;
use super::document::{between, coded, read, rows};

/// How each row of the table of statuses comes about: its words, the status, the user, the path, the fault.
struct Case {
    when: &'static str,
    status: u16,
    user: &'static str,
    query: &'static str,
    fault: &'static str,
}

const fn case(
    when: &'static str,
    status: u16,
    user: &'static str,
    query: &'static str,
    fault: &'static str,
) -> Case {
    Case {
        when,
        status,
        user,
        query,
        fault,
    }
}

const CASES: [Case; 16] = [
    case("All is well", 200, "alice", "", ""),
    case(
        "The link in the address is refused",
        200,
        "alice",
        "?crylk=https%3A%2F%2Fevil.test%2F",
        "",
    ),
    case(
        "A return that ProAbono does not confirm yet",
        200,
        "eve",
        "/return?from=subscribe",
        "",
    ),
    case("Nobody is signed in", 401, "", "", ""),
    case("The sign-in must not be believed", 403, "two", "", ""),
    case("The user is nobody's customer", 403, "taken", "", ""),
    case("The customer is suspended", 403, "dmitri", "", ""),
    case("No such page", 404, "alice", "/nothing", ""),
    case("Not with this method", 405, "alice", "", ""),
    case(
        "ProAbono does not offer a workflow, such as a change of plan without one",
        409,
        "bruno",
        "/change-plan",
        "",
    ),
    case(
        "ProAbono refuses the call",
        502,
        "u1",
        "",
        r#"{"on":"GET /v1/Customer","status":401}"#,
    ),
    case(
        "ProAbono's answer cannot be read",
        502,
        "u2",
        "",
        r#"{"on":"GET /v1/Customer","garbage":true}"#,
    ),
    case(
        "The customer has no page that may be framed",
        502,
        "u3",
        "",
        r#"{"on":"GET /v1/Customer","status":200,"body":"{\"ReferenceCustomer\":\"cust-u3\",\"Links\":[]}"}"#,
    ),
    case(
        "ProAbono answers 429 or 5xx",
        503,
        "u4",
        "",
        r#"{"on":"GET /v1/Customer","status":500}"#,
    ),
    case(
        "ProAbono cannot be reached, or breaks off",
        503,
        "u5",
        "",
        r#"{"on":"GET /v1/Customer","cut":true}"#,
    ),
    case(
        "ProAbono takes too long",
        504,
        "u6",
        "",
        r#"{"on":"GET /v1/Customer","delay_ms":4000}"#,
    ),
];

impl Case {
    async fn happen(&self, account: &Account) -> Answer {
        if !self.fault.is_empty() {
            account.fault(self.fault).await;
        }
        let method = if self.status == 405 {
            Method::POST
        } else {
            Method::GET
        };
        let url = account.portal.url(&format!("/Subscriptions{}", self.query));
        let mut call = request(method, &url);
        if !self.user.is_empty() {
            call = call.header("X-Remote-User", self.user);
        }
        if self.user == "two" {
            call = call.header("X-Remote-User", "alice");
        }
        let answer = send(call).await;
        account.mend().await;
        answer
    }
}

#[tokio::test]
async fn the_table_of_statuses_is_what_the_server_answers() {
    let folder = tempfile::tempdir().expect("a folder");
    let table = folder.path().join("customers.csv");
    // What the template would make of one user is the table's customer of another.
    std::fs::write(&table, "owner,cust-taken\n").expect("a table");
    let table = table.display().to_string();
    let account = Account::start(&[("PORTAL_CUSTOMERS__TABLE", &table)]).await;
    let document = read("docs/statuses.md");
    let table = rows(between(&document, "statuses"));
    let listed: Vec<_> = table
        .iter()
        .map(|row| (row[0].as_str(), row[1].as_str()))
        .collect();
    let tried: Vec<_> = CASES
        .iter()
        .map(|case| (case.status.to_string(), case.when))
        .collect();
    let tried: Vec<_> = tried
        .iter()
        .map(|(status, when)| (status.as_str(), *when))
        .collect();
    assert_eq!(listed, tried, "the documented table and the cases tried here");
    for (case, row) in CASES.iter().zip(&table) {
        let answer = case.happen(&account).await;
        answer.assert_status(case.status).assert_text(&row[2]);
        let retry = row[3].contains("Try again");
        assert_eq!(answer.body.contains("Try again"), retry, "{}", case.when);
        assert_eq!(answer.header("retry-after").is_some(), retry, "{}", case.when);
        assert_eq!(
            answer.body.contains("please give this number"),
            row[3].contains("number"),
            "{}",
            case.when
        );
    }
}

/// Names as a query writes them, each with its labels.
pub(super) fn exposed(text: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut found = BTreeMap::new();
    for line in text.lines().filter_map(|line| line.strip_prefix("# TYPE ")) {
        let (name, kind) = line.split_once(' ').expect("a name and a kind");
        let ending = match kind {
            "counter" => "_total",
            "info" => "_info",
            _ => "",
        };
        let labels = text
            .lines()
            .filter(|line| line.starts_with(name) && !line.starts_with('#'));
        let labels = labels.flat_map(labels_of).filter(|label| label != "le").collect();
        found.insert(format!("{name}{ending}"), labels);
    }
    found
}

fn labels_of(line: &str) -> Vec<String> {
    let inside = line.split_once('{').and_then(|(_, rest)| rest.split_once('}'));
    let pairs = inside.map_or("", |(inside, _)| inside).split("\",");
    let names = pairs.filter_map(|pair| pair.split_once('='));
    names.map(|(name, _)| name.to_owned()).collect()
}

#[tokio::test]
async fn the_table_of_metrics_is_what_the_server_exposes() {
    let key = "6f1c9a0b57d2e8434c1be0a9d7f35e62";
    let account = Account::start(&[("PORTAL_RIGHTS__KEY", key)]).await;
    account.is_visited().await;
    let metrics = get(&account.operations("/metrics")).await;
    let document = read("docs/operations.md");
    let listed: BTreeMap<_, BTreeSet<_>> = rows(between(&document, "metrics"))
        .into_iter()
        .map(|row| (coded(&row[0]).concat(), coded(&row[1]).into_iter().collect()))
        .collect();
    assert_eq!(
        exposed(&metrics.assert_status(200).body),
        listed,
        "{}",
        metrics.body
    );
}

#[tokio::test]
async fn the_probes_answer_as_documented() {
    let account = Account::start(&[]).await;
    for (path, word) in [
        ("/healthz", "ok"),
        ("/readyz", "ready"),
        ("/metrics", "portal_build_info"),
    ] {
        let url = account.operations(path);
        get(&url).await.assert_status(200).assert_text(word);
        send(request(Method::HEAD, &url)).await.assert_status(200);
    }
    get(&account.portal.url("/metrics")).await.assert_status(404);
}
