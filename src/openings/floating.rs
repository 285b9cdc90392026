use std::collections::BTreeSet;
use std::fmt;

use serde::ser::{Serialize, SerializeMap as _, Serializer};

use crate::customers::{Authority, CustomerKey, Existence};
use crate::identity::User;

use super::WidgetConfig;

/// The settings of the floating widget that are the same for every visitor. Source: ProAbono's article "Widget
/// behaviour".
#[derive(Debug)]
pub(crate) struct Widget {
    business_id: u64,
    offer_ref: Option<String>,
    visible: bool,
    hash_name: String,
    start_call: Option<String>,
    script_url: Option<String>,
    sends_name: bool,
    sends_language: bool,
}

impl Widget {
    pub(crate) fn new(business_id: u64, config: &WidgetConfig, authority: &BTreeSet<Authority>) -> Self {
        Self {
            business_id,
            offer_ref: config.offer_ref.as_ref().map(ToString::to_string),
            visible: config.visible,
            hash_name: config.hash_name.clone(),
            start_call: config.start_call.clone(),
            script_url: config.script_url.as_ref().map(ToString::to_string),
            sends_name: authority.contains(&Authority::Name),
            sends_language: authority.contains(&Authority::Language),
        }
    }

    /// Leaves the lower corner of the page to the button of the chat, which nobody can move: this widget draws none then.
    pub(crate) fn beside_chat(mut self, chat: bool) -> Self {
        self.visible &= !chat;
        self
    }

    pub(crate) fn script_url(&self) -> Option<&str> {
        self.script_url.as_deref()
    }

    /// Tells whether a button of the page opens the widget, which draws none itself.
    pub(crate) fn needs_button(&self) -> bool {
        self.script_url.is_some() && !self.visible
    }

    /// Tells whether the widget opens an offer for who has no subscription.
    pub(crate) fn sells(&self) -> bool {
        self.offer_ref.is_some()
    }

    /// The settings of the widget for one visitor, with the hash of the customer.
    pub(crate) fn parameters<'a>(
        &'a self,
        user: &'a User,
        customer: &'a CustomerKey,
        existence: Existence,
        hash: Option<String>,
    ) -> Parameters<'a> {
        let new = existence.takes_details();
        Parameters {
            widget: self,
            user,
            customer,
            sends_name: new || self.sends_name,
            sends_language: new || self.sends_language,
            hash,
        }
    }

    /// The function that takes the settings when the widget is installed as in a single-page application.
    pub(crate) fn start_call(&self) -> Option<&str> {
        self.start_call.as_deref()
    }
}

/// `window.proAbonoSettings`. Serialises to exactly the documented names; `Debug` shows none of the values.
pub(crate) struct Parameters<'a> {
    widget: &'a Widget,
    user: &'a User,
    customer: &'a CustomerKey,
    sends_name: bool,
    sends_language: bool,
    hash: Option<String>,
}

impl fmt::Debug for Parameters<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Parameters").finish_non_exhaustive()
    }
}

impl Serialize for Parameters<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("business_id", &self.widget.business_id)?;
        map.serialize_entry("segment_ref", self.customer.segment.as_str())?;
        map.serialize_entry("customer_ref", self.customer.reference.as_str())?;
        // The widget overwrites name and language each time, so they go out only where the application is right, and for a
        // customer that the widget may have to create.
        if let Some(name) = self.user.known_name().filter(|_| self.sends_name) {
            map.serialize_entry("customer_name", name)?;
        }
        if let Some(email) = self.user.known_email() {
            map.serialize_entry("customer_email", email)?;
        }
        if self.sends_language
            && let Some(language) = self.user.language_code()
        {
            map.serialize_entry("customer_lang", &language)?;
        }
        if let Some(offer) = &self.widget.offer_ref {
            map.serialize_entry("offer_ref", offer)?;
        }
        map.serialize_entry("visible", &self.widget.visible)?;
        if let Some(hash) = &self.hash {
            map.serialize_entry(&self.widget.hash_name, hash)?;
        }
        map.end()
    }
}
