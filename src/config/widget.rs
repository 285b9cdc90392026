use url::Url;

use crate::openings::WidgetConfig;
use crate::proabono::OfferReference;

use super::key::Key;
use super::source::Source;
use super::values::{boolean, csp_origin};

pub(super) static KEYS: &[Key] = &[
    Key::new(
        "widget.script_url",
        "PORTAL_WIDGET__SCRIPT_URL",
        "The address of the floating widget's script: back office, Integration, widget. Left out: no widget is loaded.",
    )
    .example("https://widget.proabono.example/widget.js"),
    Key::new(
        "widget.visible",
        "PORTAL_WIDGET__VISIBLE",
        "Whether the widget draws its own button. When false, a button of the page opens it.",
    )
    .default("true"),
    Key::new("widget.offer_ref", "PORTAL_WIDGET__OFFER_REF", "The offer that the widget opens.").example("offer-premium"),
    Key::new(
        "widget.hash_name",
        "PORTAL_WIDGET__HASH_NAME",
        "The name of the widget's security parameter, as the back office shows it; ProAbono's articles leave it out.",
    )
    .default("hash"),
    Key::new(
        "widget.start_call",
        "PORTAL_WIDGET__START_CALL",
        "The function that starts the widget when it is installed as in a single-page application, as the back office shows it; \
         ProAbono's articles leave it out. Left out: the settings stand in `window.proAbonoSettings` before the script.",
    )
    .example("ProAbono.start"),
    Key::new(
        "widget.sources",
        "PORTAL_WIDGET__SOURCES",
        "Origins that the widget's script loads from, beside its own and ProAbono's.",
    )
    .example("https://cdn.proabono.example"),
];

pub(super) fn read(source: &mut Source) -> Option<WidgetConfig> {
    let [script, visible, offer, hash_name, start_call, sources] = KEYS else {
        return None;
    };
    let script_url = source.parse(script, script_address);
    let visible = source.parse(visible, boolean);
    let offer_ref = source.parse(offer, |text| {
        OfferReference::new(text).map_err(|error| error.to_string())
    });
    let hash_name = source.parse(hash_name, |text| {
        let plain = text.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
        if OTHERS.contains(&text) {
            return Err("this is the name of another parameter of the widget".to_owned());
        }
        if plain && !text.is_empty() {
            Ok(text.to_owned())
        } else {
            Err("use letters, digits and _".to_owned())
        }
    });
    let start_call = source.parse(start_call, function_name);
    let sources = source.list(sources, csp_origin);
    Some(WidgetConfig {
        script_url,
        visible: visible?,
        offer_ref,
        hash_name: hash_name?,
        start_call,
        sources,
    })
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

pub(super) fn script_address(text: &str) -> Result<Url, String> {
    const WHAT: &str = "write the https:// address of the script";
    let url = Url::parse(text).map_err(|_| WHAT.to_owned())?;
    csp_origin(&url.origin().ascii_serialization()).map_err(|_| WHAT.to_owned())?;
    Ok(url)
}

/// Names joined by dots, and nothing that could be more than a function's name.
fn function_name(text: &str) -> Result<String, String> {
    let name = |part: &str| {
        let mut letters = part.chars();
        letters
            .next()
            .is_some_and(|first| first.is_ascii_alphabetic() || matches!(first, '_' | '$'))
            && letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '$'))
    };
    if text.split('.').all(name) {
        Ok(text.to_owned())
    } else {
        Err("write the name of the function, such as ProAbono.start, without brackets".to_owned())
    }
}
