use std::collections::BTreeSet;
use std::fmt;

use hmac::{Hmac, Mac as _};
use secrecy::{ExposeSecret as _, SecretString};
use serde::ser::{Serialize, SerializeMap as _, Serializer};
use sha2::Sha256;

use crate::config::{Account, WidgetConfig};
use crate::crylk::Gate;
use crate::customers::{Authority, CustomerKey};
use crate::identity::User;
use crate::proabono::CustomerReference;

/// What the floating widget is told, for every visitor the same. Source: ProAbono's article "Widget behaviour".
#[derive(Debug)]
pub(crate) struct Widget {
    business_id: u64,
    offer_ref: Option<String>,
    visible: bool,
    hash_name: String,
    /// Made from the secret once: half the work of a hash is taking in its key.
    hash_key: Option<Hmac<Sha256>>,
    script_url: Option<String>,
    sends_name: bool,
    sends_language: bool,
}

impl Widget {
    pub(crate) fn new(account: &Account, config: &WidgetConfig, authority: &BTreeSet<Authority>) -> Self {
        Self {
            business_id: account.business_id,
            offer_ref: config.offer_ref.as_ref().map(ToString::to_string),
            visible: config.visible,
            hash_name: config.hash_name.clone(),
            hash_key: account.portal_secret.as_ref().and_then(hash_key),
            script_url: config.script_url.as_ref().map(ToString::to_string),
            sends_name: authority.contains(&Authority::Name),
            sends_language: authority.contains(&Authority::Language),
        }
    }

    pub(crate) fn script_url(&self) -> Option<&str> {
        self.script_url.as_deref()
    }

    /// Whether a button of the page opens the widget, which draws none itself.
    pub(crate) fn needs_button(&self) -> bool {
        self.script_url.is_some() && !self.visible
    }

    /// What the widget is told of this visitor.
    pub(crate) fn parameters<'a>(&'a self, user: &'a User, customer: &'a CustomerKey) -> Parameters<'a> {
        Parameters {
            widget: self,
            user,
            customer,
            hash: self.hash_key.as_ref().map(|key| hash(key, &customer.reference)),
        }
    }
}

/// What the widget loads from, while it is on: its own origin, ProAbono's, and what is configured.
pub(crate) fn sources(config: &WidgetConfig, gate: &Gate) -> Option<Vec<String>> {
    let script = config.script_url.as_ref()?;
    let mut sources = gate.sources();
    sources.push(script.origin().ascii_serialization());
    sources.extend(config.sources.iter().cloned());
    sources.sort();
    sources.dedup();
    Some(sources)
}

/// `window.proAbonoSettings`. Serialises to exactly the documented names; `Debug` shows none of the values.
pub(crate) struct Parameters<'a> {
    widget: &'a Widget,
    user: &'a User,
    customer: &'a CustomerKey,
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
        // The widget overwrites name and language each time, so they go out only where the application is right.
        if let Some(name) = self.user.known_name().filter(|_| self.widget.sends_name) {
            map.serialize_entry("customer_name", name)?;
        }
        if let Some(email) = self.user.known_email() {
            map.serialize_entry("customer_email", email)?;
        }
        if let Some(language) = self.user.known_language().filter(|_| self.widget.sends_language) {
            map.serialize_entry("customer_lang", language)?;
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

fn hash_key(secret: &SecretString) -> Option<Hmac<Sha256>> {
    Hmac::new_from_slice(secret.expose_secret().as_bytes()).ok()
}

/// Lower-case hexadecimal HMAC-SHA256 of the reference, keyed with the portal secret.
fn hash(key: &Hmac<Sha256>, customer: &CustomerReference) -> String {
    let mut mac = key.clone();
    mac.update(customer.as_str().as_bytes());
    data_encoding::HEXLOWER.encode(&mac.finalize().into_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn vectors(kind: &str) -> Vec<(String, String, String)> {
        let data = include_str!("../../tests/data/portal-hash-vectors.json");
        let data: serde_json::Value = serde_json::from_str(data).unwrap();
        let text = |vector: &serde_json::Value, name: &str| vector[name].as_str().unwrap().to_owned();
        let read = |vector| {
            (
                text(vector, "secret"),
                text(vector, "customer_ref"),
                text(vector, "hash"),
            )
        };
        data[kind].as_array().unwrap().iter().map(read).collect()
    }

    fn computed(secret: &str, customer: &str) -> String {
        let key = hash_key(&SecretString::from(secret)).unwrap();
        hash(&key, &CustomerReference::new(customer).unwrap())
    }

    #[test]
    fn the_hash_is_the_published_construction() {
        for (secret, customer, expected) in vectors("valid") {
            assert_eq!(computed(&secret, &customer), expected);
        }
        for (secret, customer, wrong) in vectors("invalid") {
            assert_ne!(computed(&secret, &customer), wrong);
        }
    }
}
