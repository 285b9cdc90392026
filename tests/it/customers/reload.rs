//! The look-up table of a running server, changed under it.

use std::os::unix::fs::symlink;
use std::process::Command;
use std::time::Duration;

use super::table::TableFile;
use crate::support::http::get_with;
use crate::support::portal::{PortalProcess, run};
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
        Self::before(TableFile::of(table)).await
    }

    async fn before(table: TableFile) -> Self {
        let upstream = Upstream::start(account());
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

#[tokio::test]
async fn a_mounted_table_that_is_swapped_is_taken_up_though_its_length_and_time_are_the_same() {
    // As Kubernetes mounts it: the file leads through a link to the folder of one version.
    let table = TableFile::of("");
    let (file, folder) = (table.path(), table.path().with_file_name(""));
    std::fs::remove_file(&file).expect("the table");
    let version = |name: &str, text: &str| {
        std::fs::create_dir(folder.join(name)).expect("a folder");
        let path = folder.join(name).join("customers.csv");
        std::fs::write(&path, text).expect("a table");
        let then = std::time::SystemTime::UNIX_EPOCH + Duration::from_secs(1_700_000_000);
        let file = std::fs::File::options()
            .write(true)
            .open(path)
            .expect("the table");
        file.set_modified(then).expect("its time");
    };
    version("..1", "nora,first-one\n");
    version("..2", "nora,later-one\n");
    symlink("..1", folder.join("..data")).expect("a link");
    symlink("..data/customers.csv", &file).expect("a link");
    let site = Running::before(table).await;
    assert_eq!(site.reference().await, "first-one");
    symlink("..2", folder.join("..new")).expect("a link");
    std::fs::rename(folder.join("..new"), folder.join("..data")).expect("a swap");
    site.becomes("later-one").await;
}

#[tokio::test]
async fn a_table_in_place_of_which_something_else_stands_is_not_waited_for() {
    let site = Running::start("nora,first-one\n").await;
    std::fs::remove_file(site.table.path()).expect("the table");
    // Nobody ever writes into this pipe.
    let made = Command::new("mkfifo").arg(site.table.path()).status();
    assert!(made.expect("mkfifo").success());
    site.says("it is not a regular file", 1).await;
    assert_eq!(site.reference().await, "first-one");
    let path = site.table.text();
    let settings = variables("http://127.0.0.1:9", &[("customers.table", &path)]);
    let checked = run(&borrowed(&settings), &["check"]).await;
    assert_eq!(checked.status.code(), Some(1), "{}", checked.stderr);
    assert!(
        checked.stderr.contains("it is not a regular file"),
        "{}",
        checked.stderr
    );
    std::fs::remove_file(site.table.path()).expect("the pipe");
    site.table.write("nora,later-one\n");
    site.becomes("later-one").await;
}
