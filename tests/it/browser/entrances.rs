//! The entrances of the page: what each opens, for whom, and by which generation.

use serde_json::{Value, json};

use crate::support::site::Site;

/// How the account's links are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Links {
    Hosted,
    InSite,
    /// In-site, and the home is this very page.
    ThisPage,
}

impl Links {
    pub(super) const ALL: [Self; 3] = [Self::Hosted, Self::InSite, Self::ThisPage];

    /// The emulator's settings.
    pub(super) fn settings(self) -> Value {
        let links = if self == Self::Hosted { "hosted" } else { "insite" };
        json!({ "links": links, "insite_home_is_page": self == Self::ThisPage })
    }
}

/// How a page is to be shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shown {
    /// A link in a frame.
    Framed,
    /// In-site, at the home.
    InSite,
    /// In-site, where an opener leads.
    Opener,
    /// For nobody in particular; in-site or not.
    Table { insite: bool },
    /// By us.
    List,
}

/// Where an entrance gets what it opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    Home,
    Crylk,
    PaQuery,
    Workflow,
    Offers,
}

/// One way to the page.
#[derive(Debug)]
pub(super) struct Entrance {
    pub(super) source: Source,
    pub(super) who: &'static str,
    /// What follows the address of the page.
    pub(super) path: String,
    /// The name of ProAbono's page in the record.
    pub(super) page: &'static str,
    /// What the visitor reads there.
    pub(super) text: &'static str,
    /// What the page is about: a member of the record, and its value.
    pub(super) about: Option<(&'static str, Value)>,
    /// A word about another wish.
    pub(super) notice: bool,
}

impl Entrance {
    fn new(
        source: Source,
        who: &'static str,
        path: impl Into<String>,
        (page, text): (&'static str, &'static str),
    ) -> Self {
        Self {
            source,
            who,
            path: path.into(),
            page,
            text,
            about: None,
            notice: false,
        }
    }

    fn about(mut self, member: &'static str, value: impl Into<Value>) -> Self {
        self.about = Some((member, value.into()));
        self
    }

    fn with_notice(mut self) -> Self {
        self.notice = true;
        self
    }
}

/// The user whose subscription is suspended.
pub(super) const FRIEDA: &str = "frieda";

/// All of them, for the people of that site.
pub(super) async fn entrances(site: &Site) -> Vec<Entrance> {
    site.customer(FRIEDA).await;
    let suspended = site.subscribe(FRIEDA, "offer-pro").await;
    let path = format!("/v1/Subscription/{suspended}/Suspension");
    site.write(&path, json!({})).await;
    site.hosted_pages(Links::InSite.settings()).await;
    let opener = site.link("alice", "insite-collection-upgrade").await;
    site.hosted_pages(Links::Hosted.settings()).await;
    let link = site.link("alice", "hosted-register").await;
    let link: String = url::form_urlencoded::byte_serialize(link.as_bytes()).collect();

    let mut all = of_the_page(&link, &opener);
    all.extend(of_offers());
    let (invoice, running) = (site.open_invoice("chloe").await, site.subscription("alice").await);
    all.extend(of_objects(suspended, invoice, running));
    all.push(Entrance::new(
        Source::Offers,
        "bruno",
        "/offers",
        ("anonymous", "Plans and prices"),
    ));
    all
}

fn of_the_page(link: &str, opener: &str) -> Vec<Entrance> {
    let home = ("home", "Plan Pro");
    vec![
        Entrance::new(Source::Home, "alice", "", home),
        Entrance::new(Source::Home, "bruno", "?utm=x", ("home", "Choose your plan")),
        Entrance::new(Source::Home, "alice", "?crylk=https://evil.test/", home).with_notice(),
        Entrance::new(Source::Home, "alice", "?pa_query=", home).with_notice(),
        Entrance::new(
            Source::Crylk,
            "alice",
            format!("?crylk={link}"),
            ("register", "It replaces this one"),
        ),
        Entrance::new(
            Source::Crylk,
            "alice",
            format!("?refo=offer-starter&pa_query={opener}&crylk={link}"),
            ("register", "It replaces this one"),
        ),
        Entrance::new(
            Source::PaQuery,
            "alice",
            format!("?pa_query={opener}&offer_ref=offer-starter"),
            ("upgrade", "Change your plan"),
        ),
    ]
}

fn of_offers() -> Vec<Entrance> {
    let subscribe = ("subscribe", "Subscribe to Pro");
    let change = ("subscribe", "Change to Business");
    let mut all = Vec::new();
    for path in [
        "?refo=offer-pro",
        "?offer_ref=offer-pro",
        "/subscribe?refo=offer-pro",
        "/subscribe/offer-pro",
    ] {
        let one = Entrance::new(Source::Workflow, "bruno", path, subscribe);
        all.push(one.about("offer", "offer-pro"));
    }
    for path in ["?refo=offer-business", "/subscribe/offer-business"] {
        let one = Entrance::new(Source::Workflow, "alice", path, change);
        all.push(one.about("offer", "offer-business"));
    }
    for path in ["?refo=offer-nothing", "/subscribe/offer-free"] {
        let offers = ("offers", "Choose your plan");
        all.push(Entrance::new(Source::Workflow, "bruno", path, offers).with_notice());
    }
    all
}

fn of_objects(suspended: u64, invoice: u64, running: u64) -> Vec<Entrance> {
    let workflow = |who, path: String, page| Entrance::new(Source::Workflow, who, path, page);
    vec![
        workflow("bruno", "/plans".into(), ("offers", "Choose your plan")),
        workflow("alice", "/change-plan".into(), ("upgrade", "Change your plan")),
        workflow(
            "chloe",
            "/payment-method".into(),
            ("register", "It replaces this one"),
        ),
        workflow(
            FRIEDA,
            format!("/restart/{suspended}"),
            ("restart", "Restart Pro"),
        )
        .about("subscription", suspended),
        workflow(
            "chloe",
            format!("/invoices/{invoice}/pay"),
            ("charge", "Pay invoice"),
        )
        .about("invoice", invoice),
        workflow(
            "alice",
            format!("/subscriptions/{running}"),
            ("subscription", "Subscription Pro"),
        )
        .about("subscription", running),
    ]
}
