//! The two hosts of the Backoffice API and the keys of both APIs, as the command line finds them in the environment.

use std::ffi::OsStr;

use proabono_portal::emulator::Options;

use serde_json::json;

use super::{PROGRAM, Ran, Service, calls, command, segment_origin, service, service_with};

/// A run with these variables changed; an empty value is none.
async fn with(origin: &str, changes: &[(&str, &str)], line: &str) -> Ran {
    let mut program = command(PROGRAM, origin);
    for (name, value) in changes {
        if value.is_empty() {
            program.env_remove(OsStr::new(name));
        } else {
            program.env(name, value);
        }
    }
    program.args(line.split(' '));
    Ran::of(program.output().await.unwrap())
}

const OF_ACCOUNT: &str = "api backoffice gateway-accounts list";
const OF_SEGMENT: &str = "api backoffice tax-profiles list";

#[tokio::test]
async fn without_the_host_of_the_segment_its_operations_end_with_the_name_of_the_setting_and_send_nothing() {
    let service = service();
    let without = [("PROABONO_BACKOFFICE_SEGMENT_BASE", "")];
    with(&service.origin, &without, OF_ACCOUNT).await.ended(0);
    let sent = calls(&service).await.len();
    for line in [
        OF_SEGMENT,
        "api backoffice agents retrieve 42",
        "api backoffice agents delete 42",
        "api backoffice card-permissions list --count",
        "api backoffice tax-profiles list --dry-run",
        "api backoffice get /Organization/TaxProfiles --segment-host",
    ] {
        let ran = with(&service.origin, &without, line).await;
        ran.ended(1);
        for part in [
            "PROABONO_BACKOFFICE_SEGMENT_BASE",
            "https://acme-eur.via.proabono.com",
        ] {
            assert!(ran.err.contains(part), "{line}: {}", ran.err);
        }
        assert_eq!(ran.out, "", "{line}");
    }
    assert_eq!(calls(&service).await.len(), sent);
}

#[tokio::test]
async fn conformance_says_what_it_could_not_ask_without_the_host_of_the_segment() {
    let service = service();
    let without = [("PROABONO_BACKOFFICE_SEGMENT_BASE", "")];
    let ran = with(&service.origin, &without, "conformance --api backoffice").await;
    ran.ended(0);
    assert!(
        ran.out.contains("PROABONO_BACKOFFICE_SEGMENT_BASE is not set"),
        "{}",
        ran.out
    );
}

#[tokio::test]
async fn conformance_may_write_twice_since_its_hosts_are_of_one_run_and_its_webhook_of_nobody() {
    let service = service();
    for _ in 0..2 {
        let ran = with(&service.origin, &[], "conformance --api backoffice --write").await;
        ran.ended(0);
    }
    let calls = calls(&service).await;
    let webhooks: Vec<&str> = calls
        .iter()
        .filter(|call| call["operation"] == "POST /Notification/Webhooks")
        .filter_map(|call| call["body"]["Url"].as_str())
        .collect();
    assert!(
        webhooks.contains(&"https://conformance.invalid/hooks"),
        "{webhooks:?}"
    );
    assert!(
        !json!(webhooks).to_string().contains("example.com"),
        "{webhooks:?}"
    );
}

#[tokio::test]
async fn a_country_is_sent_in_capitals_wherever_one_is_sent() {
    let service = service();
    for line in [
        "agents create --email sam@beta.example",
        "agents update --id 42 --email sam@beta.example",
        "businesses update-billing-address 1",
        "card-permissions create --id-customer 1 --id-account 1 --type-gateway CardDummy --type-payment Card",
        "mandate-permissions create --id-customer 1 --id-account 1 --type-gateway DirectDebitDummySepa --type-payment DirectDebit",
        "tax-profile-exceptions create --id-tax-profile 1 --rate 1 --type-rate-tax Reduced",
        "tax-profile-exceptions update --id 1 --id-tax-profile 1 --rate 1 --type-rate-tax Reduced",
    ] {
        let line = format!("api backoffice {line} --country fr --dry-run --json");
        let request = with(&service.origin, &[], &line).await.json();
        assert_eq!(request["Body"]["Country"], "FR", "{line}");
    }
}

#[tokio::test]
async fn an_operation_on_the_wrong_host_is_not_found_and_the_emulator_says_where_it_is() {
    let service = service();
    // The objects that links lead to are read on both hosts, so that they can be followed; nothing else is there on the
    // wrong one.
    let of_segment = "api backoffice tax-profiles create --name VAT --label VAT --rate-default 2000 --type-rate-tax Standard";
    let of_account = "api backoffice businesses create --name Beta --language-default en";
    let wrong = [("PROABONO_BACKOFFICE_SEGMENT_BASE", service.origin.as_str())];
    let ran = with(&service.origin, &wrong, of_segment).await;
    ran.ended(4);
    assert!(ran.err.contains("host of the segment"), "{}", ran.err);
    let segment = segment_origin(&service.origin);
    let wrong = [("PROABONO_BACKOFFICE_BASE", segment.as_str())];
    let ran = with(&service.origin, &wrong, of_account).await;
    ran.ended(4);
    assert!(ran.err.contains("host of the account"), "{}", ran.err);
}

#[tokio::test]
async fn the_backoffice_api_needs_no_setting_that_only_the_live_api_uses() {
    let service = service();
    let mut only = [
        ("PROABONO_API_BASE", ""),
        ("PROABONO_BUSINESS_ID", ""),
        ("PROABONO_SEGMENT_REF", ""),
        ("PROABONO_AGENT_KEY", ""),
        ("PROABONO_API_KEY", ""),
        ("PROABONO_BACKOFFICE_AGENT_KEY", "agent-demo"),
        ("PROABONO_BACKOFFICE_API_KEY", "api-demo"),
    ];
    let create = "api backoffice businesses create --name Beta --language-default en";
    for line in [create, OF_SEGMENT, "conformance --api backoffice"] {
        with(&service.origin, &only, line).await.ended(0);
    }
    // A wrong one does not matter either.
    only[1].1 = "first";
    with(&service.origin, &only, OF_ACCOUNT).await.ended(0);
    // Without any keys, those that would do are asked for, and a dry run needs none.
    let bare = [&only[..5], &[("PROABONO_BACKOFFICE_AGENT_KEY", "")]].concat();
    let ran = with(&service.origin, &bare, OF_ACCOUNT).await;
    assert!(ran.ended(1).err.contains("PROABONO_AGENT_KEY"), "{}", ran.err);
    assert!(!ran.err.contains("PROABONO_SEGMENT_REF"), "{}", ran.err);
    with(&service.origin, &bare, &format!("{OF_ACCOUNT} --dry-run"))
        .await
        .ended(0);
    // The Live API needs them as ever.
    with(&service.origin, &only, "api live customers list")
        .await
        .ended(1);
}

/// A service that takes these keys and no others.
fn guarded(agent_key: &str, api_key: &str) -> Service {
    service_with(Options {
        agent_key: agent_key.to_owned(),
        api_key: api_key.to_owned(),
        ..Options::default()
    })
}

#[tokio::test]
async fn each_api_gets_its_own_keys_on_each_of_its_hosts_and_one_may_share_a_part() {
    let live = guarded("agent-demo", "api-demo");
    for (own, back) in [
        // Another pair.
        (
            &[
                ("PROABONO_BACKOFFICE_AGENT_KEY", "agent-back"),
                ("PROABONO_BACKOFFICE_API_KEY", "api-back"),
            ][..],
            guarded("agent-back", "api-back"),
        ),
        // Another API key for the same agent.
        (
            &[("PROABONO_BACKOFFICE_API_KEY", "api-back")][..],
            guarded("agent-demo", "api-back"),
        ),
        // None of its own.
        (&[][..], guarded("agent-demo", "api-demo")),
    ] {
        let segment = segment_origin(&back.origin);
        let hosts = [
            ("PROABONO_BACKOFFICE_BASE", back.origin.as_str()),
            ("PROABONO_BACKOFFICE_SEGMENT_BASE", segment.as_str()),
        ];
        let changes = [&hosts[..], own].concat();
        for line in ["api live customers list", OF_ACCOUNT, OF_SEGMENT] {
            with(&live.origin, &changes, line).await.ended(0);
        }
        if !own.is_empty() {
            with(&live.origin, &hosts, OF_ACCOUNT).await.ended(3);
            with(&live.origin, &hosts, OF_SEGMENT).await.ended(3);
        }
    }
}
