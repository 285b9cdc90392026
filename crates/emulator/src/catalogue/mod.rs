//! The offers and features of the sample account.

mod features;
mod money;
mod offer;
mod offers;
mod pricing;

pub(crate) use features::{FEATURES, Feature, Type, feature};
pub(crate) use money::{CURRENCY, MOST, money, with_tax};
pub(crate) use offer::{Offer, OfferFeature};
pub(crate) use offers::{OFFERS, offer};
pub(crate) use pricing::Pricing;
