//! A list as a stream over all its pages, and where it ends.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};

use futures_util::stream::{self, Stream, TryStreamExt as _};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::{Error, Listing, Page};

/// A list is taken to be endless after this many pages that brought its end no nearer, and none that brought it nearer than
/// ever.
const PATIENCE: u32 = 20;

const REPEATS: &str = "a page has the items of an earlier one";

impl<'a, T: DeserializeOwned> Listing<'a, T> {
    /// Every item, page after page; see [`pages`](Self::pages) for where it ends.
    pub fn stream(self) -> impl Stream<Item = Result<T, Error>> + 'a
    where
        T: Serialize + 'a,
    {
        let items = |page: Page<T>| stream::iter(page.items.into_iter().map(Ok));
        self.pages().map_ok(items).try_flatten()
    }

    /// Page after page, until `TotalItems` are read or a page is empty. Where no answer says how many there are, as in a
    /// bare array, until a page is short, empty, or the same as an earlier one: then the service takes no page numbers,
    /// and what it repeats is left out. The page that ends such a list carries the total.
    ///
    /// The total is the latest one heard: it may change while the list is read. An item that is added or removed
    /// meanwhile may be seen twice or not at all, since ProAbono's pages are numbers and not marks. A list that leads to no
    /// end, because it grows as fast as it is read, or repeats a page before its total is reached, ends with
    /// [`Error::Endless`].
    ///
    /// Items without an id may be equal and yet two, such as lines of the balance. Where there is a total, a second page of
    /// them counts as further items, unless the answer says that it is another page than was asked for. Where there is none,
    /// nothing tells it from the first one again: the list ends there if the items of the page differ, as usages do, and with
    /// [`Error::Endless`] if some are equal.
    pub fn pages(self) -> impl Stream<Item = Result<Page<T>, Error>> + 'a
    where
        T: Serialize + 'a,
    {
        stream::try_unfold(Some(Reading::start(self)), async |reading| {
            let Some(mut reading) = reading else {
                return Ok(None);
            };
            let page = reading.next_page().await?;
            Ok(page.map(|(page, last)| (page, (!last).then_some(reading))))
        })
    }

    /// Every item at once.
    ///
    /// # Errors
    /// [`Error`] of the first page that fails.
    pub async fn all(self) -> Result<Vec<T>, Error>
    where
        T: Serialize + 'a,
    {
        self.stream().try_collect().await
    }
}

/// A list that is being read.
struct Reading<'a, T> {
    listing: Listing<'a, T>,
    number: u32,
    /// How many items were read.
    read: u64,
    /// How many items were left to read at the page before.
    left: u64,
    /// The fewest that were left so far.
    fewest: u64,
    /// How many pages brought the end no nearer since the fewest were left.
    waited: u32,
    /// The digests of the pages so far.
    seen: HashSet<u64>,
}

impl<'a, T: DeserializeOwned + Serialize> Reading<'a, T> {
    fn start(listing: Listing<'a, T>) -> Self {
        Self {
            listing,
            number: 1,
            read: 0,
            left: u64::MAX,
            fewest: u64::MAX,
            waited: 0,
            seen: HashSet::new(),
        }
    }

    /// The next page, and whether it is the last one. Nothing when the page before was the last one after all.
    async fn next_page(&mut self) -> Result<Option<(Page<T>, bool)>, Error> {
        let mut page = self.listing.numbered(self.number).await?;
        let count = page.items.len() as u64;
        let number = u64::from(self.number);
        let said = page.page;
        page.page.get_or_insert(number);
        self.number += 1;
        self.read += count;
        let is_short = page.size_page.is_some_and(|size| count < size);
        page.total_items = page.total_items.or(is_short.then_some(self.read));
        if count == 0 || page.total_items.is_some_and(|total| self.read >= total) {
            return Ok(Some((page, true)));
        }
        let items = unlinked(&page);
        let repeated = self.repeats(&items);
        let Some(total) = page.total_items else {
            return if !repeated {
                Ok(Some((page, false)))
            } else if have_ids(&items) || are_distinct(&items) {
                Ok(None)
            } else {
                Err(Error::Endless(REPEATS))
            };
        };
        // One item may move on to the next page when another one is added before it.
        let moved = count == 1 && said == Some(number);
        let is_another = said.is_some_and(|said| said != number);
        if repeated && (is_another || have_ids(&items) && !moved) {
            return Err(Error::Endless(REPEATS));
        }
        self.approaches(total - self.read)?;
        Ok(Some((page, false)))
    }

    /// Tells whether an earlier page has the same items.
    fn repeats(&mut self, items: &[Value]) -> bool {
        let mut digest = DefaultHasher::new();
        items.hash(&mut digest);
        !self.seen.insert(digest.finish())
    }

    fn approaches(&mut self, left: u64) -> Result<(), Error> {
        if left < self.fewest {
            self.fewest = left;
            self.waited = 0;
        } else {
            self.waited += u32::from(left >= self.left);
        }
        self.left = left;
        if self.waited < PATIENCE {
            Ok(())
        } else {
            Err(Error::Endless("it grows as fast as it is read"))
        }
    }
}

/// Tells whether another page with these items can only be the same one again.
fn have_ids(items: &[Value]) -> bool {
    items.iter().all(|item| !item["Id"].is_null())
}

/// Tells whether there are several items and no two are equal, so that a list of their kind is unlikely to have equal ones.
fn are_distinct(items: &[Value]) -> bool {
    items.len() > 1 && items.iter().collect::<HashSet<_>>().len() == items.len()
}

/// The items without their links, which are made anew for each answer.
fn unlinked<T: Serialize>(page: &Page<T>) -> Vec<Value> {
    let values = page.items.iter().map(|item| {
        let mut value = serde_json::to_value(item).unwrap_or_default();
        if let Value::Object(members) = &mut value {
            members.remove("Links");
        }
        value
    });
    values.collect()
}
