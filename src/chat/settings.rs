use std::collections::BTreeSet;

use crate::settings::values::{any, boolean, csp_origin, exact_origin, number, word};
use crate::settings::{Key, Switched, settings};
use crate::web::{ChatSources, has_phone_rules};

settings! {
    /// The chat of mluvii beside the page.
    pub struct ChatConfig in "chat." {
        /// The id of the company at mluvii, a GUID. Left out: there is no chat.
        company_id: String = guid, example("0f8fad5b-d9cb-469f-a165-70867728950e");

        /// The number of the tenant, where the company has several.
        tenant_id: Option<u32> = number(0..=u32::MAX), example("1");

        /// The host that the chat is loaded from; the script is `/widget/OOWidget.js` there.
        host: String = host, default("https://app.mluvii.com");

        /// The name of the widget in mluvii's administration. Left out: the company's usual one.
        preset: Option<String> = any::<String>, example("Billing");

        /// The language of the chat, such as `cs`, or `visitor` for that of the page. Left out: mluvii's own choice.
        language: Option<ChatLanguage> = language, example("visitor");

        /// A conversation is taken up again only where it began with the same scope. Left out: it is wherever this company's
        /// chat is.
        scope: Option<String> = any::<String>, example("subscription");

        /// The country of telephone numbers without a calling code, two letters. The chat then gets numbers in their
        /// international form, and refuses what is no number. Left out: mluvii's own rule.
        country: Option<String> = country, example("CZ");

        /// The details of a signed-in visitor that the operators of the chat see: `name`, `email`, `language`. Left out:
        /// none. A detail that is the customer's reference at ProAbono is not sent.
        customer_data: BTreeSet<ChatDatum> = word(&ChatDatum::WORDS), example("name, email");

        /// Origins that the chat loads from and talks to, beside its host. The log names what a browser blocked.
        sources: Vec<String> = csp_origin, example("https://cdn.chat.example");

        /// Say `true` when the chat looks wrong and the log says that a browser blocked its `style-src-attr` or
        /// `style-src-elem`: styles inside the page are then allowed.
        inline_styles: bool = boolean, default("false");
    }
}

impl Switched for ChatConfig {
    const SWITCH: Key = Self::company_id;
    const REMEDY: &str = "; mluvii's administration shows the id in the code of the widget";
}

impl ChatConfig {
    /// The origins that the policy of the page opens for the chat.
    pub(crate) fn loaded_from(&self) -> ChatSources {
        let all = std::iter::once(&self.host).chain(&self.sources);
        ChatSources {
            origins: all.cloned().collect(),
            inline_styles: self.inline_styles,
        }
    }
}

/// The language of the chat.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ChatLanguage {
    /// That of the page.
    Visitor,
    /// Always this one.
    Fixed(String),
}

/// A detail of a visitor that the operators of the chat may see.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[non_exhaustive]
pub enum ChatDatum {
    /// The display name.
    Name,
    /// The e-mail address.
    Email,
    /// The language of the page.
    Language,
}

impl ChatDatum {
    const WORDS: [(&str, Self); 3] = [
        ("name", Self::Name),
        ("email", Self::Email),
        ("language", Self::Language),
    ];
}

fn guid(text: &str) -> Result<String, &'static str> {
    let lengths = text.split('-').map(str::len);
    let plain = text.chars().all(|c| c == '-' || c.is_ascii_hexdigit());
    if plain && lengths.eq([8, 4, 4, 4, 12]) {
        Ok(text.to_owned())
    } else {
        Err(
            "write the GUID that stands in the code of the widget, such as 0f8fad5b-d9cb-469f-a165-70867728950e",
        )
    }
}

/// The code of the widget has `//app.mluvii.com/…` in it, so a name without a scheme is taken, too.
fn host(text: &str) -> Result<String, &'static str> {
    let name = text.trim_end_matches('/');
    let full = if name.contains("://") {
        name.to_owned()
    } else {
        format!("https://{}", name.trim_start_matches('/'))
    };
    exact_origin(&full)
        .map_err(|_| "write the host of the script, such as https://app.mluvii.com, without a path")
}

fn language(text: &str) -> Result<ChatLanguage, &'static str> {
    if text == "visitor" {
        return Ok(ChatLanguage::Visitor);
    }
    let tag = (2..=35).contains(&text.len()) && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if tag {
        Ok(ChatLanguage::Fixed(text.to_owned()))
    } else {
        Err("write a language such as cs, or visitor")
    }
}

fn country(text: &str) -> Result<String, &'static str> {
    let id = text.to_ascii_uppercase();
    let letters = id.len() == 2 && id.chars().all(|c| c.is_ascii_uppercase());
    if letters && has_phone_rules(&id) {
        Ok(id)
    } else {
        Err("write the two letters of a country, such as CZ")
    }
}
