//! Proxies that gate a part of an application by a feature, with the lines of the examples.

use std::time::Duration;

use actix_web::{HttpRequest, HttpResponse, web};
use reqwest::Method;

use super::{KEY, READ, RIGHTS_KEY};
use crate::sign_in::Site;
use crate::support::caddy::Caddy;
use crate::support::example::{example, with, with_ports};
use crate::support::http::{Answer, request, send};
use crate::support::nginx::Nginx;
use crate::support::service::Service;
use crate::support::traefik::Traefik;
use crate::support::trials::record;
use crate::support::visitor::Visitor;
use crate::support::wait::poll;

/// The feature of the examples, and one of the sample account in its place.
const FEATURE: (&str, &str) = ("feature=feat-export", "feature=feat-module-a");

/// An application that says what arrives.
fn application() -> Service {
    Service::start(|app| {
        app.default_service(web::to(async |request: HttpRequest| {
            let names = request.headers().keys().map(|name| name.as_str().to_owned());
            let names: Vec<String> = names.collect();
            HttpResponse::Ok().body(format!("the application, with {}", names.join(" ")))
        }));
    })
}

/// The portal, the application, and users who are signed in.
struct Gated {
    site: Site,
    app: Service,
    alice: Visitor,
    bruno: Visitor,
}

impl Gated {
    async fn start() -> Self {
        // The portal believes a header from the proxy, too, which must not pass on the visitor's.
        let site = Site::start(&[
            RIGHTS_KEY,
            ("identity.proxy.header", "x-remote-user"),
            ("identity.proxy.from", "127.0.0.0/8"),
            ("identity.shared_ids", "true"),
        ]);
        let (alice, bruno) = (site.handed_over("alice").await, site.handed_over("bruno").await);
        Self {
            app: application(),
            site,
            alice,
            bruno,
        }
    }

    /// An example with the ports, the key and the feature of this test.
    fn example(&self, name: &str) -> String {
        let operations = self.site.served.operations_url("");
        let port = |origin: &str| {
            origin
                .rsplit(':')
                .next()
                .and_then(|port| port.parse().ok())
                .expect("a port")
        };
        let ports = [
            (8080, port(&self.site.origin)),
            (9090, port(&operations)),
            (3000, self.app.port()),
        ];
        let text = with_ports(&example(name), &ports);
        with(&with(&text, "openssl-rand-hex-32", KEY), FEATURE.0, FEATURE.1)
    }

    /// Checks who gets in behind a proxy on that port. `away` is what becomes of the others.
    async fn holds(&self, port: u16, away: [u16; 2]) {
        let ask = async |visitor: Option<&Visitor>, path: &str, more: &[(&str, &str)]| -> Answer {
            let mut call = request(Method::GET, &format!("http://127.0.0.1:{port}{path}"));
            call = call.header("host", "app.example.com");
            if let Some(visitor) = visitor {
                let pairs = visitor
                    .cookies
                    .iter()
                    .map(|(name, value)| format!("{name}={value}"));
                call = call.header("cookie", pairs.collect::<Vec<_>>().join("; "));
            }
            send(
                more.iter()
                    .fold(call, |call, (name, value)| call.header(*name, *value)),
            )
            .await
        };
        let inside = ask(Some(&self.alice), "/export/report?feature=feat-module-b", &[]).await;
        inside
            .assert_status(200)
            .assert_text("the application")
            .assert_no_text("x-portal-key");
        let spoofs = [
            ("x-forwarded-uri", "/forward-auth?feature=feat-projects"),
            ("x-forwarded-method", "OPTIONS"),
            ("x-remote-user", "alice"),
            ("user-agent", "GoogleHC/1.0"),
            ("x-portal-rights", "allowed"),
            ("authorization", "Bearer nothing"),
        ];
        for more in [&[][..], &spoofs[..]] {
            for (visitor, status) in [(None, away[0]), (Some(&self.bruno), away[1])] {
                let outside = ask(visitor, "/export/report?feature=feat-module-a", more).await;
                outside.assert_status(status).assert_no_text("the application");
            }
        }
        // A page that needs no feature is for everybody.
        ask(None, "/about", &[])
            .await
            .assert_status(200)
            .assert_text("the application");
        // ProAbono is asked once for each customer.
        assert_eq!(self.site.served.upstream.count(READ).await, 2);
    }
}

#[tokio::test]
async fn nginx_gates_a_part_of_an_application_by_a_feature() {
    let gated = Gated::start().await;
    let text = gated.example("nginx-rights.conf");
    let kept = text.lines().filter(|line| !line.contains("ssl_certificate"));
    let text = kept.collect::<Vec<_>>().join("\n") + "\n";
    let nginx =
        Nginx::serving(|port| with(&text, "listen 443 ssl;", &format!("listen 127.0.0.1:{port};"))).await;
    gated.holds(nginx.port(), [302, 302]).await;
    // With the portal away nobody gets in.
    gated.site.served.stop().await;
    let call = request(Method::GET, &nginx.url("/export/report")).header("host", "app.example.com");
    send(call)
        .await
        .assert_status(500)
        .assert_no_text("the application");
}

#[tokio::test]
async fn caddy_gates_a_part_of_an_application_by_a_feature() {
    let gated = Gated::start().await;
    let text = gated.example("Caddyfile-rights");
    let caddy =
        Caddy::serving(|port| with(&text, "\napp.example.com {", &format!("\nhttp://:{port} {{"))).await;
    gated.holds(caddy.port(), [302, 302]).await;
}

#[tokio::test]
async fn traefik_gates_a_part_of_an_application_by_a_feature() {
    let gated = Gated::start().await;
    let text = with(&gated.example("traefik-rights.yml"), "      tls: {}\n", "");
    let Some(traefik) = Traefik::serving(&text).await else {
        record(
            "traefik",
            "there is none for this machine: its example is not tried",
        );
        return;
    };
    // It listens before it has read its routes.
    let about = format!("http://127.0.0.1:{}/about", traefik.port());
    let routed = poll(Duration::from_secs(10), async || {
        let call = request(Method::GET, &about).header("host", "app.example.com");
        (send(call).await.status == 200).then_some(())
    });
    assert!(routed.await.is_some(), "{}", traefik.log());
    gated.holds(traefik.port(), [401, 403]).await;
}
