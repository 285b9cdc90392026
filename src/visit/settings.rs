use std::path::PathBuf;

use crate::settings::values::{any, boolean, path, way_on, word};
use crate::settings::{Source, settings};
use crate::words::Language;

use super::ThemeConfig;

settings! {
    /// Names and ways on.
    pub struct PageConfig in "page." {
        /// The name of the application, at the top of the page.
        application: Option<String> = any::<String>, example("Acme");

        /// The way back into the application, at the top of every page.
        home_url: Option<String> = way_on, example("https://app.example.com/");

        /// Where a visitor who is not signed in goes.
        sign_in_url: Option<String> = way_on, example("https://app.example.com/login");

        /// Where a visitor signs out.
        sign_out_url: Option<String> = way_on, example("https://app.example.com/logout");

        /// Where a visitor gets help when something fails: an address or a `mailto:`.
        support_url: Option<String> = way_on, example("mailto:billing@example.com");

        /// The language of the page for a visitor for whom neither the application nor ProAbono nor the browser says one that the
        /// pages speak.
        /// Built in are `de`, `en`, `es`, `fr`, `it`, `nl` and `pt`; page.texts can add others.
        language: Language = |text| Language::of_tag(text).ok_or(TAG), default("en");

        /// A folder with sentences of your own, one Fluent file for each language (`fr.ftl`, `pt-BR.ftl`): those that are in it
        /// replace the built-in ones, and a file of another language adds it.
        texts: Option<PathBuf> = path, example("/etc/proabono-portal/texts");

        /// The page at the customer's home: `portal` (ProAbono's page in a frame) or `overview` (a page of this server's with the
        /// plan, the payment method and the invoices; ProAbono's pages open from there).
        home: Home = word(&Home::WORDS), default("portal");

        /// A row above ProAbono's page says how the customer stands: the plan, the next payment, or what is wrong. `false` leaves
        /// it empty.
        status: bool = boolean, default("true");

        /// In that row: how much of what the plan includes is used.
        usage: bool = boolean, default("true");

        /// In the menu of that row: the latest invoices, each as a PDF.
        invoices: bool = boolean, default("true");

        /// In that menu, and beside a page that loads slowly: a way to ProAbono's page in a tab of its own.
        new_tab: bool = boolean, default("true");

        /// The name of the signed-in visitor, at the top of every page. With `false` only the way to sign out stays there.
        user: bool = boolean, default("true");
    }
    parts {
        /// The look.
        theme: ThemeConfig,
    }
    checks {
        the_language_is_spoken(language, texts),
    }
}

/// The page at the customer's home.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Home {
    /// ProAbono's page in a frame.
    #[default]
    Portal,
    /// A page of this server's.
    Overview,
}

impl Home {
    const WORDS: [(&str, Self); 2] = [("portal", Self::Portal), ("overview", Self::Overview)];
}

const TAG: &str = "write the tag of a language, such as fr or pt-BR";

/// With files of the operator's, only these tell; they are read when the pages are built.
fn the_language_is_spoken(source: &mut Source, language: Option<&Language>, texts: Option<&Option<PathBuf>>) {
    let own = texts.is_some_and(Option::is_some);
    if let Some(language) = language.filter(|language| !own && !language.is_built_in()) {
        let known: Vec<_> = Language::built_in().collect();
        let what = format!(
            "the pages do not speak {language}: write one of {}, or put {language}.ftl into the folder of page.texts",
            known.join(", ")
        );
        source.problem_with(&PageConfig::language, &what);
    }
}
