//! The sample cards. Any other number is refused, so that nobody types a real one.

use super::visit::Fields;

/// The documented numbers of ProAbono's sandbox, and what each does when it is registered.
const CARDS: &[(&str, Option<&str>)] = &[
    ("4200460037003700", None),
    ("4200460037004609", None),
    ("4200460037025901", None),
    ("4200460037054208", None),
    (
        "4202560256025603",
        Some("The bank refused this card: insufficient funds."),
    ),
    ("4205420256025607", Some("The bank refused this card.")),
];

/// The last four digits of the card in a form, or what to tell the visitor.
pub(super) fn read(fields: &Fields) -> Result<String, &'static str> {
    let typed = fields.get("number").map_or("", String::as_str);
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let last_four = digits.get(digits.len().saturating_sub(4)..).unwrap_or_default();
    match CARDS.iter().find(|(number, _)| *number == digits) {
        Some((_, None)) => Ok(last_four.to_owned()),
        Some((_, Some(refused))) => Err(refused),
        None => Err("This is not one of the sample cards. Never type a real card number here."),
    }
}

#[cfg(test)]
mod tests {
    use super::{Fields, read};

    fn typed(number: &str) -> Result<String, &'static str> {
        read(&Fields::from([("number".to_owned(), number.to_owned())]))
    }

    #[test]
    fn only_sample_cards_are_accepted() {
        assert_eq!(typed("4200 4600 3700 3700"), Ok("3700".to_owned()));
        assert!(typed("4202 5602 5602 5603").is_err());
        assert!(typed("4242 4242 4242 4242").is_err());
        assert!(typed("").is_err());
    }
}
