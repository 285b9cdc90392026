//! The commands that look at the file of the events beside a server.

use std::time::Duration;

use serde_json::{Value, json};

use crate::events::{Site, event};
use crate::support::portal::{Finished, run, run_by};
use crate::support::served::borrowed;
use crate::support::wait::poll;

impl Site {
    /// `webhooks …` with the configuration of the server.
    pub(super) async fn webhooks(&self, arguments: &[&str]) -> Finished {
        self.webhooks_with(&[], arguments).await
    }

    /// The same with other variables than the server's.
    pub(super) async fn webhooks_with(&self, more: &[(&str, &str)], arguments: &[&str]) -> Finished {
        let mut variables = borrowed(&self.variables);
        variables.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
        variables.extend(more);
        run(&variables, &[&["webhooks"], arguments].concat()).await
    }

    async fn json(&self, arguments: &[&str]) -> Value {
        let finished = self.webhooks(&[arguments, &["--json"]].concat()).await;
        assert!(finished.status.success(), "{}", finished.stderr);
        serde_json::from_str(&finished.stdout).expect("JSON")
    }
}

#[tokio::test]
async fn events_are_listed_by_what_is_asked_for_and_shown_as_they_came() {
    let site = Site::start(&[]).await;
    for (id, kind, customer) in [
        ("trg_1", "SubscriptionStarted", "cust-alice"),
        ("trg_2", "InvoiceDebitPaid", "cust-alice"),
        ("trg_3", "SubscriptionStarted", "cust-bob"),
    ] {
        site.deliver(&event(id, kind, customer)).await;
    }
    site.done(3).await;
    for (asked, ids) in [
        (&["list"][..], &["trg_3", "trg_2", "trg_1"][..]),
        (&["list", "--limit", "1"], &["trg_3"]),
        (&["list", "--customer", "cust-alice"], &["trg_2", "trg_1"]),
        (
            &["list", "--type", "SubscriptionStarted", "--state", "done"],
            &["trg_3", "trg_1"],
        ),
        (&["list", "--state", "dead"], &[]),
    ] {
        let listed = site.json(asked).await;
        let found: Vec<_> = listed
            .as_array()
            .unwrap()
            .iter()
            .map(|event| event["id"].clone())
            .collect();
        assert_eq!(found, ids, "{asked:?}");
    }
    let table = site.webhooks(&["list"]).await.stdout;
    assert!(
        table.contains("trg_2") && table.contains("cust-alice") && !table.contains("ada@"),
        "{table}"
    );
    let shown = site.json(&["show", "trg_1"]).await;
    assert_eq!(
        (&shown["state"], &shown["body"]["Customer"]["Name"]),
        (&json!("done"), &json!("Ada"))
    );
    let missing = site.webhooks(&["show", "trg_9"]).await;
    assert!(
        !missing.status.success() && missing.stderr.contains("no event and no post"),
        "{}",
        missing.stderr
    );
    let stats = site.json(&["stats"]).await;
    assert_eq!(
        (&stats["dead"], &stats["types"]["SubscriptionStarted"]["done"]),
        (&json!(0), &json!(2))
    );
    let table = site.webhooks(&["stats"]).await.stdout;
    assert!(
        table.contains("posts_waiting") && table.contains("InvoiceDebitPaid"),
        "{table}"
    );
}

#[tokio::test]
async fn what_is_replayed_is_worked_anew_while_the_server_runs() {
    let site = Site::start(&[]).await;
    site.deliver(&event("trg_1", "SubscriptionStarted", "cust-alice"))
        .await;
    site.done(1).await;
    let ended = |site: &Site| {
        site.read(|inbox| {
            let sql = "SELECT ended FROM events WHERE id = 'trg_1' AND state = 'done'";
            inbox.query_row(sql, [], |row| row.get::<_, i64>(0)).ok()
        })
    };
    let before = ended(&site).unwrap();
    let replayed = site.webhooks(&["replay", "trg_1", "trg_9"]).await;
    assert!(
        replayed.stdout.contains("trg_1 is worked anew"),
        "{}",
        replayed.stdout
    );
    assert!(
        !replayed.status.success() && replayed.stderr.contains("trg_9"),
        "{}",
        replayed.stderr
    );
    let again = poll(Duration::from_secs(20), async || {
        ended(&site).filter(|ended| *ended > before)
    });
    assert!(again.await.is_some(), "{}", site.portal.output());
}

#[tokio::test]
async fn dead_posts_are_shown_with_their_answer_and_made_anew() {
    let application = super::application::Application::start(&[], &[]).await;
    let url = format!("{}/gone", application.origin);
    let keys = [
        ("webhooks.host_url", url.as_str()),
        ("webhooks.host_keys", super::posts::SECRET),
    ];
    let site = Site::start(&keys).await;
    site.deliver(&event("trg_1", "SubscriptionStarted", "cust-alice"))
        .await;
    let dead = |site: &Site| {
        site.read(|inbox| {
            let sql = "SELECT id FROM posts WHERE next_try IS NULL AND delivered = 0";
            inbox.query_row(sql, [], |row| row.get::<_, String>(0)).ok()
        })
    };
    let id = poll(Duration::from_secs(20), async || dead(&site))
        .await
        .expect("a dead post");
    let shown = site.json(&["show", &id]).await;
    assert_eq!(
        (&shown["status"], &shown["answer"]),
        (&json!(410), &json!("nobody is here"))
    );
    assert_eq!(shown["body"]["data"]["customer"], "cust-alice");
    let replayed = site.webhooks(&["replay", "--dead"]).await;
    assert!(
        replayed.stdout.contains("Made anew: 1 posts"),
        "{}{}",
        replayed.stdout,
        replayed.stderr
    );
    let twice = poll(Duration::from_secs(20), async || {
        (application.posts().len() == 2).then_some(())
    });
    assert!(twice.await.is_some(), "{}", application.posts().len());
}

#[tokio::test]
async fn without_a_file_the_reason_and_the_setting_are_said() {
    let variables = [
        ("PROABONO_API_BASE", "http://127.0.0.1:9"),
        ("PROABONO_BUSINESS_ID", "1"),
        ("PROABONO_SEGMENT_REF", "acme-eur"),
        ("PROABONO_AGENT_KEY", "agent-demo"),
        ("PROABONO_API_KEY", "api-demo"),
    ];
    for arguments in [
        &["list"][..],
        &["show", "trg_1"],
        &["replay", "--dead"],
        &["stats"],
    ] {
        let finished = run(&variables, &[&["webhooks"], arguments].concat()).await;
        assert!(!finished.status.success(), "{arguments:?}");
        assert!(
            finished.stderr.contains("PORTAL_WEBHOOKS__FILE"),
            "{}",
            finished.stderr
        );
    }
}

#[tokio::test]
async fn a_reader_that_went_away_had_all_that_it_wanted() {
    let site = Site::start(&[]).await;
    site.deliver(&event("trg_1", "SubscriptionStarted", "cust-alice"))
        .await;
    site.done(1).await;
    let line = "{ \"$@\"; echo \"ended with $?\" >&2; } | true";
    for arguments in [
        &["list"][..],
        &["list", "--json"],
        &["show", "trg_1"],
        &["stats"],
        &["replay", "trg_1"],
    ] {
        let arguments = [&["webhooks"], arguments].concat();
        let finished = run_by(line, &borrowed(&site.variables), &arguments).await;
        assert_eq!(finished.stderr, "ended with 0\n", "{arguments:?}");
    }
}
