//! The page of a return: what ProAbono's data confirms of it, and all that is known besides. Anybody can write an address, and must
//! not be able to tell a debtor that the invoice is paid, or a customer that the subscription is cancelled.

mod said;
mod teller;

use askama::Template;
use jiff::Timestamp;

use crate::customers::{From, Outcome, Standing};
use crate::openings::offer;
use crate::visit::{Answer, Shell, Visitor};
use crate::words::Text;

use super::parts::Pages;

use said::{Known, Said};
use teller::{Fact, Mark, Teller, Value, Way};

#[derive(Template)]
#[template(path = "returned.html")]
struct ReturnedPage<'a> {
    shell: Shell<'a>,
    mark: Mark,
    title: Text,
    texts: Vec<Text>,
    facts: Vec<Fact<'a>>,
    ways: Vec<Way>,
    /// The place that the operator configured, when the visitor goes there without a click, and after how many seconds.
    next: Option<(&'a str, u64)>,
}

/// The page for a return, with what was just read from ProAbono; without that, where it does not answer.
pub(super) fn message(
    pages: &Pages,
    visitor: &Visitor<'_>,
    (from, outcome): (From, Outcome),
    read: Option<&Standing>,
) -> Answer {
    let offer = offer(visitor.request.query_string());
    let known = read.map(|standing| Known::of(standing, offer.as_deref(), Timestamp::now()));
    let known = known.as_ref();
    let said = Said::of((from, outcome), known);
    let teller = Teller {
        visitor,
        words: visitor.words(),
        from,
        outcome,
        said,
        known,
        next: pages.returns.url.as_deref(),
    };
    let after = pages.returns.after.as_secs();
    let page = ReturnedPage {
        shell: visitor.shell(),
        mark: teller.mark(),
        title: teller.title(),
        texts: teller.texts(),
        facts: teller.facts(),
        ways: teller.ways(),
        next: teller
            .next
            .filter(|_| after > 0 && !teller.said.failed_or_left())
            .map(|next| (next, after)),
    };
    Answer::page(&page, &page.shell.nonce)
}
