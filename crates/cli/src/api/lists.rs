//! Lists: one page, all of them, or their number.

use std::io::{self, IsTerminal as _, Write as _};
use std::num::NonZeroU32;
use std::pin::pin;

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use futures_util::TryStreamExt as _;
use jiff::Timestamp;
use serde_json::{Map, Value, json};

use proabono::{Computations, Listing, Page, Prepared};

use super::stop::Stop;

/// Which part of a list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paging {
    page: Option<NonZeroU32>,
    size: Option<NonZeroU32>,
    all: bool,
    pub(super) count: bool,
    progress: bool,
}

/// Items, and what was said about the whole list.
#[derive(Debug, Default)]
pub(super) struct Many {
    pub(super) items: Vec<Value>,
    page: Option<u64>,
    size: Option<u64>,
    generated: Option<Timestamp>,
    pub(super) total: Option<u64>,
    pub(super) computations: Option<Computations>,
    /// The other members of the envelope of a single page.
    other: Map<String, Value>,
}

pub(super) fn arguments() -> [Arg; 5] {
    [
        Arg::new("page")
            .long("page")
            .value_name("NUMBER")
            .value_parser(value_parser!(NonZeroU32))
            .help("Which page, from 1; the first one when nothing is said"),
        Arg::new("size-page")
            .long("size-page")
            .value_name("NUMBER")
            .value_parser(value_parser!(u32).range(1..=1000))
            .help("How many items a page has, at most 1000; 200 when nothing is said"),
        Arg::new("all")
            .long("all")
            .action(ArgAction::SetTrue)
            .conflicts_with_all(["page", "count"])
            .help("Reads page after page to the end"),
        Arg::new("count")
            .long("count")
            .action(ArgAction::SetTrue)
            .conflicts_with_all(["page", "size-page"])
            .help("Says only how many items there are"),
        Arg::new("progress")
            .long("progress")
            .action(ArgAction::SetTrue)
            .requires("all")
            .help("Says on standard error how far a long list is, also where that is no terminal"),
    ]
}

impl Paging {
    pub(super) fn said(matches: &ArgMatches) -> Self {
        Self {
            page: matches.get_one("page").copied(),
            size: matches
                .get_one::<u32>("size-page")
                .copied()
                .and_then(NonZeroU32::new),
            all: matches.get_flag("all"),
            count: matches.get_flag("count"),
            progress: matches.get_flag("progress"),
        }
    }
}

/// The request of the part that was asked for; of all pages the first.
pub(super) fn prepared(listing: &Listing<'_, Value>, paging: &Paging) -> Result<Prepared, Stop> {
    let request = if paging.count {
        listing.prepared_count()
    } else {
        listing.prepared(paging.page.unwrap_or(NonZeroU32::MIN))
    };
    Ok(request?)
}

/// The list with pages of the size that was asked for.
pub(super) fn sized<'l>(listing: Listing<'l, Value>, paging: &Paging) -> Listing<'l, Value> {
    match paging.size {
        Some(size) => listing.size_page(size),
        None => listing,
    }
}

/// Reads the part of the list that was asked for.
pub(super) async fn read(listing: Listing<'_, Value>, paging: &Paging) -> Result<Many, Stop> {
    let mut many = Many::default();
    if paging.all {
        let mut progress = Progress::start(paging.progress);
        let mut pages = pin!(listing.pages());
        while let Some(page) = pages.try_next().await? {
            many.add(page);
            progress.show(many.items.len(), many.total);
        }
        progress.end();
        many.one_page();
    } else {
        many.add(listing.page(paging.page.unwrap_or(NonZeroU32::MIN)).await?);
    }
    Ok(many)
}

impl Many {
    /// An envelope as ProAbono writes it.
    pub(super) fn json(&self) -> Value {
        let mut list = json!({
            "Page": self.page, "SizePage": self.size, "Count": self.items.len(), "TotalItems": self.total,
        });
        if let Some(generated) = self.generated {
            list["DateGenerated"] = json!(generated);
        }
        list["Items"] = json!(self.items);
        if let Some(sums) = &self.computations {
            list["Computations"] = json!(sums);
        }
        for (name, value) in &self.other {
            list[name] = value.clone();
        }
        list
    }

    /// All pages are one page that holds everything.
    fn one_page(&mut self) {
        let count = self.items.len() as u64;
        self.other.clear();
        self.page = Some(1);
        self.size = Some(count);
        // A bare array that is as long as a page does not say whether there is more.
        self.total = self.total.map(|_| count);
    }

    /// The same list with other items.
    pub(super) fn map(mut self, change: impl Fn(Value) -> Value) -> Self {
        self.items = self.items.into_iter().map(change).collect();
        self
    }

    fn add(&mut self, page: Page<Value>) {
        self.page = page.page;
        self.size = page.size_page;
        self.generated = self.generated.or(page.date_generated);
        self.total = page.total_items.or(self.total);
        self.computations = page.computations.or(self.computations.take());
        self.other = page.other;
        if !page.links.is_empty() {
            self.other.insert("Links".to_owned(), json!(page.links));
        }
        self.items.extend(page.items);
    }
}

/// How far a long list is, on standard error, for a person or who asks for it.
struct Progress {
    watched: bool,
    /// One line is written over and over; into a pipe each has its own.
    terminal: bool,
    shown: bool,
}

impl Progress {
    fn start(wanted: bool) -> Self {
        let terminal = io::stderr().is_terminal();
        Self {
            watched: wanted || terminal,
            terminal,
            shown: false,
        }
    }

    fn show(&mut self, read: usize, total: Option<u64>) {
        // A list of one page needs no progress.
        if !self.watched || total.is_none_or(|total| read as u64 >= total && !self.shown) {
            return;
        }
        self.shown = true;
        let total = total.unwrap_or_default();
        let _ = if self.terminal {
            write!(io::stderr(), "\rread {read} of {total}")
        } else {
            writeln!(io::stderr(), "read {read} of {total}")
        };
    }

    fn end(&self) {
        if self.shown && self.terminal {
            let _ = writeln!(io::stderr());
        }
    }
}
