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

#[cfg(test)]
mod tests {
    use super::with_tax;

    #[test]
    fn the_tax_is_a_fifth() {
        assert_eq!(with_tax(2_900), 3_480);
    }
}
