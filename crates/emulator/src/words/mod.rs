//! The sentences of the hosted pages, and how dates and prices are written: one Fluent file for each language in `locales`. A page
//! that says a sentence which is not declared does not compile, and a test names what a file lacks.

mod sentences;

use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

use crate::clock::{Length, Moment};

/// The currencies that are known by their signs; any other one stands by its code.
const SIGNS: [(&str, &str); 3] = [("EUR", "€"), ("GBP", "£"), ("USD", "$")];

/// The files. The first language speaks to everybody whose own is not among them.
const FILES: [(&str, &str); 7] = [
    ("en", include_str!("locales/en.ftl")),
    ("de", include_str!("locales/de.ftl")),
    ("es", include_str!("locales/es.ftl")),
    ("fr", include_str!("locales/fr.ftl")),
    ("it", include_str!("locales/it.ftl")),
    ("nl", include_str!("locales/nl.ftl")),
    ("pt", include_str!("locales/pt.ftl")),
];

static LANGUAGES: LazyLock<[Words; 7]> = LazyLock::new(|| FILES.map(|(tag, file)| Words::new(tag, file)));

/// The sentences of one language.
pub(crate) struct Words {
    tag: &'static str,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    fn new(tag: &'static str, file: &str) -> Self {
        let mut bundle = FluentBundle::new_concurrent(tag.parse().into_iter().collect());
        bundle.set_use_isolating(false);
        // A file is read as far as it can be; the tests find the rest.
        let (Ok(resource) | Err((resource, _))) = FluentResource::try_new(file.to_owned());
        bundle.add_resource_overriding(resource);
        Self { tag, bundle }
    }

    /// English, for whoever has no other language of ours.
    pub(crate) fn english() -> &'static Self {
        &LANGUAGES[0]
    }

    /// The words of a language such as `fr` or `fr-CA`, else English.
    pub(crate) fn of(language: &str) -> &'static Self {
        let own = language.split(['-', '_']).next().unwrap_or_default();
        let known = LANGUAGES.iter().find(|words| words.tag.eq_ignore_ascii_case(own));
        known.unwrap_or_else(|| Self::english())
    }

    /// The language, as HTML names it.
    pub(crate) fn tag(&self) -> &'static str {
        self.tag
    }

    /// A sentence that cannot be said is named by its id.
    fn say(&self, id: &str, values: &[(&'static str, FluentValue<'_>)]) -> String {
        let pattern = self.bundle.get_message(id).and_then(|message| message.value());
        let Some(pattern) = pattern else {
            return id.to_owned();
        };
        let values: FluentArgs<'_> = values.iter().cloned().collect();
        let said = self
            .bundle
            .format_pattern(pattern, Some(&values), &mut Vec::new());
        said.into_owned()
    }

    /// The day of a moment, such as `14 November 2026`.
    pub(crate) fn day(&self, moment: Moment) -> String {
        let day = moment.day();
        self.date(day.day(), day.month(), day.year())
    }

    /// An amount in minor units of a currency, such as `€29.00`. All currencies have two decimals here.
    pub(crate) fn price(&self, minor: i64, currency: &str) -> String {
        let minus = if minor < 0 { "−" } else { "" };
        let minor = minor.unsigned_abs();
        let known = SIGNS.iter().find(|(code, _)| *code == currency);
        let symbol = known.map_or(currency, |(_, sign)| sign);
        let number = format!(
            "{}{}{:02}",
            grouped(minor / 100, &self.group_mark()),
            self.decimal_point(),
            minor % 100
        );
        format!("{minus}{}", self.money(currency, number, symbol))
    }

    /// The length of a period behind a price, such as `per month` or `every 3 months`.
    pub(crate) fn period(&self, length: Length) -> String {
        let unit = length.unit.name();
        match length.count {
            1 => self.per(unit),
            count => self.every(count, unit),
        }
    }
}

/// The digits in groups of three.
fn grouped(number: u64, mark: &str) -> String {
    let digits = number.to_string();
    let mut written = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            written.push_str(mark);
        }
        written.push(digit);
    }
    written
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use fluent_bundle::{FluentArgs, FluentResource};

    use crate::clock::{Length, Moment, Unit};

    use super::sentences::SENTENCES;
    use super::{FILES, LANGUAGES, Words};

    #[test]
    fn every_language_has_every_sentence_with_its_variables_and_no_other() {
        for ((tag, file), words) in FILES.iter().zip(LANGUAGES.iter()) {
            assert!(FluentResource::try_new((*file).to_owned()).is_ok(), "{tag}.ftl");
            for (id, variables) in SENTENCES {
                let message = words.bundle.get_message(id);
                let pattern = message.and_then(|message| message.value());
                let pattern = pattern.unwrap_or_else(|| panic!("{tag}.ftl lacks {id}"));
                let values: FluentArgs<'_> = variables.iter().map(|name| (*name, "1")).collect();
                let mut faults = Vec::new();
                let said = words.bundle.format_pattern(pattern, Some(&values), &mut faults);
                assert!(faults.is_empty(), "{tag}.ftl, {id}: {faults:?}");
                assert!(
                    !said.contains(['<', '>', '&', '"', '\'']),
                    "{tag}.ftl, {id}: {said}"
                );
            }
            let known: BTreeSet<&str> = SENTENCES.iter().map(|(id, _)| *id).collect();
            let ids = file.lines().filter(|line| !line.starts_with(['#', ' ', '}']));
            let ids = ids.filter_map(|line| line.split_once(" = ")).map(|(id, _)| id);
            let strange: Vec<&str> = ids.filter(|id| !known.contains(id)).collect();
            assert!(strange.is_empty(), "{tag}.ftl: nobody says {strange:?}");
        }
    }

    #[test]
    fn a_language_is_known_with_its_country_and_an_unknown_one_is_english() {
        for (language, tag) in [
            ("fr", "fr"),
            ("FR", "fr"),
            ("pt-BR", "pt"),
            ("de_AT", "de"),
            ("ja", "en"),
            ("", "en"),
        ] {
            assert_eq!(Words::of(language).tag(), tag, "{language}");
        }
    }

    #[test]
    fn dates_and_prices_are_written_as_in_the_language() {
        let day = Moment::parse("2026-03-01T08:00:00Z").unwrap();
        let written = |language| {
            let words = Words::of(language);
            (words.day(day), words.price(123_456_789, "EUR"))
        };
        for (language, date, price) in [
            ("en", "1 March 2026", "€1,234,567.89"),
            ("de", "1. März 2026", "1.234.567,89\u{a0}€"),
            ("es", "1 de marzo de 2026", "1.234.567,89\u{a0}€"),
            ("fr", "1er mars 2026", "1\u{202f}234\u{202f}567,89\u{a0}€"),
            ("it", "1 marzo 2026", "1.234.567,89\u{a0}€"),
            ("nl", "1 maart 2026", "€\u{a0}1.234.567,89"),
            ("pt", "1º de março de 2026", "€\u{a0}1.234.567,89"),
        ] {
            assert_eq!(
                written(language),
                (date.to_owned(), price.to_owned()),
                "{language}"
            );
        }
    }

    #[test]
    fn an_amount_has_two_decimals_and_the_sign_or_the_code_of_its_currency() {
        let english = Words::english();
        assert_eq!(english.price(2_900, "EUR"), "€29.00");
        assert_eq!(english.price(5, "USD"), "$0.05");
        assert_eq!(english.price(-1_250, "EUR"), "−€12.50");
        assert_eq!(english.price(-1_250, "CHF"), "−CHF\u{a0}12.50");
        assert_eq!(Words::of("de").price(-1_250, "CHF"), "−12,50\u{a0}CHF");
    }

    #[test]
    fn a_period_has_no_number_when_there_is_one_of_it() {
        let quarter = Length {
            count: 3,
            unit: Unit::Month,
        };
        assert_eq!(Words::english().period(Length::MONTH), "per month");
        assert_eq!(Words::english().period(quarter), "every 3 months");
        assert_eq!(Words::of("fr").period(Length::MONTH), "par mois");
        assert_eq!(Words::of("fr").period(quarter), "tous les 3 mois");
    }
}
