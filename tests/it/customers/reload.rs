//! The look-up table of a running server, changed under it.

use std::time::Duration;

use super::table::TableFile;
use crate::support::http::get_with;
use crate::support::portal::PortalProcess;
use crate::support::served::{USER, borrowed, variables};
use crate::support::upstream::{Upstream, account};
use crate::support::wait::poll;

const SOON: Duration = Duration::from_secs(20);

struct Running {
    portal: PortalProcess,
    table: TableFile,
    _upstream: Upstream,
}

impl Running {
    async fn start(table: &str) -> Self {
        let (upstream, table) = (Upstream::start(account()), TableFile::of(table));
        let path = table.text();
        let variables = variables(upstream.origin(), &[("customers.table", &path)]);
        let portal = PortalProcess::start(&borrowed(&variables), &["serve"]).await;
        Self {
            portal,
            table,
            _upstream: upstream,
        }
    }

    /// The reference on Nora's page.
    async fn reference(&self) -> String {
        let page = get_with(&self.portal.url("/Subscriptions"), &[(USER, "nora")]).await;
        let (_, rest) = page.body.split_once("\"customer_ref\":\"").unwrap_or_default();
        rest.split('"').next().unwrap_or_default().to_owned()
    }

    async fn becomes(&self, reference: &str) {
        let found = poll(SOON, async || (self.reference().await == reference).then_some(())).await;
        assert!(found.is_some(), "not {reference}:\n{}", self.portal.output());
    }

    async fn says(&self, words: &str, times: usize) {
        let said = async || (self.portal.output().matches(words).count() >= times).then_some(());
        assert!(
            poll(SOON, said).await.is_some(),
            "not {words:?}:\n{}",
            self.portal.output()
        );
    }
}

#[tokio::test]
async fn a_change_is_taken_up_and_a_broken_one_is_not() {
    let site = Running::start("nora,first-one\n").await;
    assert_eq!(site.reference().await, "first-one");
    site.table.write("# longer now\nnora,second-one\n");
    site.becomes("second-one").await;
    site.says("customers.table has changed and was read again", 1)
        .await;

    site.table
        .write("nora,third-one\nolga,a=b\notto,x,nowhere\nZq7canary\n");
    site.says("the last good one stays in force", 3).await;
    assert_eq!(site.reference().await, "second-one");
    let log = site.portal.output();
    for line in ["line=2", "line=3", "line=4"] {
        assert!(log.contains(line), "{line}:\n{log}");
    }
    assert!(!log.contains("Zq7canary") && !log.contains("third-one"), "{log}");

    std::fs::remove_file(site.table.path()).expect("the table");
    site.says("the last good one stays in force", 4).await;
    assert_eq!(site.reference().await, "second-one");

    site.table.write("nora,fourth-one\n");
    site.becomes("fourth-one").await;
    // A user who is taken out is made a customer by the template again.
    site.table.write("olga,fourth-one\n");
    site.becomes("cust-nora").await;
}

#[tokio::test]
async fn a_table_that_another_file_replaces_is_taken_up() {
    let site = Running::start("nora,first-one\n").await;
    let beside = site.table.path().with_extension("new");
    // Of the same length: the time alone tells them apart.
    std::fs::write(&beside, "nora,later-one\n").expect("a file");
    std::fs::rename(&beside, site.table.path()).expect("a move");
    site.becomes("later-one").await;
}

#[tokio::test]
async fn a_broken_version_is_complained_of_once() {
    let site = Running::start("nora,first-one\n").await;
    site.table.write("nora\n");
    site.says("the last good one stays in force", 1).await;
    tokio::time::sleep(Duration::from_secs(5)).await;
    let count = site.portal.output().matches("the last good one").count();
    assert_eq!(count, 1, "{}", site.portal.output());
}
