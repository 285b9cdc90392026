//! ProAbono's side of a site: its settings at run time, its record of what was opened, and its API.

use reqwest::Method;
use serde_json::{Value, json};

use super::super::http::{get, request, send};
use super::Site;

impl Site {
    /// Changes settings of the hosted pages.
    pub(crate) async fn hosted_pages(&self, change: Value) {
        let request = request(Method::PUT, &self.emulator("/_emulator/hosted-pages"));
        let request = request.header("content-type", "application/json");
        send(request.body(change.to_string())).await.assert_status(200);
    }

    /// What was opened since the last call of [`Site::forget_openings`].
    pub(crate) async fn openings(&self) -> Vec<Value> {
        let answer = get(&self.emulator("/_emulator/openings")).await;
        serde_json::from_str(&answer.body).expect("the record")
    }

    /// Begins a new record.
    pub(crate) async fn forget_openings(&self) {
        let request = request(Method::DELETE, &self.emulator("/_emulator/openings"));
        send(request).await.assert_status(204);
    }

    /// The bank confirms everything that waits for it.
    pub(crate) async fn bank_confirms(&self) {
        let request = request(Method::POST, &self.emulator("/_emulator/settle"));
        send(request).await.assert_status(200);
    }

    /// An object of the API.
    pub(crate) async fn read(&self, path: &str) -> Value {
        self.call(Method::GET, path, None).await
    }

    /// A write of the API.
    pub(crate) async fn write(&self, path: &str, body: Value) -> Value {
        self.call(Method::POST, path, Some(body)).await
    }

    /// A new customer of that user, who pays by bank transfer.
    pub(crate) async fn customer(&self, user: &str) {
        let reference = format!("cust-{user}");
        let body = json!({ "ReferenceCustomer": reference, "ReferenceSegment": "acme-eur", "Name": user,
            "Email": format!("{user}@acme.example") });
        self.write("/v1/Customer", body).await;
        let path = format!("/v1/CustomerSettingsPayment?ReferenceCustomer={reference}");
        self.write(&path, json!({ "TypePayment": "ExternalBank" })).await;
    }

    /// The number of a new subscription of that user, which runs.
    pub(crate) async fn subscribe(&self, user: &str, offer: &str) -> u64 {
        let body = json!({ "ReferenceCustomer": format!("cust-{user}"), "ReferenceOffer": offer });
        let one = self.write("/v1/Subscription?TryStart=true", body).await;
        assert_eq!(one["StateSubscription"], "ActiveRunning", "{one}");
        one["Id"].as_u64().expect("its number")
    }

    /// The number of the user's first subscription.
    pub(crate) async fn subscription(&self, user: &str) -> u64 {
        let path = format!("/v1/Subscriptions?ReferenceCustomer=cust-{user}&ReferenceSegment=acme-eur");
        let all = self.read(&path).await;
        all["Items"][0]["Id"].as_u64().expect("a subscription")
    }

    /// The number of the user's invoice that is to be paid.
    pub(crate) async fn open_invoice(&self, user: &str) -> u64 {
        let path = format!("/v1/Invoices?ReferenceCustomer=cust-{user}&ReferenceSegment=acme-eur");
        let all = self.read(&path).await;
        let all = all["Items"].as_array().expect("invoices");
        let open = all.iter().find(|invoice| invoice["StateInvoice"] != "Paid");
        open.and_then(|invoice| invoice["Id"].as_u64())
            .expect("an open invoice")
    }

    /// What a link of the user's customer opens with: its `href`, or its `query`.
    pub(crate) async fn link(&self, user: &str, rel: &str) -> String {
        let customer = self
            .read(&format!("/v1/Customer?ReferenceCustomer=cust-{user}"))
            .await;
        let links = customer["Links"].as_array().expect("links");
        let link = links.iter().find(|link| link["rel"] == rel);
        let link = link.unwrap_or_else(|| panic!("no {rel} in {customer}"));
        let value = link["href"].as_str().or(link["query"].as_str());
        value.expect("a link").to_owned()
    }

    async fn call(&self, method: Method, path: &str, body: Option<Value>) -> Value {
        let request = request(method, &self.emulator(path)).basic_auth("agent-demo", Some("api-demo"));
        let request = match body {
            Some(body) => request
                .header("content-type", "application/json")
                .body(body.to_string()),
            None => request,
        };
        let answer = send(request).await;
        assert!(answer.status < 300, "{path}: {answer:#?}");
        serde_json::from_str(&answer.body).unwrap_or_default()
    }
}
