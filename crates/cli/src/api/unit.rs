//! The units of whole numbers that people write with a decimal point.

/// The unit of a whole number, by the name of its property.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unit {
    /// One of something.
    One,
    /// The smallest unit of a currency.
    Minor,
    /// The hundredth part of a percent.
    Rate,
}

impl Unit {
    pub(super) fn of(property: &str) -> Self {
        if property.contains("Amount") || matches!(property, "PricingSubtotal" | "PricingTotal") {
            Self::Minor
        } else if property.starts_with("Rate") {
            Self::Rate
        } else {
            Self::One
        }
    }

    /// The words for a number of this unit. For a text such as `19.99` they have the number that is meant.
    pub(super) fn whole(self, text: &str) -> String {
        let meant = hundredths(text);
        match (self, meant) {
            (Self::One, _) => "a whole number".to_owned(),
            (Self::Minor, Some(meant)) => {
                format!("a whole number in minor units: {meant} (in a currency with cents)")
            }
            (Self::Minor, None) => "a whole number in minor units, such as 1999 for 19.99".to_owned(),
            (Self::Rate, Some(meant)) => format!("a whole number in hundredths of a percent: {meant}"),
            (Self::Rate, None) => {
                "a whole number in hundredths of a percent, such as 2000 for 20.00".to_owned()
            }
        }
    }
}

/// A number with a point or a comma and at most two digits behind it, times a hundred.
fn hundredths(text: &str) -> Option<i64> {
    let (whole, rest) = text.split_once(['.', ','])?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole.strip_prefix('-').unwrap_or(whole)) || !digits(rest) || rest.len() > 2 {
        return None;
    }
    format!("{whole}{rest:0<2}").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::{Unit, hundredths};

    #[test]
    fn a_price_as_people_write_it_is_told_in_minor_units() {
        for (text, meant) in [
            ("19.99", Some(1999)),
            ("19,99", Some(1999)),
            ("-0.5", Some(-50)),
            ("0.05", Some(5)),
            ("1.999", None),
            ("1,999.00", None),
            ("19.", None),
            (".5", None),
            ("EUR 19.99", None),
            ("99999999999999999999.99", None),
        ] {
            assert_eq!(hundredths(text), meant, "{text}");
        }
    }

    #[test]
    fn the_unit_follows_from_the_name() {
        for (name, unit) in [
            ("Amount", Unit::Minor),
            ("AmountRecurrence", Unit::Minor),
            ("CappingInvoiceBillingAmount", Unit::Minor),
            ("AmountMin", Unit::Minor),
            ("PricingSubtotal", Unit::Minor),
            ("PricingTotal", Unit::Minor),
            ("RateDefault", Unit::Rate),
            ("QuantityCurrent", Unit::One),
            ("IdCustomer", Unit::One),
        ] {
            assert_eq!(Unit::of(name), unit, "{name}");
        }
    }
}
