use std::collections::{HashMap, HashSet};
use std::num::NonZeroU32;

use jiff::Timestamp;
use proabono_cli::terminal::Failure;
use serde_json::Value;

use crate::config::Account;
use crate::proabono::backoffice::{Backoffice, RewindEvents};
use crate::proabono::{BusinessId, Error};

/// How many events a page has.
const PAGE: NonZeroU32 = NonZeroU32::new(200).unwrap();
/// The most pages that are read at once.
const MOST: u32 = 50;

/// The past events of ProAbono, and those that were seen already.
pub(super) struct History {
    api: Backoffice,
    options: RewindEvents,
    seen: HashSet<String>,
}

impl History {
    pub(super) fn new(account: &Account) -> Result<Self, Failure> {
        Ok(Self {
            api: Backoffice::new(account.backoffice_settings(), None)?,
            options: RewindEvents {
                id_business: Some(BusinessId(account.business_id)),
                links: Some(false),
                ..RewindEvents::default()
            },
            seen: HashSet::new(),
        })
    }

    /// The events since then; those before count as seen, and all of them without a time.
    pub(super) async fn begin(&mut self, since: Option<Timestamp>) -> Result<Vec<Value>, Failure> {
        let mut found = self.read(|_| false).await.map_err(|error| {
            format!(
                "ProAbono's past events cannot be read: {}; the keys must be for the Backoffice API",
                crate::proabono::with_causes(&error)
            )
        })?;
        found.retain(|event| since.is_some_and(|since| date(event).is_some_and(|date| date >= since)));
        Ok(found)
    }

    /// The events that were not seen yet, oldest first.
    pub(super) async fn news(&mut self) -> Result<Vec<Value>, Error> {
        self.read(|new| new == 0).await
    }

    /// Reads from the first page on and, when there are more, from the last page back, until a page is `enough`, which is told how
    /// many of its events are new: the order of the events is not documented. They count as seen once all of that is read: after
    /// a page that fails, the next time brings the events of the pages before it, too.
    async fn read(&mut self, enough: fn(usize) -> bool) -> Result<Vec<Value>, Error> {
        let mut found = HashMap::new();
        let (mut number, mut last) = (1, 1);
        while number <= last.min(MOST) {
            let (new, pages) = self.page(number, &mut found).await?;
            (number, last) = (number + 1, pages);
            if enough(new) {
                break;
            }
        }
        let (first, mut number) = (number, last);
        while number >= first && last - number < MOST {
            let (new, _) = self.page(number, &mut found).await?;
            if enough(new) {
                break;
            }
            number -= 1;
        }
        self.seen.extend(found.keys().cloned());
        let mut found: Vec<Value> = found.into_values().collect();
        found.sort_by_key(|event| (date(event), number_of(event)));
        Ok(found)
    }

    /// Reads one page. Returns how many of its events are new, and the number of pages.
    async fn page(&self, number: u32, found: &mut HashMap<String, Value>) -> Result<(usize, u32), Error> {
        let listing = self
            .api
            .webhook_notifications()
            .rewind(&self.options)
            .size_page(PAGE);
        let page = listing
            .page(NonZeroU32::new(number).unwrap_or(NonZeroU32::MIN))
            .await?;
        let full = page.items.len() >= PAGE.get() as usize;
        let before = found.len();
        for event in page.items {
            // An emulator that starts anew begins its numbers anew.
            let key = format!("{} {}", event["Id"], event["DateTrigger"]);
            if !self.seen.contains(&key) {
                found.insert(key, event);
            }
        }
        let pages = page
            .total_items
            .map(|total| total.div_ceil(u64::from(PAGE.get())));
        let pages = pages.and_then(|pages| u32::try_from(pages).ok());
        Ok((
            found.len() - before,
            pages.unwrap_or(if full { number + 1 } else { number }),
        ))
    }
}

fn date(event: &Value) -> Option<Timestamp> {
    event["DateTrigger"].as_str()?.parse().ok()
}

/// The number in the id of an event, which is `trg_` and a number, or the number alone.
fn number_of(event: &Value) -> Option<u64> {
    let id = event["Id"].to_string();
    id.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok()
}
