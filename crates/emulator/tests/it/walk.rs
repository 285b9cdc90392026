//! Walking a workflow: its page, its form, and where it ends.

use proabono_emulator::Options;
use serde_json::Value;

use super::settings::set;
use super::{Running, link_in, start_with};

pub(super) const BACK: &str = "https://app.acme.test/Subscriptions/return?tenant=1";

pub(super) const CARD: &str = "method=card&number=4200+4600+3700+3700&expiry=12%2F39&code=123";
pub(super) const KEPT: &str = "method=kept";
pub(super) const DEBIT: &str = "method=debit";
pub(super) const INVOICE: &str = "method=invoice";

/// The sample account with an address that workflows return to.
pub(super) fn returning() -> Running {
    start_with(Options {
        return_url: Some(BACK.to_owned()),
        ..Options::default()
    })
}

/// The first address in a page that starts so.
pub(super) fn address(page: &str, start: &str) -> String {
    let at = page.find(&format!("href=\"{start}"));
    let at = at.unwrap_or_else(|| panic!("no {start} in {page}"));
    let rest = page[at + 6..].split('"').next().unwrap();
    rest.replace("&#38;", "&")
}

impl Running {
    /// Sends the form of a page; where the answer leads, or the page that came instead.
    pub(super) async fn send(&self, path: &str, fields: &str) -> Result<String, String> {
        let request = self.client.post(self.url(path));
        let request = request.header("Content-Type", "application/x-www-form-urlencoded");
        let answer = request.body(fields.to_owned()).send().await.unwrap();
        match answer.headers().get("Location") {
            Some(location) => Ok(location.to_str().unwrap().to_owned()),
            None => Err(answer.text().await.unwrap()),
        }
    }

    /// Sends the form, which must be accepted.
    pub(super) async fn ends(&self, path: &str, fields: &str) -> String {
        self.send(path, fields)
            .await
            .unwrap_or_else(|page| panic!("{path}: {page}"))
    }

    pub(super) async fn home(&self, reference: &str) -> String {
        let link = self.link(reference, "hosted-home").await;
        self.page(&link).await
    }

    /// The path of the subscribe form of an offer.
    pub(super) async fn form(&self, reference: &str, offer: &str) -> String {
        let path = format!("/v1/Offer?ReferenceOffer={offer}&ReferenceCustomer={reference}");
        let (_, offer) = self.ask(&path).await;
        href(&offer, "hosted-subscribe")
    }

    /// The subscription that the API prefers.
    pub(super) async fn subscription(&self, reference: &str) -> Value {
        self.ask(&format!("/v1/Subscription?ReferenceCustomer={reference}"))
            .await
            .1
    }

    /// Their invoices, newest last.
    pub(super) async fn invoices(&self, reference: &str) -> Vec<Value> {
        let (_, list) = self
            .ask(&format!("/v1/Invoices?ReferenceCustomer={reference}"))
            .await;
        list["Items"].as_array().cloned().unwrap_or_default()
    }

    /// The state of the newest invoice.
    pub(super) async fn newest(&self, reference: &str) -> String {
        let invoices = self.invoices(reference).await;
        invoices.last().unwrap()["StateInvoice"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    pub(super) async fn open_invoice(&self, reference: &str) -> String {
        let invoices = self.invoices(reference).await;
        let link = invoices.iter().find_map(|one| link_in(one, "hosted-charge"));
        link.unwrap()["href"].as_str().unwrap().to_owned()
    }

    /// Suspends the running subscription; the form that restarts it.
    pub(super) async fn suspended(&self, reference: &str) -> String {
        let id = self.subscription(reference).await["Id"].to_string();
        let (_, one) = self.order(&format!("/v1/Subscription/{id}/Suspension")).await;
        href(&one, "hosted-restart")
    }

    /// Every workflow that ends from now on has this outcome.
    pub(super) async fn force(&self, outcome: &str) {
        set(self, serde_json::json!({ "outcome": outcome })).await;
    }

    /// The bank confirms: how many invoices and deeds.
    pub(super) async fn settle(&self) -> (u64, u64) {
        let answer = self
            .client
            .post(self.url("/_emulator/settle"))
            .send()
            .await
            .unwrap();
        let answer: Value = serde_json::from_str(&answer.text().await.unwrap()).unwrap();
        (
            answer["invoices"].as_u64().unwrap(),
            answer["deeds"].as_u64().unwrap(),
        )
    }
}

pub(super) fn href(object: &Value, rel: &str) -> String {
    let link = link_in(object, rel).unwrap_or_else(|| panic!("no {rel} in {object}"));
    link["href"].as_str().unwrap().to_owned()
}

/// A parameter of a return.
pub(super) fn parameter(location: &str, name: &str) -> Option<String> {
    let url = url::Url::parse(location).unwrap();
    let mut pairs = url.query_pairs();
    pairs
        .find(|(found, _)| found == name)
        .map(|(_, value)| value.into_owned())
}

/// `from/outcome` of a return.
pub(super) fn came(location: &str) -> String {
    let part = |name| parameter(location, name).unwrap_or_default();
    format!("{}/{}", part("from"), part("outcome"))
}
