//! The offers, features, texts and customers of a business: the sample, or the integrator's own from a file.

mod check;
mod error;
mod features;
mod file;
pub(crate) mod limits;
mod localized;
mod money;
mod offer;
mod pricing;
mod reference;

use std::path::Path;
use std::sync::Arc;

pub use error::CatalogueError;
pub(crate) use features::{Feature, Type};
use file::Parts;
pub(crate) use file::{Customer, Text};
pub(crate) use money::{is_amount, with_tax};
pub(crate) use offer::{Offer, OfferFeature};
pub(crate) use pricing::Pricing;
pub(crate) use reference::is_reference;

/// The features and offers of an account, with texts and customers: a JSON document, whose members are in this crate's README.
#[derive(Clone, Debug)]
pub struct Catalogue(Arc<Parts>);

impl Catalogue {
    /// Reads a document.
    ///
    /// # Errors
    ///
    /// It is no JSON, a member is unknown, missing or wrong, or refers to nothing. The message names the member.
    pub fn from_json(text: &str) -> Result<Self, CatalogueError> {
        file::read(text).map(|parts| Self(Arc::new(parts)))
    }

    /// Reads the document in a file.
    ///
    /// # Errors
    ///
    /// The file cannot be read, and as those of [`from_json`](Self::from_json).
    pub fn from_file(path: impl AsRef<Path>) -> Result<Self, CatalogueError> {
        let path = path.as_ref();
        let unreadable = |error| CatalogueError::new("", format!("{}: {error}", path.display()));
        let text = std::fs::read_to_string(path).map_err(unreadable)?;
        Self::from_json(text.strip_prefix('\u{feff}').unwrap_or(&text))
    }

    /// The sample: four offers and six features.
    pub(crate) fn sample() -> Self {
        let sample = Self::from_json(include_str!("../../data/catalogue.json"));
        sample.unwrap_or_else(|_| Self(Arc::default()))
    }

    pub(crate) fn name(&self) -> &str {
        &self.0.name
    }

    pub(crate) fn currency(&self) -> &str {
        &self.0.currency
    }

    pub(crate) fn features(&self) -> &[Arc<Feature>] {
        &self.0.features
    }

    pub(crate) fn offers(&self) -> &[Arc<Offer>] {
        &self.0.offers
    }

    pub(crate) fn texts(&self) -> &[Text] {
        &self.0.texts
    }

    pub(crate) fn customers(&self) -> &[Customer] {
        &self.0.customers
    }

    pub(crate) fn feature(&self, reference: &str) -> Option<&Arc<Feature>> {
        self.features().iter().find(|one| one.reference == reference)
    }

    pub(crate) fn offer(&self, reference: &str) -> Option<&Arc<Offer>> {
        self.offers().iter().find(|one| one.reference_offer == reference)
    }
}

#[cfg(test)]
mod tests {
    use super::Catalogue;

    #[test]
    fn the_sample_is_read() {
        let sample = Catalogue::sample();
        let ids: Vec<u64> = sample.offers().iter().map(|one| one.id).collect();
        assert_eq!(ids, [72_001, 72_002, 72_003, 72_004]);
        assert_eq!(sample.features().len(), 6);
    }
}
