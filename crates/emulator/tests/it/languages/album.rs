//! Every hosted page of the sample account, as its customers come to it.

use serde_json::json;

use crate::Running;
use crate::settings::set;
use crate::walk::{CARD, DEBIT, INVOICE, address, href};

/// Pages with their names.
pub(super) struct Album<'a> {
    emulator: &'a Running,
    pages: Vec<(&'static str, String)>,
}

impl<'a> Album<'a> {
    /// All pages, for customers and scripts of this language.
    pub(super) async fn filled(emulator: &'a Running, language: &str) -> Vec<(&'static str, String)> {
        let mut album = Self {
            emulator,
            pages: Vec::new(),
        };
        album.before_anything_happens().await;
        album.with_payment_methods().await;
        album.with_an_order_that_waits().await;
        album.with_a_subscription_that_ends().await;
        album.that_do_not_open(language).await;
        album.pages
    }

    async fn see(&mut self, name: &'static str, path: &str) {
        let page = self.emulator.page(path).await;
        self.pages.push((name, page));
    }

    async fn send(&mut self, name: &'static str, path: &str, fields: &str) {
        let page = self.emulator.submit(path, fields).await;
        self.pages.push((name, page));
    }

    async fn home(&mut self, name: &'static str, reference: &str) {
        let page = self.emulator.home(reference).await;
        self.pages.push((name, page));
    }

    async fn before_anything_happens(&mut self) {
        let emulator = self.emulator;
        self.home("home", "cust-alice").await;
        self.home("home with a debt", "cust-chloe").await;
        self.home("home without a subscription", "cust-bruno").await;
        for rel in [
            "hosted-collection-offers",
            "hosted-collection-upgrade",
            "hosted-register",
        ] {
            self.see(rel, &emulator.link("cust-alice", rel).await).await;
        }
        let home = emulator.home("cust-alice").await;
        let (options, terminate) = (address(&home, "/options/"), address(&home, "/terminate/"));
        self.see("options", &options).await;
        self.see("terminate", &terminate).await;
        self.send("no quantity", &options, "quantity=x").await;
        self.send("options changed", &options, "quantity=12&method=kept")
            .await;
        let upgrade = emulator.form("cust-alice", "offer-business").await;
        self.see("upgrade", &upgrade).await;
        let one = emulator.subscription("cust-alice").await;
        self.see("subscription", &href(&one, "hosted-related-subscription"))
            .await;
        let invoices = emulator.invoices("cust-chloe").await;
        self.see("invoices", &href(&invoices[0], "hosted-collection-invoice"))
            .await;
    }

    async fn with_payment_methods(&mut self) {
        let register = self.emulator.link("cust-bruno", "hosted-register").await;
        self.see("register", &register).await;
        for (name, fields) in [
            ("an unknown card", "number=1"),
            ("a card without funds", "number=4202560256025603"),
            ("a refused card", "number=4205420256025607"),
            ("no way to pay", "method=shells"),
            ("debit saved", DEBIT),
            ("invoice saved", INVOICE),
            ("card saved", CARD),
            ("method as before", "method=kept"),
        ] {
            self.send(name, &register, fields).await;
        }
        self.see("method of before", &register).await;
        set(self.emulator, json!({ "outcome": "failure" })).await;
        self.send("failed", &register, CARD).await;
        set(self.emulator, json!({ "outcome": null })).await;
    }

    async fn with_an_order_that_waits(&mut self) {
        let emulator = self.emulator;
        let charge = emulator.open_invoice("cust-chloe").await;
        self.see("charge", &charge).await;
        self.send("charged by the bank", &charge, DEBIT).await;
        self.see("charged already", &charge).await;
        let form = emulator.form("cust-bruno", "offer-pro").await;
        self.see("subscribe", &form).await;
        self.send("subscribed by the bank", &form, DEBIT).await;
        self.see("waits", &form).await;
        emulator.settle().await;
        self.see("has it", &form).await;
        self.see("charged", &charge).await;
        let upgrade = emulator.form("cust-bruno", "offer-business").await;
        self.send("upgraded", &upgrade, INVOICE).await;
    }

    async fn with_a_subscription_that_ends(&mut self) {
        let emulator = self.emulator;
        let terminate = address(&emulator.home("cust-bruno").await, "/terminate/");
        self.send("terminated", &terminate, "").await;
        self.home("home of one that ends", "cust-bruno").await;
        let restart = emulator.suspended("cust-alice").await;
        self.see("restart", &restart).await;
        self.home("home of one that is paused", "cust-alice").await;
        self.send("restarted", &restart, "method=kept").await;
        self.send("runs already", &restart, "method=kept").await;
        let closing = json!({ "IsIframeClosedAfterSubscribe": true, "closing": "both" });
        set(emulator, closing).await;
        let upgrade = emulator.form("cust-alice", "offer-business").await;
        self.send("closed", &upgrade, INVOICE).await;
    }

    async fn that_do_not_open(&mut self, language: &str) {
        let emulator = self.emulator;
        let account = format!("business_id=1&segment_ref=acme-eur&customer_lang={language}");
        for (name, path, more) in [
            ("table", "portal-anon", ""),
            ("no sign-up", "portal-anon", "&choose=offer-pro"),
            ("wrong parameter", "portal-open", "&x=1"),
            ("wrong customer", "widget-home", ""),
            (
                "wrong metadata",
                "portal-open",
                "&customer_ref=cust-alice&customer_meta=1",
            ),
        ] {
            self.see(name, &format!("/{path}?{account}{more}")).await;
        }
        for (name, account) in [
            ("wrong business", "business_id=2"),
            ("wrong segment", "business_id=1"),
        ] {
            let path = format!("/portal-open?{account}&customer_lang={language}");
            self.see(name, &path).await;
        }
        let widget = format!("/widget-home?{account}&customer_ref=cust-dmitri");
        let answer = emulator.get(&widget).send().await.unwrap();
        let suspended = answer.headers()["Location"].to_str().unwrap().to_owned();
        self.see("suspended", &suspended).await;
        let register = emulator.link("cust-bruno", "hosted-register").await;
        emulator.advance(1).await;
        self.see("expired", &register).await;
    }
}
