//! Lists: one page, all of them, or their number.

use std::io::{self, IsTerminal as _, Write as _};
use std::num::NonZeroU32;
use std::pin::pin;

use clap::{Arg, ArgAction, ArgMatches, value_parser};
use futures_util::TryStreamExt as _;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::proabono::{Computations, Listing};

use super::operation::Reply;
use super::stop::Stop;

/// Which part of a list.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paging {
    page: Option<NonZeroU32>,
    size: Option<NonZeroU32>,
    all: bool,
    count: bool,
}

/// Items, and what was said about the whole list.
#[derive(Debug, Default)]
pub(super) struct Many {
    pub(super) items: Vec<Value>,
    pub(super) total: Option<u64>,
    pub(super) computations: Option<Computations>,
}

pub(super) fn arguments() -> [Arg; 4] {
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
        }
    }
}

/// Reads the part of the list that was asked for.
pub(super) async fn read<T: Serialize + DeserializeOwned>(
    mut listing: Listing<'_, T>,
    paging: &Paging,
) -> Result<Reply, Stop> {
    if let Some(size) = paging.size {
        listing = listing.size_page(size);
    }
    if paging.count {
        return Ok(Reply::Count(listing.count().await?));
    }
    let mut many = Many::default();
    if paging.all {
        let mut progress = Progress::start();
        let mut pages = pin!(listing.pages());
        while let Some(page) = pages.try_next().await? {
            many.add(page)?;
            progress.show(many.items.len(), many.total);
        }
        progress.end();
    } else {
        many.add(listing.page(paging.page.unwrap_or(NonZeroU32::MIN)).await?)?;
    }
    Ok(Reply::Many(many))
}

impl Many {
    fn add<T: Serialize>(&mut self, page: crate::proabono::Page<T>) -> Result<(), Stop> {
        self.total = page.total_items.or(self.total);
        self.computations = page.computations.or(self.computations);
        for item in page.items {
            self.items
                .push(serde_json::to_value(item).map_err(Stop::unreadable)?);
        }
        Ok(())
    }
}

/// How far a long list is, on standard error, for a person only.
struct Progress {
    watched: bool,
    shown: bool,
}

impl Progress {
    fn start() -> Self {
        Self {
            watched: io::stderr().is_terminal(),
            shown: false,
        }
    }

    fn show(&mut self, read: usize, total: Option<u64>) {
        // A list of one page needs no progress.
        if !self.watched || total.is_none_or(|total| read as u64 >= total && !self.shown) {
            return;
        }
        self.shown = true;
        let _ = write!(io::stderr(), "\rread {read} of {}", total.unwrap_or_default());
    }

    fn end(&self) {
        if self.shown {
            let _ = writeln!(io::stderr());
        }
    }
}
