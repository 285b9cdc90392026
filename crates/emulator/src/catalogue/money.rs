//! Amounts, in minor units of a currency.

/// The largest amount, in minor units and either way: more is a mistake, and would overflow a sum.
pub(crate) const MOST: i64 = 1_000_000_000_000;

/// True for an amount that is not too large.
pub(crate) fn is_amount(minor: i64) -> bool {
    minor.unsigned_abs() <= MOST.unsigned_abs()
}

/// With the sample tax of 20 per cent.
pub(crate) fn with_tax(subtotal: i64) -> i64 {
    subtotal.saturating_add(subtotal / 5)
}

/// `€29.00`, from cents; a currency whose sign is not one of the best known stands before the amount by its code.
pub(crate) fn money(minor: i64, currency: &str) -> String {
    let minus = if minor < 0 { "−" } else { "" };
    let minor = minor.unsigned_abs();
    let sign = match currency {
        "EUR" => "€".to_owned(),
        "GBP" => "£".to_owned(),
        "USD" => "$".to_owned(),
        code => format!("{code}\u{a0}"),
    };
    format!("{minus}{sign}{}.{:02}", minor / 100, minor % 100)
}

#[cfg(test)]
mod tests {
    use super::{money, with_tax};

    #[test]
    fn an_amount_is_shown_with_two_decimals() {
        assert_eq!(money(2_900, "EUR"), "€29.00");
        assert_eq!(money(5, "USD"), "$0.05");
        assert_eq!(money(-1_250, "EUR"), "−€12.50");
        assert_eq!(money(-1_250, "CHF"), "−CHF\u{a0}12.50");
        assert_eq!(with_tax(2_900), 3_480);
    }
}
