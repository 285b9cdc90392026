use std::fmt;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use icu_datetime::fieldsets::YMD;
use icu_datetime::input::Date;
use icu_datetime::{DateTimeFormatter, DateTimeFormatterLoadError};
use icu_decimal::DecimalFormatter;
use icu_decimal::input::Decimal;
use icu_locale_core::Locale;
use iso_currency::Currency;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use unic_langid::{CharacterDirection, LanguageIdentifier};

use super::messages::{Shape, TEXT};
use super::text::{Sentences, Text};

/// The marks around what is put into a sentence; inside of it they would end the isolation too early.
const ISOLATES: [char; 4] = ['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'];

/// A language that speaks: its messages, its dates and its numbers.
pub(super) struct Voice {
    bundle: FluentBundle<FluentResource>,
    tag: String,
    right_to_left: bool,
    date: DateTimeFormatter<YMD>,
    short_date: DateTimeFormatter<YMD>,
    number: DecimalFormatter,
}

impl Voice {
    /// The voice of a language with its messages; each resource overrides those before it.
    ///
    /// # Errors
    /// A sentence, when nothing is known of the dates and numbers of the language.
    pub(super) fn new(
        language: &LanguageIdentifier,
        resources: impl IntoIterator<Item = FluentResource>,
    ) -> Result<Self, String> {
        let mut bundle = FluentBundle::new_concurrent(vec![language.clone()]);
        for resource in resources {
            bundle.add_resource_overriding(resource);
        }
        let locale = locale(language)?;
        let (date, short_date) = dates(&locale).map_err(|error| error.to_string())?;
        let number = DecimalFormatter::try_new(
            (&locale).into(),
            icu_decimal::options::DecimalFormatterOptions::default(),
        );
        Ok(Self {
            bundle,
            tag: language.to_string(),
            right_to_left: language.character_direction() == CharacterDirection::RTL,
            date,
            short_date,
            number: number.map_err(|error| error.to_string())?,
        })
    }

    /// The tag of the language, such as `pt-BR`.
    pub(super) fn tag(&self) -> &str {
        &self.tag
    }

    pub(super) fn is_right_to_left(&self) -> bool {
        self.right_to_left
    }

    pub(super) fn text(&self, id: &str) -> Text {
        self.said(id, None)
    }

    pub(super) fn sentences(&self, id: &str) -> Sentences {
        self.told(id, None)
    }

    pub(super) fn said(&self, id: &str, values: Option<&FluentArgs<'_>>) -> Text {
        Text::new(self.speak(id, None, values))
    }

    pub(super) fn told(&self, id: &str, values: Option<&FluentArgs<'_>>) -> Sentences {
        let text = self.speak(id, Some(TEXT), values);
        (self.said(id, values), Text::new(text))
    }

    /// A sentence that cannot be said is named by its id: a page with a strange word is better than none. The build and the start have
    /// checked that everything can.
    fn speak(&self, id: &str, attribute: Option<&str>, values: Option<&FluentArgs<'_>>) -> String {
        let pattern = self.bundle.get_message(id).and_then(|message| match attribute {
            Some(name) => Some(message.get_attribute(name)?.value()),
            None => message.value(),
        });
        let Some(pattern) = pattern else {
            return id.to_owned();
        };
        let mut faults = Vec::new();
        self.bundle
            .format_pattern(pattern, values, &mut faults)
            .into_owned()
    }

    /// The day of a time in UTC, with the name of its month.
    pub(super) fn date(&self, time: Timestamp) -> String {
        self.first_of_month(day(&self.date, time))
    }

    /// The same in a few characters.
    pub(super) fn short_date(&self, time: Timestamp) -> String {
        self.first_of_month(day(&self.short_date, time))
    }

    /// French writes the first day of a month as an ordinal number, which the data behind the dates leave out.
    fn first_of_month(&self, day: String) -> String {
        match day.strip_prefix("1 ") {
            Some(rest) if self.tag == "fr" || self.tag.starts_with("fr-") => format!("1er {rest}"),
            _ => day,
        }
    }

    /// A whole number with its groups of digits.
    pub(super) fn number(&self, number: i64) -> String {
        self.number.format(&Decimal::from(number)).to_string()
    }

    /// An amount in minor units of its currency (ISO 4217), as a number with its digits.
    pub(super) fn amount(&self, amount: i64, currency: &str) -> String {
        let digits = Currency::from_code(currency).and_then(Currency::exponent);
        let digits = digits.and_then(|digits| i16::try_from(digits).ok());
        let mut number = Decimal::from(amount);
        number.multiply_pow10(-digits.unwrap_or(2));
        self.number.format(&number).to_string()
    }

    /// The first fault of a message: a term or another message in it that is not there, or a function that nobody knows.
    pub(super) fn fault(&self, id: &str, shape: &Shape) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let values: FluentArgs<'_> = shape.variables.iter().map(|name| (name.as_str(), "1")).collect();
        let mut faults = Vec::new();
        let attributes = message.attributes().map(|attribute| attribute.value());
        for pattern in message.value().into_iter().chain(attributes) {
            let _ = self.bundle.format_pattern(pattern, Some(&values), &mut faults);
        }
        faults.first().map(ToString::to_string)
    }
}

impl fmt::Debug for Voice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Voice").field(&self.tag).finish()
    }
}

/// A text that is put into a sentence.
pub(super) fn isolated(text: &str) -> FluentValue<'static> {
    FluentValue::from(without_isolates(text))
}

pub(super) fn without_isolates(text: &str) -> String {
    text.replace(ISOLATES, "")
}

/// English without a country is the international one, which writes the day first and the month by its name: nobody on either
/// side of the ocean takes it for another day.
fn locale(language: &LanguageIdentifier) -> Result<Locale, String> {
    let tag = language.to_string();
    let tag = if tag == "en" { "en-001" } else { &tag };
    tag.parse().map_err(|_| format!("{tag} is no language"))
}

type Dates = (DateTimeFormatter<YMD>, DateTimeFormatter<YMD>);

fn dates(locale: &Locale) -> Result<Dates, DateTimeFormatterLoadError> {
    let long = DateTimeFormatter::try_new(locale.into(), YMD::long())?;
    Ok((long, DateTimeFormatter::try_new(locale.into(), YMD::medium())?))
}

fn day(format: &DateTimeFormatter<YMD>, time: Timestamp) -> String {
    let day = time.to_zoned(TimeZone::UTC).date();
    let (month, of_month) = (day.month().unsigned_abs(), day.day().unsigned_abs());
    match Date::try_new_iso(day.year().into(), month, of_month) {
        Ok(day) => format.format(&day).to_string(),
        Err(_) => day.to_string(),
    }
}
