//! A quote as the API shows it.

use serde_json::{Map, Value, json};

use crate::clock::Moment;
use crate::model::Charge;
use crate::model::charges::sum;
use crate::words::Words;

use super::lines;
use super::shared;

/// The charges that would be due for a period.
#[derive(Clone, Copy)]
pub(super) struct Quote<'a> {
    /// The subscription, where it exists already.
    pub(super) subscription: Option<u64>,
    pub(super) period: (Moment, Moment),
    pub(super) charges: &'a [Charge],
    pub(super) currency: &'a str,
    /// The words of the customer whom it is for.
    pub(super) words: &'static Words,
    /// Ids above are of subscriptions that do not exist yet.
    pub(super) last_id: u64,
}

impl Quote<'_> {
    pub(super) fn members(&self) -> Map<String, Value> {
        let totals = self.charges.iter().map(Charge::total);
        let total = totals.fold(0, i64::saturating_add);
        let details: Vec<_> = self.charges.iter().map(|charge| self.detail(charge)).collect();
        shared::without_nulls(json!({
            "IdSubscription": self.subscription,
            "AmountTotalDue": total,
            "PricingLocalized": self.words.price(total, self.currency),
            "DatePeriodStart": self.period.0,
            "DatePeriodEnd": self.period.1,
            "AmountSubtotal": sum(self.charges),
            "AmountTotal": total,
            "Details": details,
        }))
    }

    /// With the term after it.
    pub(super) fn with_next(&self, next: &Quote) -> Map<String, Value> {
        let mut members = self.members();
        members.insert("NextTerm".to_owned(), Value::Object(next.members()));
        members
    }

    fn detail(&self, charge: &Charge) -> Map<String, Value> {
        let mut members = shared::without_nulls(json!({
            "IdSubscription": charge.subscription.filter(|id| *id <= self.last_id),
            "IdFeature": charge.feature.as_ref().map(|one| one.id),
            "LabelLocalized": charge.label,
            "AmountTotalDue": charge.total(),
            "AmountSubtotal": charge.subtotal,
            "AmountTotal": charge.total(),
            "QuantityReported": charge.quantity.map(|(reported, _)| reported),
            "QuantityBilled": charge.quantity.map(|(_, billed)| billed),
        }));
        members.append(&mut lines::dates(charge.when));
        members
    }
}
