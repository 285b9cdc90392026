use url::Url;

use crate::proabono::OfferReference;

/// Which of ProAbono's two ways to show its pages is taken, where both could be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Generation {
    /// What ProAbono's answer says: `hosted-*` links are framed, an account with `insite-*` links opens in-site.
    #[default]
    Automatic,
    /// Links in a frame.
    Hosted,
    /// `ProAbonoPortal.open` in the page.
    InSite,
}

/// The in-site portal.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct InSiteConfig {
    /// Which generation is preferred.
    pub generation: Generation,
    /// ProAbono's script.
    pub script_url: Url,
    /// Further origins that it loads from.
    pub sources: Vec<String>,
}

/// The floating widget.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct WidgetConfig {
    /// The script that the back office shows; without it nothing is loaded.
    pub script_url: Option<Url>,
    /// Whether the widget draws its own button.
    pub visible: bool,
    /// The offer that it opens.
    pub offer_ref: Option<OfferReference>,
    /// The name of the parameter that carries the security hash.
    pub hash_name: String,
    /// The function that starts the widget in a single-page application, e.g. `ProAbono.start`.
    pub start_call: Option<String>,
    /// Further origins that the widget loads from.
    pub sources: Vec<String>,
}
