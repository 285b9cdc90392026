use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::customers::CustomerKey;
use crate::identity::User;
use crate::words::{ChatWords, Words};

use super::{ChatConfig, ChatDatum, ChatLanguage};

/// The chat, as it is for every visitor.
#[derive(Debug)]
pub(crate) struct Chat {
    config: ChatConfig,
    script: String,
    /// The address of the rules for telephone numbers.
    phones: String,
    /// The origins of applications that may frame the page.
    hosts: Vec<String>,
}

impl Chat {
    pub(crate) fn new(config: ChatConfig, phones: String, hosts: Vec<String>) -> Self {
        Self {
            script: format!("{}/widget/OOWidget.js", config.host),
            config,
            phones,
            hosts,
        }
    }

    /// The chat on a page in these words, for a visitor who may be known as a customer.
    pub(crate) fn told<'a>(
        &'a self,
        words: &'a Words,
        visitor: Option<(&'a User, &CustomerKey)>,
    ) -> Told<'a> {
        let config = &self.config;
        let spoken = words.tag();
        Told {
            script: &self.script,
            company: match config.tenant_id {
                Some(tenant) => Company::Tenant(&config.company_id, tenant),
                None => Company::Alone(&config.company_id),
            },
            preset: config.preset.as_deref(),
            language: config.language.as_ref().map(|language| match language {
                ChatLanguage::Visitor => spoken,
                ChatLanguage::Fixed(tag) => tag,
            }),
            scope: config.scope.as_deref(),
            country: config.country.as_deref(),
            phones: config.country.is_some().then_some(&self.phones),
            data: visitor.map_or_else(BTreeMap::new, |(user, customer)| {
                self.data(spoken, user, customer)
            }),
            words: words.chat(),
            hosts: &self.hosts,
        }
    }

    /// The configured details, by the keys that mluvii reserves for them. Where a detail is the customer's reference as
    /// well, it stays here.
    fn data<'a>(
        &self,
        spoken: &'a str,
        user: &'a User,
        customer: &CustomerKey,
    ) -> BTreeMap<&'static str, &'a str> {
        let reference = customer.reference.as_str();
        let detail = |datum: &ChatDatum| {
            let (key, value) = match datum {
                ChatDatum::Name => ("oo1_guest_ident", user.known_name()),
                ChatDatum::Email => ("oo1_guest_email", user.known_email()),
                ChatDatum::Language => ("oo1_widget_lang", Some(spoken)),
            };
            Some((key, value.filter(|value| *value != reference)?))
        };
        self.config.customer_data.iter().filter_map(detail).collect()
    }
}

/// The settings of the chat in one page. `Debug` shows none of the values.
#[derive(Serialize)]
pub(crate) struct Told<'a> {
    script: &'a str,
    company: Company<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    preset: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    language: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    scope: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    country: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    phones: Option<&'a String>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    data: BTreeMap<&'static str, &'a str>,
    words: ChatWords<'a>,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    hosts: &'a [String],
}

/// The company in the way in which `init` takes it.
#[derive(Serialize)]
#[serde(untagged)]
enum Company<'a> {
    Alone(&'a str),
    Tenant(&'a str, u32),
}

impl Told<'_> {
    /// Tells whether the page needs the script that normalises telephone numbers.
    pub(crate) fn normalises(&self) -> bool {
        self.country.is_some()
    }
}

impl fmt::Debug for Told<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Told").finish_non_exhaustive()
    }
}
