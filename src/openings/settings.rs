use std::collections::BTreeSet;
use std::fmt::Display;
use std::time::Duration;

use url::Url;

use crate::crylk::Gate;
use crate::proabono::OfferReference;
use crate::settings::values::{DAY, between, boolean, csp_origin, script_address, word};
use crate::settings::{Key, Shape, Source, settings};

settings! {
    /// The rules for the frame.
    pub struct FrameConfig in "frame." {
        /// The only hosts of ProAbono's that a link may open. Left out: proabono.com and every name below it, which are
        /// other merchants' pages too.
        hosts: Gate = host, example("mon-app.via.proabono.com, mon-app.proabono.com");

        /// Origins that the frame may go to by itself, for a bank that takes over the whole frame during 3-D Secure, or
        /// `https:` for any. The check of links stays as strict. The log names a blocked host.
        extra_sources: Vec<String> = |text| if text == "https:" { Ok(text.to_owned()) } else { csp_origin(text) },
            example("https://3ds.bank.example");

        /// Say `true` when `IsIframeClosedAfterSubscribe` is on in the segment's settings of hosted pages: the page then
        /// shows the new state by itself once the subscription has changed. Otherwise it says that it has, and a click shows
        /// it.
        closed_after_subscribe: bool = boolean, default("false");

        /// The age at which an open page is loaded again, since ProAbono's links in it expire: at once where nobody has touched it,
        /// else when its visitor says so. How long they last is not published. `0s` for never.
        renew_after: Duration = between(Duration::ZERO, DAY), default("10m");

        /// The member of the messages in which the page inside the frame says its height, in pixels: `height` where it posts
        /// `{ height: 812 }` to the page around it. The frame then grows and shrinks with it. ProAbono documents no such message;
        /// left out, none is heeded.
        height_member: Option<String> = member_name, example("height");
    }
}

settings! {
    /// The in-site portal.
    pub struct InSiteConfig in "insite." {
        /// How ProAbono's pages are shown where both ways are open: `hosted` (an encrypted link in a frame), `insite`
        /// (`ProAbonoPortal.open` in the page), or `automatic`, by the links that ProAbono answers with. Each is the other's
        /// fallback.
        generation: Generation = word(&Generation::WORDS), default("automatic");

        /// The address of the in-site portal's script: back office, Integration, Installation, In-Site.
        script_url: Url = script_address, default("https://portal.proabono.com/Get/portal.js");

        /// Origins that the in-site portal loads from, beside its script's and ProAbono's.
        sources: Vec<String> = csp_origin, example("https://cdn.proabono.example");
    }
}

settings! {
    /// The floating widget.
    pub struct WidgetConfig in "widget." {
        /// The address of the floating widget's script: back office, Integration, widget. Left out: no widget is loaded.
        script_url: Option<Url> = script_address, example("https://widget.proabono.example/widget.js");

        /// When true, the widget draws its own button. When false, a button of the page opens it.
        visible: bool = boolean, default("true");

        /// The offer that the widget opens.
        offer_ref: Option<OfferReference> = |text| OfferReference::new(text), example("offer-premium");

        /// The name of the widget's security parameter, as the back office shows it; ProAbono's articles leave it out.
        hash_name: String = parameter_name, default("hash");

        /// The function that starts the widget when it is installed as in a single-page application, as the back office
        /// shows it; ProAbono's articles leave it out. Left out: the settings stand in `window.proAbonoSettings` before the
        /// script.
        start_call: Option<String> = function_name, example("ProAbono.start");

        /// Origins that the widget's script loads from, beside its own and ProAbono's.
        sources: Vec<String> = csp_origin, example("https://cdn.proabono.example");
    }
}

impl InSiteConfig {
    /// The origins that the in-site portal loads from: its script's, ProAbono's, and the configured ones.
    pub(crate) fn loaded_from(&self, gate: &Gate) -> Vec<String> {
        loaded_from(&self.script_url, &self.sources, gate)
    }
}

impl WidgetConfig {
    /// The origins that the widget loads from, while it is on: its script's, ProAbono's, and the configured ones.
    pub(crate) fn loaded_from(&self, gate: &Gate) -> Option<Vec<String>> {
        let script = self.script_url.as_ref()?;
        Some(loaded_from(script, &self.sources, gate))
    }
}

fn loaded_from(script: &Url, further: &[String], gate: &Gate) -> Vec<String> {
    let script = script.origin().ascii_serialization();
    let all = gate.sources().into_iter().chain([script]);
    let each: BTreeSet<_> = all.chain(further.iter().cloned()).collect();
    each.into_iter().collect()
}

/// The preferred one of ProAbono's two ways to show its pages, where both are possible.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Generation {
    /// ProAbono's answer decides: `hosted-*` links are framed, an account with `insite-*` links opens in-site.
    #[default]
    Automatic,
    /// Links in a frame.
    Hosted,
    /// `ProAbonoPortal.open` in the page.
    InSite,
}

impl Generation {
    const WORDS: [(&str, Self); 3] = [
        ("automatic", Self::Automatic),
        ("hosted", Self::Hosted),
        ("insite", Self::InSite),
    ];
}

/// Each host is checked by itself, so that the report names each one that is wrong; together they are a gate.
impl Shape<String> for Gate {
    fn said<E: Display>(
        source: &mut Source,
        key: &Key,
        read: impl Fn(&str) -> Result<String, E>,
    ) -> Option<Self> {
        Self::only(Vec::said(source, key, read)?).ok()
    }
}

fn host(text: &str) -> Result<String, crate::crylk::InvalidHost> {
    Gate::only(vec![text.to_owned()]).map(|_| text.to_owned())
}

/// The widget's other parameters, which the hash must not replace.
const OTHERS: [&str; 8] = [
    "business_id",
    "segment_ref",
    "customer_ref",
    "customer_name",
    "customer_email",
    "customer_lang",
    "offer_ref",
    "visible",
];

fn parameter_name(text: &str) -> Result<String, &'static str> {
    if OTHERS.contains(&text) {
        return Err("this is the name of another parameter of the widget");
    }
    if text.is_empty() || !text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
        return Err("use letters, digits and _");
    }
    Ok(text.to_owned())
}

fn member_name(text: &str) -> Result<String, &'static str> {
    if text.is_empty()
        || !text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'))
    {
        return Err("write the name of one member, such as height: letters, digits, _ and -");
    }
    Ok(text.to_owned())
}

/// Names joined by dots, and nothing that could be more than a function's name.
fn function_name(text: &str) -> Result<String, &'static str> {
    let sign = |c| matches!(c, '_' | '$');
    let name = |part: &str| {
        part.starts_with(|c: char| c.is_ascii_alphabetic() || sign(c))
            && part.chars().all(|c| c.is_ascii_alphanumeric() || sign(c))
    };
    if text.split('.').all(name) {
        Ok(text.to_owned())
    } else {
        Err("write the name of the function, such as ProAbono.start, without brackets")
    }
}
