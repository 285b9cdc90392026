//! Amounts, in minor units of one currency.

pub(crate) const CURRENCY: &str = "EUR";

/// The largest amount, in minor units and either way: more is a mistake, and would overflow a sum.
pub(crate) const MOST: i64 = 1_000_000_000_000;

/// With the sample tax of 20 per cent.
pub(crate) fn with_tax(subtotal: i64) -> i64 {
    subtotal.saturating_add(subtotal / 5)
}

/// `€29.00`, from cents.
pub(crate) fn money(cents: i64) -> String {
    let sign = if cents < 0 { "−" } else { "" };
    let cents = cents.unsigned_abs();
    format!("{sign}€{}.{:02}", cents / 100, cents % 100)
}

#[cfg(test)]
mod tests {
    use super::{money, with_tax};

    #[test]
    fn an_amount_is_shown_with_two_decimals() {
        assert_eq!(money(2_900), "€29.00");
        assert_eq!(money(5), "€0.05");
        assert_eq!(money(-1_250), "−€12.50");
        assert_eq!(with_tax(2_900), 3_480);
    }
}
