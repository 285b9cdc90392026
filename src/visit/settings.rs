use std::path::PathBuf;

use crate::settings::values::{any, boolean, path, way_on, word};
use crate::settings::{Section as _, Source, settings};
use crate::words::{Language, Languages, TextsError};

use super::theme::blocked;
use super::{Theme, ThemeConfig};

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
        the_texts_can_be_taken(language, texts),
        the_look_can_be_taken(theme),
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

/// The files are read once more when the pages are built. They are looked at here, so that their faults are in the report beside all
/// others.
fn the_texts_can_be_taken(source: &mut Source, language: Option<&Language>, texts: Option<&Option<PathBuf>>) {
    let folder = texts.and_then(|texts| texts.as_deref());
    for fault in Languages::faults(language.unwrap_or(&Language::default()), folder) {
        let key = match fault {
            TextsError::Unknown { .. } => PageConfig::language,
            _ => PageConfig::texts,
        };
        source.problem_with(&key, fault.to_string());
    }
    for oddity in folder.map(Languages::oddities).unwrap_or_default() {
        source.warn(format!("{}: {oddity}", PageConfig::texts.env));
    }
}

/// Looks at the files of the logo, the icon, the font, and the operator's HTML and styles, for the same reason.
fn the_look_can_be_taken(source: &mut Source, theme: Option<&ThemeConfig>) {
    let Some(theme) = theme else { return };
    let keys = ThemeConfig::keys();
    for fault in Theme::faults(theme) {
        if let Some(key) = keys.iter().find(|key| key.env == fault.setting()) {
            source.problem_with(key, fault.what());
        }
    }
    for warning in blocked(theme) {
        source.warn(warning);
    }
}
