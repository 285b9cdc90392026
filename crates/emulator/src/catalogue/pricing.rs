//! The price of a feature beyond the quantity that the offer contains.

use super::money::MOST;

/// One step of a price list: so much for every started increment, up to a ceiling.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Pricing {
    pub(crate) increment: i64,
    /// Cents; `None` makes the ceiling a flat price.
    pub(crate) per_increment: Option<i64>,
    pub(crate) ceiling: Option<i64>,
}

impl Pricing {
    pub(crate) const FREE: Self = Self::unit(0);

    /// The same price for every unit.
    pub(crate) const fn unit(cents: i64) -> Self {
        Self {
            increment: 1,
            per_increment: Some(cents),
            ceiling: None,
        }
    }

    /// Cents before tax for so many units beyond what is included, at most [`MOST`].
    pub(crate) fn of(self, extra: i64) -> i64 {
        if extra <= 0 {
            return 0;
        }
        let Some(price) = self.per_increment else {
            return self.ceiling.unwrap_or(0);
        };
        let steps = (extra - 1) / self.increment.max(1) + 1;
        let amount = steps.saturating_mul(price).clamp(-MOST, MOST);
        self.ceiling.map_or(amount, |ceiling| amount.min(ceiling))
    }
}

#[cfg(test)]
mod tests {
    use super::Pricing;

    #[test]
    fn a_started_increment_is_paid_in_full_and_a_ceiling_ends_the_price() {
        let tens = Pricing {
            increment: 10,
            per_increment: Some(100),
            ceiling: Some(250),
        };
        let paid: Vec<i64> = [-3, 0, 1, 10, 11, 500].map(|extra| tens.of(extra)).into();
        assert_eq!(paid, [0, 0, 100, 100, 200, 250]);
        let flat = Pricing {
            per_increment: None,
            ..tens
        };
        assert_eq!(flat.of(1), 250);
    }
}
