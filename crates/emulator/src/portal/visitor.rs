//! Checks the visitor whom a script in the application names, and writes them as a customer.

use std::collections::BTreeMap;

use hmac::{Hmac, Mac};
use serde_json::{Map, Value};
use sha2::Sha256;

use crate::catalogue::is_reference;
use crate::model::{Customer, CustomerDraft};
use crate::openings::Refusal;
use crate::world::World;

/// The limits of metadata: names, and characters in all.
const METADATA: (usize, usize) = (4, 450);

/// The parameters by name. An empty text is a text.
#[derive(Clone, Default)]
pub(crate) struct Parameters(BTreeMap<String, String>);

impl Parameters {
    /// All of them, where each is known and stands there once.
    pub(crate) fn read(query: &str, known: &[&str]) -> Result<Self, Refusal> {
        let mut found = BTreeMap::new();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            let strange = !known.contains(&name.as_ref());
            if strange || found.insert(name.into_owned(), value.into_owned()).is_some() {
                return Err(Refusal::Parameters);
            }
        }
        Ok(Self(found))
    }

    /// For a script that sends what it does not have as an empty text.
    pub(crate) fn without_empty(mut self) -> Self {
        self.0.retain(|_, value| !value.is_empty());
        self
    }

    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    fn owned(&self, name: &str) -> Option<String> {
        self.0.get(name).cloned()
    }

    fn metadata(&self) -> Result<Option<Map<String, Value>>, Refusal> {
        let Some(text) = self.text("customer_meta") else {
            return Ok(None);
        };
        let pairs: Map<String, Value> = serde_json::from_str(text).map_err(|_| Refusal::Metadata)?;
        let characters = |(name, value): (&String, &Value)| {
            let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
            name.chars().count() + value.chars().count()
        };
        let plain = |value: &Value| !value.is_object() && !value.is_array() && !value.is_null();
        let fits = pairs.len() <= METADATA.0
            && pairs.values().all(plain)
            && pairs.iter().map(characters).sum::<usize>() <= METADATA.1;
        if fits {
            Ok(Some(pairs))
        } else {
            Err(Refusal::Metadata)
        }
    }
}

/// The customer, created or overwritten with what is given; `None` is a visitor who is not identified.
pub(crate) fn enter(given: &Parameters, world: &mut World) -> Result<Option<u64>, Refusal> {
    if given.text("business_id") != Some(world.options.business_id.to_string().as_str()) {
        return Err(Refusal::Business);
    }
    let segment = given.text("segment_ref").unwrap_or_default();
    if !world.has_segment(segment) {
        return Err(Refusal::Segment);
    }
    let Some(reference) = given.text("customer_ref") else {
        return Ok(None);
    };
    if !is_reference(reference) {
        return Err(Refusal::Customer);
    }
    check_hash(reference, given.text("hash"), world)?;
    let known = world.customer(reference);
    let elsewhere = |known: &Customer| known.reference_segment != segment;
    if known.is_some_and(elsewhere) {
        return Err(Refusal::Customer);
    }
    let known = known.map(|known| known.id);
    let draft = CustomerDraft {
        segment: Some(segment.to_owned()),
        name: given.owned("customer_name"),
        language: given.owned("customer_lang"),
        metadata: given.metadata()?,
        ..CustomerDraft::default()
    };
    let Some(id) = known else {
        // The address is written at creation only, and the in-site script has none.
        return Ok(Some(world.create_customer(CustomerDraft {
            reference: Some(reference.to_owned()),
            email: given.owned("customer_email"),
            ..draft
        })));
    };
    world.update_customer(id, draft);
    Ok(Some(id))
}

/// In a sandbox, without a secret, it is not looked at.
fn check_hash(reference: &str, hash: Option<&str>, world: &World) -> Result<(), Refusal> {
    let Some(secret) = &world.options.portal_secret else {
        return Ok(());
    };
    let mut expected = Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(|_| Refusal::Hash)?;
    expected.update(reference.as_bytes());
    // Lower-case letters only, as published.
    let given = hash.and_then(|hash| data_encoding::HEXLOWER.decode(hash.as_bytes()).ok());
    let right = given.is_some_and(|given| expected.verify_slice(&given).is_ok());
    if right { Ok(()) } else { Err(Refusal::Hash) }
}
