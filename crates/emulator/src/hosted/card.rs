//! The sample cards. Any other number is refused, so that nobody types a real one.

use crate::words::Words;

use super::visit::{Fault, Fields};

/// The documented numbers of ProAbono's sandbox, and what each does when it is registered.
const CARDS: &[(&str, Option<Fault>)] = &[
    ("4200460037003700", None),
    ("4200460037004609", None),
    ("4200460037025901", None),
    ("4200460037054208", None),
    ("4202560256025603", Some(Words::card_without_funds)),
    ("4205420256025607", Some(Words::card_rejected)),
];

/// The last four digits of the card in a form, or what to tell the visitor.
pub(super) fn read(fields: &Fields) -> Result<String, Fault> {
    let typed = fields.get("number").map_or("", String::as_str);
    let digits: String = typed.chars().filter(char::is_ascii_digit).collect();
    let last_four = digits.get(digits.len().saturating_sub(4)..).unwrap_or_default();
    match CARDS.iter().find(|(number, _)| *number == digits) {
        Some((_, None)) => Ok(last_four.to_owned()),
        Some((_, Some(refused))) => Err(*refused),
        None => Err(Words::card_unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::{Fields, read};

    fn typed(number: &str) -> Option<String> {
        read(&Fields::from([("number".to_owned(), number.to_owned())])).ok()
    }

    #[test]
    fn only_sample_cards_are_accepted() {
        assert_eq!(typed("4200 4600 3700 3700"), Some("3700".to_owned()));
        assert_eq!(typed("4202 5602 5602 5603"), None);
        assert_eq!(typed("4242 4242 4242 4242"), None);
        assert_eq!(typed(""), None);
    }
}
