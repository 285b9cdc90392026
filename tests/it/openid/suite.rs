//! The suite that every provider of identity passes.

use futures_util::future::LocalBoxFuture;
use serde_json::json;

use super::come_back;
use super::idp::Idp;
use super::site::Site;
use super::visitor::Visitor;
use crate::sign_in::suite::{Guest, Provider, passes};
use crate::support::http::Answer;
use crate::support::upstream::Upstream;
use crate::support::wait::free_port;

struct SignedIn {
    idp: Idp,
    site: Site,
}

impl Provider for SignedIn {
    fn visit<'a>(&'a self, guest: Guest<'a>) -> LocalBoxFuture<'a, Answer> {
        Box::pin(async move {
            self.idp.script().claims = json!({ "sub": guest.id, "name": guest.name, "email": guest.email,
            "locale": guest.language });
            self.idp.script().info = json!({ "sub": guest.id });
            let mut visitor = Visitor::new();
            let callback = come_back(&self.site, &self.idp, &mut visitor).await;
            visitor.follow(&callback).await.answer
        })
    }

    fn visit_as_nobody(&self) -> LocalBoxFuture<'_, Answer> {
        Box::pin(async { Visitor::new().open(&self.site.page("")).await.answer })
    }

    fn upstream(&self) -> &Upstream {
        &self.site.served.upstream
    }
}

#[tokio::test]
async fn sign_in_at_a_provider_passes_the_suite() {
    let idp = Idp::start();
    let site = Site::start(free_port(), &idp.settings());
    passes(&SignedIn { idp, site }).await;
}
