use macro_rules_attribute::apply;

use super::Offers;
use crate::call::Call;
use crate::list::Listing;
use crate::{
    CustomerReference, FeatureProperties, FeatureReference, Links, Metadata, OfferId, OfferReference,
    PricingTableReference, Request, SegmentId, SegmentReference, SubscriptionId, TypeFeature, UnitDuration,
};

/// A plan that can be subscribed to. Source: the Live API, schema `Offer`.
#[apply(answer)]
pub struct Offer {
    /// ProAbono's own number of it.
    pub id: Option<OfferId>,
    /// ProAbono's own number of the segment.
    pub id_segment: Option<SegmentId>,
    /// The offer, by its reference.
    pub reference_offer: Option<OfferReference>,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// The internal name.
    pub name: Option<String>,
    /// True if it is shown to customers.
    #[serde(default, deserialize_with = "crate::tolerant::deciding")]
    pub is_visible: Option<bool>,
    /// False only when the offer can never cost anything.
    pub is_priced: Option<bool>,
    /// The title, in the language asked for.
    pub title_localized: Option<String>,
    /// The description, in the language asked for.
    pub description_localized: Option<String>,
    /// The price in words, for display; on an offer it is HTML by default.
    pub pricing_localized: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// Paid once at the start, in minor units.
    pub amount_up_front: Option<i64>,
    /// The price of the trial, in minor units.
    pub amount_trial: Option<i64>,
    /// The length of the trial, in units.
    pub duration_trial: Option<i64>,
    /// The unit of the trial.
    pub unit_trial: Option<UnitDuration>,
    /// The price before tax, in minor units.
    pub pricing_subtotal: Option<i64>,
    /// The price after tax, in minor units.
    pub pricing_total: Option<i64>,
    /// The price of a period, in minor units.
    pub amount_recurrence: Option<i64>,
    /// The length of a period, in units.
    pub duration_recurrence: Option<i64>,
    /// The unit of a period.
    pub unit_recurrence: Option<UnitDuration>,
    /// How many periods there are; null means no end.
    pub count_recurrences: Option<i64>,
    /// How many periods are committed to.
    pub count_min_recurrences: Option<i64>,
    /// The fee for ending early, in minor units.
    pub amount_termination: Option<i64>,
    /// The features.
    pub features: Option<Vec<OfferFeature>>,
    /// Free pairs of a key and a text.
    pub metadata: Option<Metadata>,
    /// The links, which are found by name.
    pub links: Links,
}

/// A feature within an offer. Source: schema `OfferFeature`.
#[apply(answer)]
pub struct OfferFeature {
    /// ProAbono's own number of it.
    pub id: Option<i64>,
    /// The feature, by its reference.
    pub reference_feature: Option<FeatureReference>,
    /// True if it is shown to customers.
    #[serde(default, deserialize_with = "crate::tolerant::deciding")]
    pub is_visible: Option<bool>,
    /// The title, in the language asked for.
    pub title_localized: Option<String>,
    /// The description, in the language asked for.
    pub description_localized: Option<String>,
    /// The kind of feature.
    pub type_feature: Option<TypeFeature>,
    /// The price in words, for display; on an offer it is HTML by default.
    pub pricing_localized: Option<String>,
    /// Flags, separated by a comma and a space.
    pub properties: Option<String>,
    /// On/off features: whether the offer includes it.
    #[serde(default, deserialize_with = "crate::tolerant::deciding")]
    pub is_included: Option<bool>,
    /// On/off features: whether it is on; the one to enforce.
    #[serde(default, deserialize_with = "crate::tolerant::deciding")]
    pub is_enabled: Option<bool>,
    /// Limits and consumptions: how much the price includes.
    #[serde(default, deserialize_with = "crate::tolerant::deciding")]
    pub quantity_included: Option<i64>,
    /// Limits and consumptions: how much there is now; absent means unlimited.
    #[serde(default, deserialize_with = "crate::tolerant::deciding")]
    pub quantity_current: Option<i64>,
    /// Free pairs of a key and a text.
    pub metadata: Option<Metadata>,
}

impl OfferFeature {
    /// The flags that [`properties`](Self::properties) holds.
    pub fn flags(&self) -> impl Iterator<Item = FeatureProperties> {
        let flags = self.properties.iter().flat_map(|flags| flags.split(','));
        let flags = flags.map(str::trim).filter(|flag| !flag.is_empty());
        flags.map(|flag| FeatureProperties::from(flag.to_owned()))
    }
}

/// Filters of [`Offers::list`].
#[apply(options)]
pub struct ListOffers {
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// Only what the subscription can change to.
    pub upgrade: Option<bool>,
    /// ProAbono's own number of the subscription.
    pub id_subscription: Option<SubscriptionId>,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// True if it is shown to customers.
    pub is_visible: Option<bool>,
    /// Only offers whose reference starts like this.
    pub prefix_reference_offer: Option<String>,
    /// Only offers of this pricing table.
    pub reference_pricing_table: Option<PricingTableReference>,
    /// Leaves the features out.
    pub ignore_features: Option<bool>,
    /// False leaves the prices out.
    pub pricing: Option<bool>,
    /// ISO 639 code or locale.
    pub language: Option<String>,
    /// False gives prices in plain text.
    pub html: Option<bool>,
    /// False leaves the links out.
    pub links: Option<bool>,
}

/// Options of [`Offers::retrieve`].
#[apply(request)]
pub struct RetrieveOffer {
    /// The offer, by its reference.
    pub reference_offer: OfferReference,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// The customer who pays, by its reference.
    pub reference_customer_buyer: Option<CustomerReference>,
    /// Only what the subscription can change to.
    pub upgrade: Option<bool>,
    /// ProAbono's own number of the subscription.
    pub id_subscription: Option<SubscriptionId>,
    /// True or false if the offer must, or must not, be shown to customers; a mismatch returns nothing.
    pub is_visible: Option<bool>,
    /// ISO 639 code or locale.
    pub language: Option<String>,
    /// False gives prices in plain text.
    pub html: Option<bool>,
    /// Leaves the features out.
    pub ignore_features: Option<bool>,
    /// False leaves the links out.
    pub links: Option<bool>,
}

impl<'a> Offers<'a> {
    /// `GET /v1/Offers`.
    pub fn list(self, options: &ListOffers) -> Listing<'a, Offer> {
        let mut options = options.clone();
        self.transport.fill(&mut options.reference_segment);
        Listing::new(
            self.transport
                .request(Call::get("list_offers", "/v1/Offers").query(&options)),
        )
    }

    /// `GET /v1/Offer`; `None` when the visibility asked for does not match.
    pub fn retrieve(self, options: &RetrieveOffer) -> Request<'a, Offer> {
        let mut options = options.clone();
        self.transport.fill(&mut options.reference_segment);
        self.transport
            .request(Call::get("retrieve_offer", "/v1/Offer").query(&options))
    }
}
