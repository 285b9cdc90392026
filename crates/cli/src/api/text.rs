//! Texts for a terminal: what ProAbono sends may hold control characters, which would move the cursor or worse.

use serde_json::Value;

use super::unit::Unit;

/// The text with every control character replaced.
pub(super) fn plain(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' | '\r' | '\t' => ' ',
            c if c.is_control() => '\u{fffd}',
            c => c,
        })
        .collect()
}

/// A member of an object as a person reads it. An amount is in minor units; `currency` says how many make one.
pub(super) fn cell(name: &str, value: &Value, currency: Option<&str>) -> String {
    match value {
        Value::Null => String::new(),
        Value::String(text) => plain(text),
        Value::Number(number) if Unit::of(name) == Unit::Minor => match number.as_i64() {
            Some(minor) => amount(minor, currency),
            None => number.to_string(),
        },
        Value::Object(pairs) => {
            let pairs: Vec<String> = pairs
                .iter()
                .map(|(key, value)| format!("{}={}", plain(key), cell(key, value, currency)))
                .collect();
            pairs.join(", ")
        }
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| cell(name, item, currency)).collect();
            items.join("; ")
        }
        other => other.to_string(),
    }
}

/// `19.99 EUR`. Without a currency nobody knows where the point belongs.
fn amount(minor: i64, currency: Option<&str>) -> String {
    let Some(currency) = currency else {
        return format!("{minor} minor units");
    };
    let digits = match currency {
        "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "UYI"
        | "VND" | "VUV" | "XAF" | "XOF" | "XPF" => 0,
        "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
        _ => 2,
    };
    let sign = if minor < 0 { "-" } else { "" };
    let unit = 10_u64.pow(digits);
    let (whole, rest) = (minor.unsigned_abs() / unit, minor.unsigned_abs() % unit);
    let currency = plain(currency);
    if digits == 0 {
        format!("{sign}{whole} {currency}")
    } else {
        format!("{sign}{whole}.{rest:0width$} {currency}", width = digits as usize)
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{amount, cell, plain};

    #[test]
    fn an_amount_has_the_digits_of_its_currency() {
        assert_eq!(amount(1999, Some("EUR")), "19.99 EUR");
        assert_eq!(amount(-5, Some("EUR")), "-0.05 EUR");
        assert_eq!(amount(1999, Some("JPY")), "1999 JPY");
        assert_eq!(amount(1999, Some("KWD")), "1.999 KWD");
        assert_eq!(amount(i64::MIN, Some("EUR")), "-92233720368547758.08 EUR");
        assert_eq!(amount(1999, None), "1999 minor units");
    }

    #[test]
    fn each_amount_has_a_point_and_no_other_number() {
        for (name, shown) in [
            ("AmountRecurrence", "19.99 EUR"),
            ("PricingTotal", "19.99 EUR"),
            ("CappingInvoiceBillingAmount", "19.99 EUR"),
            ("QuantityCurrent", "1999"),
        ] {
            assert_eq!(cell(name, &json!(1999), Some("EUR")), shown, "{name}");
        }
    }

    #[test]
    fn nothing_that_moves_a_cursor_is_left() {
        assert_eq!(plain("a\u{1b}[2Jb\nc\u{9b}d"), "a\u{fffd}[2Jb c\u{fffd}d");
    }
}
