//! How the page is configured, and what follows from it.

use serde_json::{Value, json};

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::site::{ALICE, BRUNO, CHLOE, Site, SiteOptions, Visitor};
use crate::support::trials::trials;

use super::super::entrances::{FRIEDA, Links, Shown, Source};
use super::{SECRET, hash};

const WIDGET: &str = "https://widget.proabono.com/widget.js";

pub(super) const VISITORS: [Visitor; 4] = [
    ALICE,
    BRUNO,
    CHLOE,
    Visitor {
        id: FRIEDA,
        name: "Frieda Example",
        email: "frieda@acme.example",
        language: "fr",
    },
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Widget {
    None,
    /// Its settings stand before its script, and it has a button of its own.
    Standard,
    /// A function takes the settings, and a button of the page opens it.
    SinglePage,
}

/// How the page is configured.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edition {
    /// `insite.generation`.
    pub(super) setting: &'static str,
    pub(super) widget: Widget,
    /// The details follow the application.
    pub(super) authority: bool,
    /// The offers are shown by us.
    pub(super) list: bool,
}

/// For one setting. In the plain run the first counts: between the settings, those show every kind.
pub(super) fn editions(setting: &'static str) -> Vec<Edition> {
    let widgets = match setting {
        "hosted" => [Widget::Standard, Widget::SinglePage, Widget::None],
        "insite" => [Widget::SinglePage, Widget::None, Widget::Standard],
        _ => [Widget::None, Widget::Standard, Widget::SinglePage],
    };
    let first = setting == "insite";
    let all = widgets.into_iter().flat_map(|widget| {
        [first, !first].map(|authority| Edition {
            setting,
            widget,
            authority,
            list: authority != (widget == Widget::SinglePage),
        })
    });
    let count = trials(&format!("entrances, editions of the page set to {setting}"), 1, 6);
    all.take(count).collect()
}

impl Edition {
    pub(super) async fn start(self) -> (Site, Browser) {
        let mut options = SiteOptions {
            visitors: VISITORS.to_vec(),
            secret: Some(SECRET),
            directives: "proxy_set_header X-Remote-Team blue;",
            ..SiteOptions::default()
        }
        .with("PORTAL_IDENTITY__PROXY__CLAIMS", "team=X-Remote-Team")
        .with("PORTAL_CUSTOMERS__LINKS_FRESH_FOR", "1s")
        .with("PORTAL_INSITE__GENERATION", self.setting)
        .with("PORTAL_OFFERS__SHOW", if self.list { "list" } else { "portal" });
        if self.authority {
            options = options
                .with("PORTAL_CUSTOMERS__AUTHORITY", "name, language, metadata")
                .with("PORTAL_CUSTOMERS__METADATA", "team");
        }
        if self.widget != Widget::None {
            let visible = self.widget == Widget::Standard;
            options = options
                .with("PORTAL_WIDGET__SCRIPT_URL", WIDGET)
                .with("PORTAL_WIDGET__VISIBLE", visible.to_string());
        }
        if self.widget == Widget::SinglePage {
            options = options.with("PORTAL_WIDGET__START_CALL", "ProAbono.start");
        }
        let site = Site::start(options).await;
        let browser = site.browser(BrowserOptions::default()).await;
        (site, browser)
    }

    /// Whether the page remembers for a minute of which generation the public offers are.
    pub(super) fn remembers_offers(self) -> bool {
        self.setting == "automatic" && !self.list
    }

    /// The rule, as the documentation has it.
    pub(super) fn shown(self, links: Links, source: Source) -> Shown {
        match source {
            Source::Crylk => Shown::Framed,
            Source::Workflow if links == Links::Hosted => Shown::Framed,
            Source::Workflow | Source::PaQuery => Shown::Opener,
            Source::Offers if self.list => Shown::List,
            Source::Offers => Shown::Table {
                insite: match self.setting {
                    "hosted" => false,
                    "insite" => true,
                    _ => links != Links::Hosted,
                },
            },
            Source::Home => match (self.setting, links) {
                (_, Links::ThisPage) | ("insite", _) => Shown::InSite,
                ("hosted", _) | (_, Links::Hosted) => Shown::Framed,
                _ => Shown::InSite,
            },
        }
    }

    /// The documented parameters that a script is told of that visitor.
    pub(super) fn parameters(self, visitor: &Visitor, is_widget: bool) -> Value {
        let customer = format!("cust-{}", visitor.id);
        let mut all = json!({ "business_id": 1, "segment_ref": "acme-eur", "customer_ref": customer,
            "hash": hash(SECRET, &customer) });
        if self.authority {
            all["customer_name"] = visitor.name.into();
            all["customer_lang"] = visitor.language.into();
        }
        if self.authority && !is_widget {
            all["customer_meta"] = json!({ "team": "blue" });
        }
        if is_widget {
            all["customer_email"] = visitor.email.into();
            all["visible"] = (self.widget != Widget::SinglePage).into();
        }
        all
    }
}
