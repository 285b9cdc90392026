//! The binary as an operator runs it, with the emulator in ProAbono's place.

use proabono_emulator::{Emulator, Options};

use crate::support::http::{get_with, post};
use crate::support::portal::PortalProcess;
use crate::support::wait::free_port;

/// Both, running; they stop when dropped.
pub(super) struct Account {
    pub(super) portal: PortalProcess,
    operations: u16,
    emulator: Emulator,
}

impl Account {
    /// Starts `serve` with the settings of the README's example, and those given here.
    pub(super) async fn start(more: &[(&str, &str)]) -> Self {
        let emulator = Emulator::start_with(Options {
            // The gate of `serve` admits ProAbono's names only. Nothing is fetched from them.
            hosted_origin: Some("https://acme.via.proabono.com".to_owned()),
            ..Options::default()
        });
        let emulator = emulator.await.expect("the emulator");
        let origin = emulator.url();
        let operations = free_port();
        let listen = format!("127.0.0.1:{operations}");
        let mut variables = vec![
            ("PROABONO_API_BASE", &*origin),
            ("PROABONO_BUSINESS_ID", "1"),
            ("PROABONO_SEGMENT_REF", "acme-eur"),
            ("PROABONO_AGENT_KEY", "agent-demo"),
            ("PROABONO_API_KEY", "api-demo"),
            ("PORTAL_IDENTITY__PROXY__HEADER", "X-Remote-User"),
            ("PORTAL_IDENTITY__PROXY__NAME_HEADER", "X-Remote-Name"),
            ("PORTAL_IDENTITY__PROXY__EMAIL_HEADER", "X-Remote-Email"),
            ("PORTAL_IDENTITY__PROXY__LANGUAGE_HEADER", "X-Remote-Language"),
            ("PORTAL_IDENTITY__PROXY__FROM", "127.0.0.0/8"),
            ("PORTAL_OPERATIONS__LISTEN", &*listen),
            ("PORTAL_PROABONO__TIMEOUT", "2s"),
            ("PORTAL_PAGE__SIGN_IN_URL", "https://app.example.com/login"),
            ("PORTAL_PAGE__SUPPORT_URL", "mailto:billing@example.com"),
        ];
        variables.extend(more);
        let portal = PortalProcess::start(&variables, &["serve"]).await;
        Self {
            portal,
            operations,
            emulator,
        }
    }

    /// An address of the operator's listener.
    pub(super) fn operations(&self, path: &str) -> String {
        format!("http://127.0.0.1:{}{path}", self.operations)
    }

    /// Has each thing that is counted happen: a page, a call to ProAbono, a violation.
    pub(super) async fn is_visited(&self) {
        let page = self.portal.url("/Subscriptions");
        get_with(&page, &[("x-remote-user", "alice")])
            .await
            .assert_status(200);
        post(&format!("{page}/csp-report"), &[], "{}")
            .await
            .assert_status(204);
    }

    /// Makes the emulator fail once, or often enough for every attempt of one call.
    pub(super) async fn fault(&self, rule: &str) {
        let url = format!("{}/_emulator/faults", self.emulator.url());
        let json = [("content-type", "application/json")];
        post(&url, &json, rule.to_owned()).await.assert_status(201);
    }

    /// Ends every fault.
    pub(super) async fn mend(&self) {
        let url = format!("{}/_emulator/faults", self.emulator.url());
        let request = crate::support::http::request(reqwest::Method::DELETE, &url);
        crate::support::http::send(request).await.assert_status(204);
    }
}
