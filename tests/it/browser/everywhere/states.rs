//! The pages of a site in every state that a visitor may find them in.

use serde_json::json;
use tempfile::TempDir;

use super::Tongue;
use crate::browser::SOON;
use crate::browser::look::dressed;
use crate::support::browser::Browser;
use crate::support::site::{ALICE, BRUNO, CHLOE, DMITRI, Site, SiteOptions, Visitor};

/// One page: who opens what, when it has come, and what they do then.
#[derive(Clone, Copy)]
pub(super) struct State {
    pub(super) name: &'static str,
    user: &'static str,
    path: &'static str,
    /// True in the page once it is all there.
    seen: &'static str,
    then: &'static str,
    /// The status is one of an error.
    pub(super) refused: bool,
}

const fn state(name: &'static str, user: &'static str, path: &'static str, seen: &'static str) -> State {
    State {
        name,
        user,
        path,
        seen,
        then: "",
        refused: false,
    }
}

const ACTIVE: State = state(
    "active",
    "alice",
    "",
    "document.querySelector('#status .chip.good')",
);
const OVERDUE: State = state(
    "overdue",
    "chloe",
    "",
    "document.querySelector('#status.bad .act a')",
);
const PAUSED: State = state(
    "paused",
    "pia",
    "",
    "document.querySelector('#status.bad .act a')",
);

pub(super) const STATES: [State; 21] = [
    ACTIVE,
    State {
        name: "menu",
        then: "document.querySelector('#status summary').click()",
        ..ACTIVE
    },
    State {
        name: "account",
        then: "document.querySelector('.who summary').click()",
        ..ACTIVE
    },
    State {
        name: "toasts",
        then: "(() => {
            const copy = name => document.getElementById(name).content.cloneNode(true);
            document.getElementById('standing').append(copy('changed'));
            document.getElementById('open-widget').hidden = false;
            document.getElementById('subscription').prepend(copy('slow'));
          })()",
        ..ACTIVE
    },
    state(
        "ending",
        "emil",
        "",
        "document.querySelector('#status.warn .act a')",
    ),
    state(
        "trial",
        "tara",
        "",
        "document.querySelector('#status .chip.info')",
    ),
    OVERDUE,
    PAUSED,
    state("none", "bruno", "", "document.querySelector('#status .fact')"),
    state("workflow", "alice", "/plans", "document.querySelector('iframe')"),
    state("notice", "chloe", "?crylk=x", "document.querySelector('.note')"),
    state(
        "returned-paid",
        "alice",
        "/return?from=upgrade&outcome=paid",
        "document.querySelector('.mark')",
    ),
    state(
        "returned-failed",
        "alice",
        "/return?from=upgrade&outcome=failure",
        "document.querySelector('.mark.bad')",
    ),
    state(
        "returned-cancelled",
        "alice",
        "/return?from=upgrade&outcome=cancelled",
        "document.querySelector('.actions')",
    ),
    state(
        "waiting",
        "wanda",
        "/return?from=subscribe&outcome=paid",
        "document.getElementById('waiting')",
    ),
    state("offers", "nobody", "/offers", "document.querySelector('.offers')"),
    state(
        "signed-out",
        "nobody",
        "/logout",
        "document.querySelector('.actions a')",
    ),
    State {
        refused: true,
        ..state("sign-in", "nobody", "", "document.querySelector('.actions a')")
    },
    State {
        refused: true,
        ..state("on-hold", "dmitri", "", "document.getElementById('problem')")
    },
    State {
        refused: true,
        ..state(
            "not-found",
            "alice",
            "/nothing",
            "document.getElementById('problem')",
        )
    },
    State {
        refused: true,
        ..state(
            "not-offered",
            "bruno",
            "/change-plan",
            "document.getElementById('problem')",
        )
    },
];

const OVERVIEW: State = state(
    "overview-active",
    "alice",
    "",
    "document.querySelector('#cards a')",
);

/// The customer's home where it is a page of this server's.
pub(super) const OVERVIEWS: [State; 4] = [
    OVERVIEW,
    State {
        name: "overview-overdue",
        user: "chloe",
        ..OVERVIEW
    },
    State {
        name: "overview-ending",
        user: "emil",
        ..OVERVIEW
    },
    State {
        name: "overview-none",
        user: "bruno",
        seen: "document.querySelector('#status .fact')",
        ..OVERVIEW
    },
];

/// Sessions of the page's own, which somebody can sign out of.
const SESSIONS: [(&str, &str); 6] = [
    ("PORTAL_SESSIONS__KEY", SECRET),
    ("PORTAL_IDENTITY__SHARED_IDS", "true"),
    ("PORTAL_IDENTITY__HANDOFF__ISSUER", "https://app.acme.example"),
    ("PORTAL_IDENTITY__HANDOFF__ALGORITHM", "HS256"),
    ("PORTAL_IDENTITY__HANDOFF__KEY", SECRET),
    ("PORTAL_IDENTITY__HANDOFF__ORIGINS", "https://app.acme.example"),
];
const SECRET: &str = "5f2c0e9b7d8a41c6b3e05f7a9c1d2e4f60718293a4b5c6d7e8f901234567890abcdef";

/// The main page of that user.
pub(super) fn of(user: &str) -> State {
    let found = STATES.into_iter().find(|state| state.user == user);
    found.expect("a user of the site")
}

/// The site with its visitors and that home, and the folder of its texts.
pub(super) async fn start(tongue: Tongue, home: &str) -> (Site, Option<TempDir>) {
    let texts = tongue.texts();
    let more = ["emil", "pia", "tara", "wanda"];
    let mut visitors = vec![ALICE, BRUNO, CHLOE, DMITRI];
    visitors.extend(more.map(|id| Visitor { id, ..ALICE }));
    for visitor in &mut visitors {
        visitor.language = tongue.tag();
    }
    let mut options = SiteOptions {
        visitors,
        // The page has to know its own address, so that it can sign out.
        rewritten: true,
        ..dressed()
    }
    .with("PORTAL_OFFERS__SHOW", "list")
    .with("PORTAL_PAGE__HOME", home)
    .with("PORTAL_PAGE__LANGUAGE", tongue.tag())
    .with(
        "PORTAL_WIDGET__SCRIPT_URL",
        "https://widget.proabono.com/widget.js",
    )
    .with("PORTAL_WIDGET__VISIBLE", "false");
    for (name, value) in SESSIONS {
        options = options.with(name, value);
    }
    if let Some(texts) = &texts {
        options = options.with("PORTAL_PAGE__TEXTS", texts.path().display().to_string());
    }
    let site = Site::start(options).await;
    for user in more {
        site.customer(user).await;
    }
    let id = site.subscribe("emil", "offer-pro").await;
    let end = format!("/v1/Subscription/{id}/Termination?Immediate=false");
    site.write(&end, json!({})).await;
    let id = site.subscribe("pia", "offer-pro").await;
    site.write(&format!("/v1/Subscription/{id}/Suspension"), json!({}))
        .await;
    let body = json!({ "ReferenceCustomer": "cust-tara", "ReferenceOffer": "offer-pro",
        "DurationTrial": 14, "UnitTrial": "Day" });
    site.write("/v1/Subscription?TryStart=true", body).await;
    (site, texts)
}

/// Opens a page, and waits for it.
pub(super) async fn open(site: &Site, browser: &Browser, state: &State) {
    site.sign_in(browser, state.user).await;
    browser.goto(&site.page(state.path)).await;
    browser.wait_until(state.seen, SOON).await;
    browser
        .wait_until("document.readyState === 'complete'", SOON)
        .await;
    browser.eval(state.then).await;
}
