//! What every provider of identity must do: one suite, run for each of them.

use futures_util::future::LocalBoxFuture;
use proabono_portal::customers::ReferenceTemplate;
use proabono_portal::identity::User;
use reqwest::Method;
use serde_json::{Value, json};

use crate::support::http::Answer;
use crate::support::served::Served;
use crate::support::upstream::Upstream;
use crate::support::visitor::Visitor;

use super::{APP, Site, host};

/// Who visits, as a provider is told.
#[derive(Clone, Copy, Default)]
pub(crate) struct Guest<'a> {
    pub(crate) id: &'a str,
    pub(crate) name: &'a str,
    pub(crate) email: &'a str,
    pub(crate) language: &'a str,
}

impl<'a> Guest<'a> {
    fn of(id: &'a str) -> Self {
        Self {
            id,
            ..Self::default()
        }
    }
}

/// A provider with a page behind it.
pub(crate) trait Provider {
    /// The page, after that user was presented in the provider's own way, by a browser that knows nothing yet.
    fn visit<'a>(&'a self, guest: Guest<'a>) -> LocalBoxFuture<'a, Answer>;

    /// The page, with nothing presented.
    fn visit_as_nobody(&self) -> LocalBoxFuture<'_, Answer>;

    fn upstream(&self) -> &Upstream;

    /// Whether the provider can carry any text at all as an id: HTTP headers cannot.
    fn carries(&self, _id: &str) -> bool {
        true
    }
}

struct Header(Served);

impl Provider for Header {
    fn visit<'a>(&'a self, guest: Guest<'a>) -> LocalBoxFuture<'a, Answer> {
        Box::pin(async move {
            let more = [
                ("x-remote-name", guest.name),
                ("x-remote-email", guest.email),
                ("x-remote-language", guest.language),
            ];
            self.0.visit_with(guest.id, "/Subscriptions", &more).await
        })
    }

    fn visit_as_nobody(&self) -> LocalBoxFuture<'_, Answer> {
        Box::pin(self.0.ask(Method::GET, "/Subscriptions", &[]))
    }

    fn upstream(&self) -> &Upstream {
        &self.0.upstream
    }

    fn carries(&self, id: &str) -> bool {
        id.trim() == id && !id.chars().any(char::is_control)
    }
}

struct HandedOver(Site);

impl Provider for HandedOver {
    fn visit<'a>(&'a self, guest: Guest<'a>) -> LocalBoxFuture<'a, Answer> {
        Box::pin(async move {
            let mut claims = self.0.claims(guest.id);
            for (name, value) in [
                ("name", guest.name),
                ("email", guest.email),
                ("locale", guest.language),
            ] {
                claims.insert(name.to_owned(), json!(value));
            }
            let token = self.0.signer.usual(&Value::Object(claims));
            let mut visitor = self.0.visitor();
            let posted = visitor
                .post("/Subscriptions/handoff", APP, &[("token", &token)])
                .await;
            if posted.status != 303 {
                return posted;
            }
            let welcomed = visitor.follow(&posted).await;
            visitor.follow(&welcomed).await
        })
    }

    fn visit_as_nobody(&self) -> LocalBoxFuture<'_, Answer> {
        Box::pin(async { self.0.visitor().get("/Subscriptions").await })
    }

    fn upstream(&self) -> &Upstream {
        &self.0.served.upstream
    }
}

impl Provider for host::Host {
    fn visit<'a>(&'a self, guest: Guest<'a>) -> LocalBoxFuture<'a, Answer> {
        Box::pin(async move {
            let mut visitor = Visitor::new(self.origin.as_str());
            let fields = [
                ("id", guest.id),
                ("name", guest.name),
                ("email", guest.email),
                ("language", guest.language),
            ];
            visitor.submit("/test-login", &fields).await.assert_status(200);
            visitor.get("/billing").await
        })
    }

    fn visit_as_nobody(&self) -> LocalBoxFuture<'_, Answer> {
        Box::pin(async { Visitor::new(self.origin.as_str()).get("/billing").await })
    }

    fn upstream(&self) -> &Upstream {
        &self.upstream
    }
}

#[tokio::test]
async fn the_trusted_header_passes_the_suite() {
    passes(&Header(Served::start(&[]))).await;
}

#[tokio::test]
async fn the_hand_off_passes_the_suite() {
    passes(&HandedOver(Site::start(&[]))).await;
}

#[tokio::test]
async fn the_host_application_passes_the_suite() {
    passes(&host::start(&[])).await;
}

pub(crate) async fn passes(provider: &dyn Provider) {
    nobody_is_nobody(provider).await;
    impossible_ids_are_refused(provider).await;
    assert_eq!(provider.upstream().reads_and_writes().await, (0, 0));
    a_user_is_that_customer_and_no_other(provider).await;
    details_reach_the_page_and_the_new_customer(provider).await;
}

async fn nobody_is_nobody(provider: &dyn Provider) {
    let page = provider.visit_as_nobody().await;
    assert!([401, 303].contains(&page.status), "{page:#?}");
    page.assert_no_text("<iframe").assert_no_text("customer_ref");
}

async fn impossible_ids_are_refused(provider: &dyn Provider) {
    let long = "u".repeat(501);
    for id in [
        "",
        " ",
        &long,
        "a\u{7f}b",
        "a\nb",
        "\u{0}",
        "{id}",
        "$remote_user",
        "%{REMOTE_USER}e",
        "undefined",
    ] {
        if id.is_empty() || provider.carries(id) {
            let page = provider.visit(Guest::of(id)).await;
            assert!((400..500).contains(&page.status), "{id:?}: {page:#?}");
            page.assert_no_text("<iframe").assert_no_text("customer_ref");
        }
    }
}

/// Ids of all lengths and with all that a reference cannot have.
fn ids() -> Vec<String> {
    let mut ids: Vec<String> = [1, 2, 44, 45, 46, 50, 51, 255, 499, 500]
        .into_iter()
        .map(|length| "i".repeat(length))
        .collect();
    ids.extend(
        "<>;\"=?& '%/\\:@#+,|~\u{e9}\u{65e5}\u{1f98a}"
            .chars()
            .map(|c| format!("a{c}b")),
    );
    ids.extend(["cust-a", "~a", "https://idp.example/|auth0", "a{1}"].map(str::to_owned));
    ids
}

async fn a_user_is_that_customer_and_no_other(provider: &dyn Provider) {
    let template = ReferenceTemplate::new("cust-{id}").expect("a template");
    for id in ids().iter().filter(|id| provider.carries(id)) {
        let page = provider.visit(Guest::of(id)).await;
        page.assert_status(200);
        let user = User::new(id.as_str()).expect("a user");
        let reference = template.reference(&user).expect("a reference");
        let expected = format!("\"customer_ref\":{}", json!(reference.as_str()));
        let shown = page.body.replace("\\u0026", "&").replace("\\u0027", "'");
        assert!(shown.contains(&expected), "{id}: {expected} in {page:#?}");
    }
}

async fn details_reach_the_page_and_the_new_customer(provider: &dyn Provider) {
    let guest = Guest {
        id: "detailed",
        name: "Zoë <b>Weiß</b>",
        email: "zoe@acme.example",
        language: "fr",
    };
    let page = provider.visit(guest).await;
    page.assert_status(200)
        .assert_text("<html lang=\"fr\"")
        .assert_text("Zoë ")
        .assert_no_text("<b>Weiß");
    let written = provider.upstream().written().await;
    let customer = written
        .iter()
        .find(|body| body["ReferenceCustomer"] == "cust-detailed");
    let customer = customer.expect("the new customer");
    assert_eq!(customer["Name"], "Zoë <b>Weiß</b>");
    assert_eq!(customer["Email"], "zoe@acme.example");
    assert_eq!(customer["Language"], "fr");
}
