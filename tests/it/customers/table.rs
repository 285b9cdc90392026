//! The look-up table beside the template, and users who are nobody's customer.

use std::path::PathBuf;

use tempfile::TempDir;

use super::nora;
use crate::support::http::Answer;
use crate::support::served::Served;

/// A table in a folder of its own.
pub(super) struct TableFile {
    folder: TempDir,
}

impl TableFile {
    pub(super) fn of(text: &str) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let file = Self { folder };
        file.write(text);
        file
    }

    pub(super) fn path(&self) -> PathBuf {
        self.folder.path().join("customers.csv")
    }

    pub(super) fn text(&self) -> String {
        self.path().display().to_string()
    }

    pub(super) fn write(&self, text: &str) {
        std::fs::write(self.path(), text).expect("the table");
    }
}

/// A page that opens nothing, after which ProAbono knows nothing of the visit.
pub(super) async fn assert_nobody(site: &Served, page: &Answer) {
    page.assert_status(403)
        .assert_text("We could not recognise you")
        .assert_no_text("<iframe")
        .assert_no_text("customer_ref");
    assert_eq!(site.upstream.reads_and_writes().await, (0, 0));
}

#[tokio::test]
async fn a_listed_user_has_the_reference_of_the_table_and_others_that_of_the_template() {
    let table = TableFile::of("# by hand\nid,reference\n\nnora,acme/7\n\"a, b\",cust-alice\n");
    let site = Served::start(&[("customers.table", &table.text())]);
    let page = nora(&site, "nora").await;
    page.assert_status(200).assert_text("\"customer_ref\":\"acme/7\"");
    assert_eq!(site.upstream.written().await[0]["ReferenceCustomer"], "acme/7");
    let page = site.visit("a, b").await;
    page.assert_status(200)
        .assert_text("\"customer_ref\":\"cust-alice\"");
    let page = site.visit("bruno").await;
    page.assert_status(200)
        .assert_text("\"customer_ref\":\"cust-bruno\"");
}

#[tokio::test]
async fn two_users_of_one_reference_see_one_customer() {
    let table = TableFile::of("nora,cust-alice\nolga,cust-alice\n");
    let site = Served::start(&[("customers.table", &table.text())]);
    for user in ["nora", "olga"] {
        let page = site.visit(user).await;
        page.assert_status(200)
            .assert_text("\"customer_ref\":\"cust-alice\"");
    }
    assert_eq!(site.upstream.reads_and_writes().await, (1, 0));
}

#[tokio::test]
async fn with_table_only_a_user_who_is_not_listed_is_refused() {
    let table = TableFile::of("alice,cust-alice\n");
    let settings = [
        ("customers.table", table.text()),
        ("customers.table_only", "true".to_owned()),
    ];
    let settings = settings.each_ref().map(|(key, value)| (*key, value.as_str()));
    let site = Served::start(&settings);
    for user in ["bruno", "Alice", "alice2", "cust-alice"] {
        assert_nobody(&site, &site.visit(user).await).await;
    }
    site.visit("alice").await.assert_status(200);
}

#[tokio::test]
async fn the_template_never_makes_a_reference_that_the_table_gives_to_another() {
    // The table gives Bruno's customer to Alice, so that Bruno, who is not in it, would see hers.
    let table = TableFile::of("alice,cust-bruno\n");
    let site = Served::start(&[("customers.table", &table.text())]);
    assert_nobody(&site, &site.visit("bruno").await).await;
    let crylk = "/Subscriptions?crylk=https%3a%2f%2fmon-app.proabono.com%2fx";
    assert_nobody(&site, &site.visit_with("bruno", crylk, &[]).await).await;
    site.visit("alice").await.assert_status(200);
}

#[tokio::test]
async fn a_user_without_a_claim_of_the_template_is_refused() {
    let site = Served::start(&[
        ("customers.reference", "{claim.org}"),
        ("identity.proxy.claims", "org=X-Remote-Org"),
    ]);
    for org in ["", "  ", "a\tb", &"x".repeat(501)] {
        let page = site
            .visit_with("nora", "/Subscriptions", &[("x-remote-org", org)])
            .await;
        assert_nobody(&site, &page).await;
    }
    assert_nobody(&site, &site.visit("nora").await).await;
    let page = site
        .visit_with("nora", "/Subscriptions", &[("x-remote-org", "cust-alice")])
        .await;
    page.assert_status(200)
        .assert_text("\"customer_ref\":\"cust-alice\"");
}

#[tokio::test]
async fn the_refusal_speaks_the_visitors_language() {
    let table = TableFile::of("alice,cust-alice\n");
    let table = table.text();
    let site = Served::start(&[("customers.table", &table), ("customers.table_only", "true")]);
    let french = [("accept-language", "fr")];
    site.visit_with("nora", "/Subscriptions", &french)
        .await
        .assert_status(403)
        .assert_text("Nous n’avons pas pu vous reconnaître");
}
