//! The settings of the hosted pages: ProAbono's by their names there, and the emulator's own.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use url::Url;

/// The forced outcome with which a workflow ends without having done anything.
pub(crate) const FAILURE: &str = "failure";

/// The settings of the hosted pages. Those of ProAbono's `SettingsHostedPages` and `SettingsRedirection` have its names.
#[derive(Clone, Debug, PartialEq, Eq)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "ProAbono has them as so many switches"
)]
pub struct HostedPages {
    /// `SettingsRedirection`: where each event leads, an absolute address. They count while there is no
    /// [`return_url`](crate::Options::return_url); those of the offers and of a cancelled payment always do.
    pub redirects: BTreeMap<Redirection, String>,
    /// `IsIframeClosedAfterSubscribe`: a successful subscription or upgrade closes the frame and returns nowhere.
    pub iframe_closed_after_subscribe: bool,
    /// `IsOffersAnonymousLinkTargetParent`: the links of the public pricing table leave one frame.
    pub offers_anonymous_link_target_parent: bool,
    /// `CanSubscribeAnonymous`: without an address for sign-up, the public pricing table says what is left out here.
    pub can_subscribe_anonymous: bool,
    /// `CanCustomerUpgrade`: the home has a button to change the plan.
    pub can_customer_upgrade: bool,
    /// `CanCustomerTerminate`: the home has a button to end the subscription.
    pub can_customer_terminate: bool,
    /// The window that a finished workflow returns in. ProAbono's choice is not documented.
    pub return_in: ReturnIn,
    /// The outcome of every workflow that is finished from now on; `None` is the natural one.
    pub outcome: Option<String>,
    /// The way in which a frame is closed. ProAbono's is not documented.
    pub closing: Closing,
    /// A framed page of a customer tells its parent `{"height":…}`, to any origin, when it is there and whenever its height
    /// changes. No such message of ProAbono's is documented.
    pub tells_height: bool,
}

impl Default for HostedPages {
    fn default() -> Self {
        Self {
            redirects: BTreeMap::new(),
            iframe_closed_after_subscribe: false,
            offers_anonymous_link_target_parent: false,
            can_subscribe_anonymous: false,
            can_customer_upgrade: true,
            can_customer_terminate: true,
            return_in: ReturnIn::Frame,
            outcome: None,
            closing: Closing::Message,
            tells_height: false,
        }
    }
}

/// The behaviour of the chat's double.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(crate) struct ChatDouble {
    /// The property `isSupported`.
    pub(crate) supported: bool,
    /// True with calls that only pages of the vendor have: `openChat` and `addCustomData`.
    pub(crate) undocumented: bool,
    /// The time before the script is sent, in milliseconds.
    pub(crate) delay_ms: u64,
    /// What goes wrong with it.
    pub(crate) fails: Option<ChatFault>,
}

/// A fault of the chat's script.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum ChatFault {
    /// Its address answers 500.
    Status,
    /// It is no JavaScript.
    Garbage,
    /// The call of that name throws.
    Init,
    AddCustomData,
    OpenChat,
}

impl Default for ChatDouble {
    fn default() -> Self {
        Self {
            supported: true,
            undocumented: false,
            delay_ms: 0,
            fails: None,
        }
    }
}

/// The values that are appended to the address of a [`Redirection`], by the names that ProAbono's demonstration reads: `refo`,
/// `idsu` and `idc`.
#[derive(Clone, Copy, Default)]
pub(crate) struct About<'a> {
    pub(crate) offer: Option<&'a str>,
    pub(crate) subscription: Option<u64>,
    pub(crate) customer: Option<u64>,
}

impl HostedPages {
    /// Every workflow fails, and a card refuses whatever else it is charged.
    pub(crate) fn fails(&self) -> bool {
        self.outcome.as_deref() == Some(FAILURE)
    }

    /// The address of an event, with what is known of the offer, the subscription and the customer appended.
    pub(crate) fn redirect(&self, event: Redirection, about: &About) -> Option<String> {
        let address = self.redirects.get(&event)?;
        let mut url = Url::parse(address).ok()?;
        let ids = [("idsu", about.subscription), ("idc", about.customer)];
        let ids = ids
            .into_iter()
            .filter_map(|(name, id)| Some((name, id?.to_string())));
        let offer = about.offer.map(|offer| ("refo", offer.to_owned()));
        for (name, value) in offer.into_iter().chain(ids) {
            url.query_pairs_mut().append_pair(name, &value);
        }
        Some(url.into())
    }
}

/// The window that a finished workflow returns in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReturnIn {
    /// The frame of the hosted page.
    Frame,
    /// The whole window. A form that is refused shows there too.
    Top,
}

/// The way in which a frame is closed after a subscription.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Closing {
    /// The page tells its parent `{"proabono":"closed"}`, to any origin.
    Message,
    /// The frame goes to an empty page.
    Blank,
    /// An empty page that tells its parent.
    Both,
}

/// The events of ProAbono's `SettingsRedirection`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[allow(clippy::enum_variant_names, reason = "ProAbono's names")]
pub enum Redirection {
    /// Instead of the public pricing table.
    UrlOffersAnonymous,
    /// An offer was chosen on the public pricing table.
    UrlOffersAnonymousSelection,
    /// Instead of the offers of a customer.
    UrlOffersAuthenticated,
    /// Instead of the offers to change to.
    UrlOffersUpgrade,
    /// Subscribed to a free offer.
    UrlOneclickFreeOffer,
    /// Subscribed beside a running subscription, with nothing to pay.
    UrlOneclickExtraSubscription,
    /// Changed the plan, with nothing to pay.
    UrlOneclickUpgrade,
    /// Paid.
    UrlPaymentSuccess,
    /// The payment waits for the bank.
    UrlPaymentPending,
    /// The visitor left the workflow.
    UrlPaymentCancel,
    /// The payment is impossible.
    UrlPaymentFailure,
    /// A payment method is registered, and nothing was paid.
    UrlPermissionRegistered,
    /// A payment method could not be registered.
    UrlPermissionRegistrationFailure,
    /// The payment method was replaced, and nothing was paid.
    UrlPermissionUpdated,
    /// The payment method could not be replaced.
    UrlPermissionUpdateFailure,
    /// A page that does not open.
    UrlGenericError,
}

impl Redirection {
    /// The event by its name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        serde_json::from_value(name.into()).ok()
    }
}
