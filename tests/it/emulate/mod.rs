//! The command `emulate`, as somebody starts it for tests of their own.

mod clients;
mod webhooks;

use std::process::Command;

use reqwest::Method;
use serde_json::Value;

use crate::support::http::{Answer, request, send};
use crate::support::portal::run;
use crate::support::process::{Process, signal};
use crate::support::wait::START;

const EMULATE: [&str; 3] = ["emulate", "--port", "0"];

/// The running command, and where it listens.
async fn emulate(arguments: &[&str]) -> (Process, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proabono-portal"));
    command.env_clear().args(EMULATE).args(arguments);
    let mut process = Process::start(&mut command);
    let origin = process
        .until("said where it listens", START, async |output| {
            let (_, behind) = output.split_once("PROABONO_API_BASE=")?;
            let (origin, _) = behind.split_once('\n')?;
            Some(origin.to_owned())
        })
        .await;
    (process, origin)
}

async fn ask(origin: &str, path: &str) -> Value {
    let call = request(Method::GET, &format!("{origin}{path}")).basic_auth("agent-demo", Some("api-demo"));
    let answer = send(call).await;
    answer.assert_status(200);
    serde_json::from_str(&answer.body).unwrap()
}

async fn post(origin: &str, path: &str, body: impl Into<reqwest::Body>) -> Answer {
    let call = request(Method::POST, &format!("{origin}{path}")).basic_auth("agent-demo", Some("api-demo"));
    send(call.header("Content-Type", "application/json").body(body)).await
}

#[tokio::test]
async fn the_same_seed_gives_the_same_answers_and_another_one_others() {
    let mut answers = Vec::new();
    for seed in ["7", "7", "8"] {
        let (_process, origin) = emulate(&["--seed", seed]).await;
        let customer = ask(&origin, "/v1/Customer?ReferenceCustomer=cust-alice").await;
        answers.push(customer.to_string().replace(&origin, ""));
    }
    assert_eq!(answers[0], answers[1]);
    assert_ne!(answers[0], answers[2]);
}

#[tokio::test]
async fn signals_that_make_other_servers_read_their_files_do_not_end_it() {
    let (mut process, origin) = emulate(&[]).await;
    for name in ["HUP", "USR1", "USR2"] {
        signal(name, &process.id().to_string());
        let words = format!("SIG{name} changes nothing");
        process
            .until("told of the signal", START, async |output| {
                output.contains(&words).then_some(())
            })
            .await;
    }
    ask(&origin, "/v1/Customer?ReferenceCustomer=cust-alice").await;
    let ended = process.terminate(START).await.expect("an end");
    assert_eq!(ended.code(), Some(0), "{}", process.output());
}

#[tokio::test]
async fn the_list_of_usages_has_the_shape_that_was_asked_for() {
    for (arguments, bare) in [(&[][..], false), (&["--usages", "bare-array"][..], true)] {
        let (_process, origin) = emulate(arguments).await;
        let usages = ask(&origin, "/v1/Usages?ReferenceCustomer=cust-alice").await;
        assert_eq!(usages.is_array(), bare, "{arguments:?}: {usages}");
    }
}

#[tokio::test]
async fn the_account_is_what_the_flags_say() {
    let (mut process, origin) = emulate(&[
        "--business-id=42",
        "--segment=seg-b",
        "--agent-key=agent-b",
        "--api-key=api-b",
        "--default-segment",
        "--link-lifetime=1",
        "--payment-capping=1",
    ])
    .await;
    let said = process
        .until("said its keys", START, async |output| {
            output.contains("PROABONO_API_KEY=").then(|| output.to_owned())
        })
        .await;
    for part in ["BUSINESS_ID=42", "SEGMENT_REF=seg-b", "AGENT_KEY=agent-b"] {
        assert!(said.contains(part), "{part}: {said}");
    }
    let call = |path: &str| {
        request(Method::POST, &format!("{origin}{path}"))
            .basic_auth("agent-b", Some("api-b"))
            .header("Content-Type", "application/json")
    };
    let created = send(call("/v1/Customer").body(r#"{"ReferenceCustomer":"user-1"}"#)).await;
    created.assert_status(201);
    let created: Value = serde_json::from_str(&created.body).unwrap();
    assert_eq!(created["ReferenceSegment"], "seg-b");
    let link = created["Links"][0]["href"].as_str().unwrap().to_owned();
    tokio::time::sleep(std::time::Duration::from_millis(1_200)).await;
    send(request(Method::GET, &link)).await.assert_status(410);
    let path = "/v1/CustomerSettingsPayment?ReferenceCustomer=user-1";
    send(call(path).body(r#"{"TypePayment":"ExternalBank"}"#))
        .await
        .assert_status(200);
    let charge = r#"{"ReferenceCustomer":"user-1","Amount":100}"#;
    send(call("/v1/BalanceLine").body(charge))
        .await
        .assert_status(201);
    let billed = r#"{"ReferenceCustomer":"user-1"}"#;
    send(call("/v1/Billing/Customer").body(billed))
        .await
        .assert_status(200);
    let capped = send(call("/v1/BalanceLine?EnsureBillable=true").body(charge)).await;
    capped.assert_status(403);
    assert!(capped.body.contains("CappingReached"), "{}", capped.body);
}

#[tokio::test]
async fn the_two_hosts_of_the_backoffice_api_are_where_it_says_and_one_when_told_so() {
    for (arguments, found) in [
        (&[][..], [200, 404]),
        (&["--backoffice-hosts=one"][..], [200, 200]),
    ] {
        let (mut process, origin) = emulate(arguments).await;
        let segment = process
            .until("said where its segment is", START, async |output| {
                assert!(
                    !output.contains("BACKOFFICE_SEGMENT_BASE=")
                        || output.contains(&format!("BACKOFFICE_BASE={origin}\n"))
                );
                let (_, behind) = output.split_once("PROABONO_BACKOFFICE_SEGMENT_BASE=")?;
                Some(behind.split_once('\n')?.0.to_owned())
            })
            .await;
        for (host, path) in [
            (&segment, "/Organization/TaxProfiles"),
            (&origin, "/Gateway/GatewayAccounts"),
        ] {
            let other = if host == &segment { &origin } else { &segment };
            for (host, status) in [host, other].into_iter().zip(found) {
                let call = request(Method::GET, &format!("{host}{path}"));
                let answer = send(call.basic_auth("agent-demo", Some("api-demo"))).await;
                answer.assert_status(status);
            }
        }
    }
}

#[tokio::test]
async fn flags_that_contradict_each_other_or_name_no_origin_are_refused() {
    for (arguments, said) in [
        (&["--insite-home-is-page"][..], "--links insite"),
        (&["--hosted-origin", "pages.acme.example"], "an origin only"),
        (
            &["--hosted-origin", "https://acme.example/path"],
            "an origin only",
        ),
        (&["--segment", "a=b"], "a reference"),
        (&["--agent-key", ""], "--agent-key"),
        (&["--return-url", "/Subscriptions/return"], "an absolute address"),
        (&["--redirect", "UrlPaid=https://a.test/"], "UrlPaid is no event"),
        (&["--redirect", "UrlPaymentSuccess"], "EVENT=URL"),
        (
            &["--catalogue", "/nowhere/catalogue.json"],
            "/nowhere/catalogue.json",
        ),
        (&["--authority", "ca.pem"], "--https"),
        (&["--webhook-url", "http://192.0.2.1/hooks"], "this machine only"),
        (&["--webhook-drop", "some"], "share=0.2"),
        (&["--webhook-attempts", "0"], "attempts"),
    ] {
        let finished = run(&[], &[&EMULATE[..], arguments].concat()).await;
        let error = &finished.stderr;
        assert!(
            !finished.status.success() && error.contains(said),
            "{arguments:?}: {error}"
        );
    }
}

#[tokio::test]
async fn the_hosted_pages_are_what_the_flags_say() {
    let (mut process, origin) = emulate(&[
        "--portal-secret=portal-secret-1",
        "--return-url=https://app.acme.test/back",
        "--return-in=top",
        "--outcome=due",
        "--closing=both",
        "--redirect=UrlPaymentCancel=https://app.acme.test/left?a=b",
        "--redirect=UrlGenericError=https://app.acme.test/odd",
    ])
    .await;
    process
        .until("said its secret", START, async |output| {
            output
                .contains("PROABONO_PORTAL_SECRET=portal-secret-1")
                .then_some(())
        })
        .await;
    let settings = send(request(Method::GET, &format!("{origin}/_emulator/hosted-pages"))).await;
    let settings: Value = serde_json::from_str(&settings.body).unwrap();
    for (name, expected) in [
        ("return_url", "https://app.acme.test/back"),
        ("return_in", "top"),
        ("outcome", "due"),
        ("closing", "both"),
    ] {
        assert_eq!(settings[name], expected, "{settings}");
    }
    assert_eq!(settings["IsIframeClosedAfterSubscribe"], true);
    assert_eq!(
        settings["redirects"]["UrlPaymentCancel"],
        "https://app.acme.test/left?a=b"
    );
    assert_eq!(
        settings["redirects"]["UrlGenericError"],
        "https://app.acme.test/odd"
    );
    let open = format!("{origin}/portal-open?business_id=1&segment_ref=acme-eur&customer_ref=cust-alice");
    send(request(Method::GET, &open)).await.assert_status(403);
}

#[tokio::test]
async fn a_catalogue_of_ones_own_is_sold_and_a_mistake_in_it_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("catalogue.json");
    let path = path.to_str().unwrap();
    let catalogue = |upgrade: &str| {
        format!(
            r#"{{"Features":[],"Offers":[{{"ReferenceOffer":"team","AmountRecurrence":900,"Upgrades":["{upgrade}"]}}],"Customers":[{{"ReferenceCustomer":"org_1"}}]}}"#
        )
    };
    std::fs::write(path, catalogue("team")).unwrap();
    let (_process, origin) = emulate(&["--catalogue", path]).await;
    let offer = ask(&origin, "/v1/Offer?ReferenceOffer=team").await;
    assert_eq!(offer["AmountRecurrence"], 900);
    ask(&origin, "/v1/Customer?ReferenceCustomer=org_1").await;
    std::fs::write(path, catalogue("absent")).unwrap();
    let error = run(&[], &[&EMULATE[..], &["--catalogue", path]].concat())
        .await
        .stderr;
    assert!(error.contains("Offers[0].Upgrades[0]"), "{error}");
}
