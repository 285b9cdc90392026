//! The sentences of the pages, as Fluent has them: one file for each language in `locales`. The build checks that each language has
//! all of them, and a sentence that no file has does not compile.

mod languages;
mod messages;
mod own;
mod problem;
mod sentences;
mod tags;
mod text;
mod voice;

use fluent_bundle::FluentArgs;
use jiff::Timestamp;

pub use languages::Language;
pub(crate) use languages::Languages;
pub use own::TextsError;
pub(crate) use problem::Problem;
pub(crate) use sentences::ChatWords;
pub(crate) use text::{Sentences, Text};

use voice::{Voice, isolated, without_isolates};

/// The currencies that everybody knows by their signs. Any other one stands by its code, since a dollar may be one of twenty.
const SYMBOLS: [(&str, &str); 3] = [("EUR", "€"), ("GBP", "£"), ("USD", "$")];

/// Declares the words by the list that the build writes: each sentence with its id, and the variables that are put into it.
macro_rules! words {
    (
        languages { $($tag:literal)* }
        texts { $($text:ident $text_id:literal ())* }
        sentences { $($pair:ident $pair_id:literal ())* }
        said { $($said:ident $said_id:literal ($($said_variable:ident)+))* }
        told { $($told:ident $told_id:literal ($($told_variable:ident)+))* }
    ) => {
        /// The languages of the program, by their tags, with their files.
        const BUILT_IN: &[(&str, &str)] = &[
            $((
                $tag,
                include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/src/words/locales/", $tag, ".ftl")),
            )),*
        ];

        /// Every sentence of the pages in one language. Those into which something is put are functions.
        #[derive(Debug)]
        pub(crate) struct Words {
            voice: Voice,
            $(pub(crate) $text: Text,)*
            $(pub(crate) $pair: Sentences,)*
        }

        impl Words {
            fn of(voice: Voice) -> Self {
                Self {
                    $($text: voice.text($text_id),)*
                    $($pair: voice.sentences($pair_id),)*
                    voice,
                }
            }

            $(pub(crate) fn $said(&self, $($said_variable: &str),+) -> Text {
                self.voice.said($said_id, Some(&values(&[$((stringify!($said_variable), $said_variable)),+])))
            })*

            $(pub(crate) fn $told(&self, $($told_variable: &str),+) -> Sentences {
                self.voice.told($told_id, Some(&values(&[$((stringify!($told_variable), $told_variable)),+])))
            })*
        }
    };
}

include!(concat!(env!("OUT_DIR"), "/words.rs"));

/// The texts that are put into a sentence.
fn values<'a>(values: &[(&'a str, &str)]) -> FluentArgs<'a> {
    let values = values.iter().map(|(name, text)| (*name, isolated(text)));
    values.collect()
}

impl Words {
    /// The tag of the language, such as `pt-BR`.
    pub(crate) fn tag(&self) -> &str {
        self.voice.tag()
    }

    /// The direction of the text, as HTML names it.
    pub(crate) fn direction(&self) -> &'static str {
        if self.voice.is_right_to_left() {
            "rtl"
        } else {
            "ltr"
        }
    }

    /// The day of a time in UTC, with the name of its month.
    pub(crate) fn date(&self, time: Timestamp) -> String {
        self.voice.date(time)
    }

    /// The same in a few characters.
    pub(crate) fn short_date(&self, time: Timestamp) -> String {
        self.voice.short_date(time)
    }

    /// A price in minor units of its currency (ISO 4217), with the currency where the language has it.
    pub(crate) fn price(&self, amount: i64, currency: &str) -> String {
        let symbol = SYMBOLS.iter().find(|(code, _)| *code == currency);
        let symbol = symbol.map_or(currency, |(_, symbol)| symbol);
        without_isolates(self.money(&self.voice.amount(amount, currency), symbol).as_str())
    }

    /// A whole number with its groups of digits.
    pub(crate) fn number(&self, number: i64) -> String {
        self.voice.number(number)
    }
}
