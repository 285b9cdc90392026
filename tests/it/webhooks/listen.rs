//! A developer's day: events of the emulator, made on demand, shown and passed on to a server on this machine.

use std::process::Command;
use std::time::Duration;

use proabono_emulator::{Emulator, Options};

use crate::events::{SECRET, Site};
use crate::support::portal::{Finished, run};
use crate::support::process::{Process, signal};
use crate::support::wait::{free_port, poll};

pub(super) const WITHIN: Duration = Duration::from_secs(30);

pub(super) fn variables(base: &str) -> [(&str, &str); 6] {
    [
        ("PROABONO_API_BASE", base),
        ("PROABONO_BUSINESS_ID", "1"),
        ("PROABONO_SEGMENT_REF", "acme-eur"),
        ("PROABONO_AGENT_KEY", "agent-demo"),
        ("PROABONO_API_KEY", "api-demo"),
        ("PROABONO_WEBHOOK_SECRET", SECRET),
    ]
}

async fn trigger(base: &str, kind: &str, customer: &str) -> Finished {
    run(&variables(base), &["webhooks", "trigger", kind, customer]).await
}

/// The id of the event that the emulator makes.
pub(super) async fn triggered(base: &str, kind: &str) -> String {
    let finished = trigger(base, kind, "cust-alice").await;
    assert!(finished.status.success(), "{}", finished.stderr);
    let id = finished
        .stdout
        .split_whitespace()
        .find(|word| word.starts_with("trg_"));
    id.unwrap_or_else(|| panic!("{}", finished.stdout)).to_owned()
}

pub(super) async fn listen(base: &str, arguments: &[&str]) -> Process {
    let mut command = Command::new(env!("CARGO_BIN_EXE_proabono-portal"));
    command.env_clear().envs(variables(base));
    command
        .args(["webhooks", "listen", "--every", "500ms"])
        .args(arguments);
    let mut process = Process::start(&mut command);
    process
        .until("listening", WITHIN, async |output| {
            output.contains("Listening").then_some(())
        })
        .await;
    process
}

#[tokio::test]
async fn an_event_that_happens_is_shown_in_one_line_and_earlier_ones_only_when_they_are_asked_for() {
    let emulator = Emulator::bind(Options::default()).unwrap();
    let base = emulator.url();
    let before = triggered(&base, "InvoiceDebitPaid").await;
    let mut listening = listen(&base, &[]).await;
    let mut since = listen(&base, &["--since", "1h"]).await;
    let id = triggered(&base, "SubscriptionStarted").await;
    for process in [&mut listening, &mut since] {
        let line = process
            .until("an event", WITHIN, async |output| {
                output.lines().find(|line| line.ends_with(&id)).map(str::to_owned)
            })
            .await;
        assert!(
            line.contains("SubscriptionStarted") && line.contains("cust-alice"),
            "{line}"
        );
    }
    let shows = |process: &Process| process.output().lines().any(|line| line.ends_with(&before));
    assert!(!shows(&listening) && shows(&since), "{}", since.output());
    signal("INT", &listening.id().to_string());
    let ended = poll(WITHIN, async || listening.ended()).await.expect("an end");
    assert!(ended.success(), "{}", listening.output());
}

#[tokio::test]
async fn events_are_passed_on_until_they_are_taken_as_proabono_would() {
    let mut site = Site::start(&[]).await;
    let url = site.portal.url("/Subscriptions/webhooks");
    let emulator = Emulator::bind(Options::default()).unwrap();
    let base = emulator.url();
    site.portal.kill();
    let listening = listen(&base, &["--forward-to", &url]).await;
    let ids = [
        triggered(&base, "SubscriptionStarted").await,
        triggered(&base, "InvoiceDebitPaid").await,
    ];
    let refused = poll(WITHIN, async || {
        listening.output().contains("not taken").then_some(())
    })
    .await;
    assert!(refused.is_some(), "{}", listening.output());
    site.again().await;
    for id in ids {
        let done = format!("id = '{id}' AND state = 'done' AND copies = 1");
        let done = poll(WITHIN, async || (site.count(&done) == 1).then_some(()));
        assert!(done.await.is_some(), "{id}: {}", site.portal.output());
    }
}

#[tokio::test]
async fn what_is_passed_on_needs_the_secret_and_an_address_that_nobody_overhears() {
    let base = "http://127.0.0.1:9";
    let arguments = ["webhooks", "listen", "--forward-to", "http://127.0.0.1:8/hooks"];
    let without = run(&variables(base)[..5], &arguments).await;
    assert!(
        without.stderr.contains("set PROABONO_WEBHOOK_SECRET"),
        "{}",
        without.stderr
    );
    let arguments = [
        "webhooks",
        "listen",
        "--forward-to",
        "http://app.acme.example/hooks",
    ];
    let clear = run(&variables(base), &arguments).await;
    assert!(clear.stderr.contains("https://"), "{}", clear.stderr);
    let away = run(&variables(base), &arguments[..2]).await;
    assert!(
        !away.status.success() && away.stderr.contains("cannot be read"),
        "{}",
        away.stderr
    );
}

#[tokio::test]
async fn events_are_made_at_an_emulator_only_and_only_real_ones() {
    let emulator = Emulator::bind(Options::default()).unwrap();
    let base = emulator.url();
    for (kind, customer, part) in [
        ("SubscriptionInvented", "cust-alice", "no event of ProAbono's"),
        ("SubscriptionStarted", "cust-nobody", "no customer"),
    ] {
        let finished = trigger(&base, kind, customer).await;
        assert!(
            !finished.status.success() && finished.stderr.contains(part),
            "{}",
            finished.stderr
        );
    }
    let real = trigger("https://api-1.proabono.com", "SubscriptionStarted", "cust-alice").await;
    assert!(
        !real.status.success() && real.stderr.contains("at an emulator only"),
        "{}",
        real.stderr
    );
    let nothing = trigger(
        &format!("http://127.0.0.1:{}", free_port()),
        "SubscriptionStarted",
        "cust-alice",
    )
    .await;
    assert!(nothing.stderr.contains("does not answer"), "{}", nothing.stderr);
}

#[tokio::test]
async fn a_webhook_is_registered_in_one_command_beside_the_server() {
    let site = Site::start(&[]).await;
    let emulator = Emulator::bind(Options {
        webhook_secret: SECRET.to_owned(),
        ..Options::default()
    });
    let emulator = emulator.unwrap();
    let (base, url) = (emulator.url(), site.portal.url("/Subscriptions/webhooks"));
    let more = [("PROABONO_API_BASE", base.as_str())];
    let registered = site.webhooks_with(&more, &["register", "--url", &url]).await;
    assert!(
        registered.status.success(),
        "{}{}",
        registered.stdout,
        registered.stderr
    );
    assert!(
        registered.stdout.contains("has confirmed the code"),
        "{}",
        registered.stdout
    );
    let id = triggered(&base, "SubscriptionStarted").await;
    let arrived = poll(WITHIN, async || {
        (site.count(&format!("id = '{id}'")) == 1).then_some(())
    });
    assert!(arrived.await.is_some(), "{}", site.portal.output());
    let checked = site
        .webhooks_with(&more, &["register", "--url", &url, "--check"])
        .await;
    assert!(
        checked.stdout.contains("the answer was 200"),
        "{}{}",
        checked.stdout,
        checked.stderr
    );
}

#[tokio::test]
async fn events_are_passed_on_to_this_machine_alone() {
    for address in ["https://app.example.com/webhooks", "http://192.168.1.5/webhooks"] {
        let arguments = ["webhooks", "listen", "--forward-to", address];
        let finished = run(&variables("http://127.0.0.1:9"), &arguments).await;
        assert_eq!(finished.status.code(), Some(2), "{address}");
    }
}
