use askama::Template;

use crate::customers::Paying;
use crate::visit::{Answer, Shell, Visitor};
use crate::words::{Sentences, Text, Words};

use super::facts::written;
use super::parts::Pages;

/// The page for a return that ProAbono has not confirmed yet: nothing is for sale.
#[derive(Template)]
#[template(path = "waiting.html")]
struct WaitingPage<'a> {
    shell: Shell<'a>,
    title: &'a Text,
    text: &'a Text,
    plan: Option<String>,
    /// The amount that a bank has to confirm.
    amount: Option<String>,
    /// The address from which the script learns that the return is settled.
    standing: String,
    /// The address from which the page hears of changes, where this server does.
    events: Option<String>,
    page: &'a str,
    /// The address of the form by which the visitor says that nothing is under way; `None` where ProAbono knows of a payment.
    action: Option<String>,
    support_url: Option<&'a str>,
}

/// The sentences about what is waited for.
pub(super) fn waits_for<'a>(words: &'a Words, paying: Option<&Paying>) -> &'a Sentences {
    match paying {
        Some(_) => &words.waiting_bank,
        None => &words.waiting,
    }
}

/// The page that replaces everything for sale.
pub(super) fn waiting(pages: &Pages, visitor: &Visitor<'_>) -> Answer {
    let (paths, words) = (&visitor.site.paths, visitor.words());
    let paying = pages.unsettled.paying(&visitor.customer);
    let (title, text) = waits_for(words, paying.as_ref());
    let action = paying.is_none().then(|| paths.path("/return"));
    let (plan, sum) = paying.map_or((None, None), |Paying { plan, sum }| (plan, sum));
    let page = WaitingPage {
        shell: visitor.shell(),
        title,
        text,
        plan,
        amount: sum.map(|sum| written(words, &sum)),
        standing: paths.path("/standing.json"),
        events: pages.stream(visitor),
        page: paths.page(),
        action,
        support_url: visitor.site.page.support_url.as_deref(),
    };
    Answer::page(&page, &page.shell.nonce)
}
