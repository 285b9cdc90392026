//! The two hosts of the Backoffice API and the keys of both APIs, as the command line finds them in the environment.

use std::ffi::OsStr;

use proabono_portal::emulator::Options;

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

const OF_ACCOUNT: &str = "api backoffice businesses list";
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
async fn an_operation_on_the_wrong_host_is_not_found_and_the_emulator_says_where_it_is() {
    let service = service();
    let wrong = [("PROABONO_BACKOFFICE_SEGMENT_BASE", service.origin.as_str())];
    let ran = with(&service.origin, &wrong, OF_SEGMENT).await;
    ran.ended(4);
    assert!(ran.err.contains("host of the segment"), "{}", ran.err);
    let segment = segment_origin(&service.origin);
    let wrong = [("PROABONO_BACKOFFICE_BASE", segment.as_str())];
    let ran = with(&service.origin, &wrong, OF_ACCOUNT).await;
    ran.ended(4);
    assert!(ran.err.contains("host of the account"), "{}", ran.err);
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
