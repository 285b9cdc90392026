//! Things that a newcomer does on the first day: a price with a point, an id with or without its flag, a command without
//! its API, an emulator of which half is set.

use serde_json::{Value, json};

use super::{PROGRAM, Ran, account, ask, calls, live, say, service};

#[tokio::test]
async fn a_price_with_a_point_is_told_in_minor_units() {
    let service = service();
    let customer = "--reference-customer cust-alice";
    for (line, meant) in [
        (
            format!("quoting balance-line {customer} --amount 19.99"),
            "minor units: 1999",
        ),
        (
            format!("quoting balance-line {customer} --amount 19,9"),
            "minor units: 1990",
        ),
        (
            format!("quoting balance-line {customer} --amount=-0.50"),
            "minor units: -50",
        ),
        (
            format!("quoting balance-line {customer} --amount 19EUR"),
            "minor units, such as 1999 for 19.99",
        ),
        (
            "subscriptions create --reference-customer a --reference-offer b --amount-recurrence 19.99"
                .to_owned(),
            "minor units: 1999",
        ),
        (
            "usages update --reference-feature f --date-stamp now --quantity-current 1.5".to_owned(),
            "a whole number",
        ),
    ] {
        let ran = say(&service.origin, &line).await;
        assert!(ran.ended(2).err.contains(meant), "{line}: {}", ran.err);
    }
    let rate = ["tax-profiles", "create", "--rate-default", "20.00"];
    let ran = ask(&service.origin, "backoffice", rate).await;
    assert!(
        ran.ended(2).err.contains("hundredths of a percent: 2000"),
        "{}",
        ran.err
    );
    // In a file too.
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("body.json");
    std::fs::write(
        &file,
        json!({ "ReferenceCustomer": "cust-alice", "Amount": 19.99 }).to_string(),
    )
    .unwrap();
    let path = file.to_str().unwrap();
    let ran = live(&service.origin, ["quoting", "balance-line", "--body", path]).await;
    assert!(ran.ended(2).err.contains("minor units: 1999"), "{}", ran.err);
    assert!(calls(&service).await.is_empty());
}

#[tokio::test]
async fn a_draft_says_why_it_is_one() {
    let service = service();
    let create = "subscriptions create cust-bruno offer-pro";
    let ran = say(&service.origin, create).await;
    ran.ended(0);
    for part in ["a draft", "grants nothing", "--try-start", "subscriptions start "] {
        assert!(ran.err.contains(part), "{part}: {}", ran.err);
    }
    let json = say(&service.origin, &format!("{create} --json")).await;
    assert_eq!(json.json()["Status"], "Draft");
    assert!(json.err.contains("grants nothing"), "{}", json.err);
    // Nobody can bill this customer yet, and the other one's begins later.
    let ran = say(&service.origin, &format!("{create} --try-start")).await;
    assert!(ran.ended(0).err.contains("--ensure-billable"), "{}", ran.err);
    let later = "subscriptions create cust-alice offer-pro --date-start 2099-01-01T00:00:00Z --try-start";
    let ran = say(&service.origin, later).await;
    assert!(
        ran.ended(0).err.contains("at its DateStart, 2099-01-01"),
        "{}",
        ran.err
    );
    let create = "subscriptions create cust-alice offer-pro --json";
    let id = say(&service.origin, create).await.json()["Id"].to_string();
    // It names the command that starts it, and once it runs there is nothing to say.
    let ran = say(&service.origin, &format!("subscriptions start {id}")).await;
    assert!(!ran.ended(0).err.contains("draft"), "{}", ran.err);
}

#[tokio::test]
async fn an_id_stands_at_its_place_or_behind_its_flag() {
    let service = service();
    for (api, at_its_place, by_name) in [
        (
            "live",
            "customers retrieve cust-alice",
            "customers retrieve --reference-customer cust-alice",
        ),
        (
            "live",
            "customers create-or-update cust-new --name New",
            "customers create-or-update --reference-customer cust-new --name New",
        ),
        (
            "live",
            "subscriptions upgrade 5 offer-team --immediate",
            "subscriptions upgrade --id-subscription 5 --reference-offer offer-team --immediate",
        ),
        (
            "live",
            "subscriptions create cust-alice offer-pro",
            "subscriptions create --reference-customer cust-alice --reference-offer offer-pro",
        ),
        // The customer comes first, whatever the order of ProAbono's documentation is.
        (
            "live",
            "quoting subscription cust-alice offer-pro",
            "quoting subscription --reference-customer cust-alice --reference-offer offer-pro",
        ),
        ("live", "invoices retrieve 7", "invoices retrieve --id 7"),
        ("backoffice", "segments retrieve 17", "segments retrieve --id 17"),
        ("backoffice", "agents delete 42", "agents delete --id 42"),
        (
            "backoffice",
            "agents update 42 --email sam@beta.example",
            "agents update --id 42 --email sam@beta.example",
        ),
    ] {
        let request = async |line: &str| {
            let words = line.split(' ').chain(["--dry-run", "--json"]);
            ask(&service.origin, api, words).await.json()
        };
        assert_eq!(request(at_its_place).await, request(by_name).await, "{by_name}");
    }
    for line in [
        "customers retrieve cust-alice --reference-customer cust-bruno",
        "subscriptions terminate 5 --id-subscription 5 --immediate",
        "usages update-many feat-users --body list.json",
    ] {
        say(&service.origin, line).await.ended(2);
    }
    assert!(calls(&service).await.is_empty());
}

/// A run with exactly these variables.
async fn run(variables: &[(&str, &str)], line: &str) -> Ran {
    let mut program = tokio::process::Command::new(PROGRAM);
    program
        .env_clear()
        .envs(variables.iter().copied())
        .args(line.split(' '));
    Ran::of(program.output().await.unwrap())
}

#[tokio::test]
async fn a_command_without_its_api_or_below_the_other_one_is_told_where_it_is() {
    for (line, place) in [
        ("api customers list", "proabono-portal api live customers"),
        ("api customer list", "proabono-portal api live customers"),
        ("customers list", "proabono-portal api live customers"),
        (
            "api backoffice invoices list",
            "proabono-portal api live invoices",
        ),
        (
            "api live segments list",
            "proabono-portal api backoffice segments",
        ),
        ("api webhooks list", "proabono-portal api backoffice webhooks"),
    ] {
        let ran = run(&[], line).await;
        assert!(ran.ended(2).err.contains(place), "{line}: {}", ran.err);
    }
    let ran = run(&[], "api nonsense").await;
    assert!(!ran.ended(2).err.contains("below api"), "{}", ran.err);
}

#[tokio::test]
async fn every_group_of_both_apis_is_found_without_its_api() {
    for api in ["live", "backoffice"] {
        let help = run(&[], &format!("api {api} --help")).await.out;
        let (_, list) = help.split_once("Commands:").unwrap();
        let lines = list.lines().skip(1).take_while(|line| !line.trim().is_empty());
        let names: Vec<_> = lines
            .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
            .filter_map(|line| line.split_whitespace().next())
            .filter(|name| !["get", "post", "put", "delete", "help"].contains(name))
            .collect();
        assert!(names.len() > 5, "{help}");
        for name in names {
            let ran = run(&[], &format!("api {name}")).await;
            let place = format!("proabono-portal api {api} {name}");
            assert!(ran.ended(2).err.contains(&place), "{name}: {}", ran.err);
        }
    }
}

const OF_ACCOUNT: &str = "api backoffice gateway-accounts list";

/// The host that a command of the Backoffice API would ask.
async fn host(variables: &[(&str, &str)]) -> Value {
    let ran = run(variables, &format!("{OF_ACCOUNT} --dry-run --json")).await;
    ran.json()["Origin"].clone()
}

#[tokio::test]
async fn the_backoffice_api_is_asked_where_the_live_api_is() {
    let service = service();
    let origin = service.origin.as_str();
    let own = account(origin);
    let mut variables: Vec<(&str, &str)> = own.iter().map(|(name, value)| (*name, value.as_str())).collect();
    variables.retain(|(name, _)| *name != "PROABONO_BACKOFFICE_BASE");
    run(&variables, OF_ACCOUNT).await.ended(0);
    run(&variables, "conformance --api backoffice").await.ended(0);
    assert!(!calls(&service).await.is_empty());
    let with = |base| [("PROABONO_API_BASE", base)];
    assert_eq!(host(&variables).await, origin);
    assert_eq!(
        host(&with("https://api-1.proabono.com")).await,
        "https://via.proabono.com"
    );
    assert_eq!(
        host(&with("https://billing.acme.example")).await,
        "https://billing.acme.example"
    );
    // Names that only look like ProAbono's are not.
    assert_eq!(
        host(&with("https://evilproabono.com")).await,
        "https://evilproabono.com"
    );
    assert_eq!(host(&[]).await, "https://via.proabono.com");
}

#[tokio::test]
async fn an_emulator_beside_the_real_back_office_is_refused_with_the_names_of_both_settings() {
    for (name, real) in [
        ("PROABONO_BACKOFFICE_BASE", "https://via.proabono.com"),
        (
            "PROABONO_BACKOFFICE_SEGMENT_BASE",
            "https://acme-eur.via.proabono.com",
        ),
    ] {
        for line in [
            OF_ACCOUNT,
            "conformance --api backoffice",
            "api backoffice tax-profiles list --dry-run",
        ] {
            let variables = [
                ("PROABONO_API_BASE", "http://127.0.0.1:9"),
                ("PROABONO_AGENT_KEY", "agent-demo"),
                ("PROABONO_API_KEY", "api-demo"),
                (name, real),
            ];
            let ran = run(&variables, line).await;
            ran.ended(1);
            for part in [name, "PROABONO_API_BASE"] {
                assert!(ran.err.contains(part), "{line}: {part} in {}", ran.err);
            }
            assert_eq!(ran.out, "");
        }
    }
}
