//! Lists, page by page.

use std::fmt;
use std::marker::PhantomData;
use std::num::NonZeroU32;

use jiff::Timestamp;
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, SeqAccess, Visitor, value::MapAccessDeserializer};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use super::tolerant::deciding;
use super::{Error, Links, Prepared, Request, moment};

/// How many items a page of a stream has. ProAbono allows 1,000; its own clients read 200.
const PAGE: NonZeroU32 = NonZeroU32::new(200).unwrap();

/// The sums that a list of balance lines carries, over all lines that match.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, serde::Serialize)]
#[serde(rename_all = "PascalCase", default)]
#[non_exhaustive]
pub struct Computations {
    /// Before tax, in minor units of the currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_subtotal: Option<i64>,
    /// After tax, in minor units of the currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub amount_total: Option<i64>,
    /// Members that this version does not know.
    #[serde(flatten)]
    pub other: Map<String, Value>,
}

/// One page of a list.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Page<T> {
    /// The items of this page.
    pub items: Vec<T>,
    /// The number of the page, from 1, as the answer says, else as it was asked for.
    pub page: Option<u64>,
    /// How many items a page has, as the answer says, else as it was asked for.
    pub size_page: Option<u64>,
    /// How many items match over all pages; 0 when the first page has no body. `None` when a later one has none, and for
    /// a bare array that is as long as a page: there may be more.
    pub total_items: Option<u64>,
    /// When the list was made.
    pub date_generated: Option<Timestamp>,
    /// Links to the pages beside this one; none where they cannot be read.
    pub links: Links,
    /// Sums over all that matches; on the balance only.
    pub computations: Option<Computations>,
    /// Members of the envelope that this version does not know.
    pub other: Map<String, Value>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Self {
            items: Vec::new(),
            page: None,
            size_page: None,
            total_items: None,
            date_generated: None,
            links: Links::default(),
            computations: None,
            other: Map::new(),
        }
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase", bound = "T: Deserialize<'de>")]
struct Envelope<T> {
    /// Items that cannot be read are not the same as none.
    #[serde(default, deserialize_with = "deciding")]
    items: Option<Vec<T>>,
    page: Option<u64>,
    size_page: Option<u64>,
    total_items: Option<u64>,
    #[serde(default, deserialize_with = "moment::option::read")]
    date_generated: Option<Timestamp>,
    #[serde(default, deserialize_with = "around")]
    links: Option<Links>,
    computations: Option<Computations>,
    /// How many items this page has, which the items say too.
    #[serde(rename = "Count")]
    _count: Option<IgnoredAny>,
    #[serde(flatten)]
    other: Map<String, Value>,
}

/// Reads the links around a list. They open nothing, unlike those of an object, so those that cannot be read are absent, whichever of
/// their members is odd.
fn around<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Links>, D::Error> {
    let came = Option::<Value>::deserialize(deserializer)?;
    let read = came.map(serde_json::from_value).transpose();
    read.map_err(serde::de::Error::custom)
}

/// An envelope, or a bare array: both have been seen.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Page<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Either<T>(PhantomData<T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Either<T> {
            type Value = Page<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list, in an envelope or bare")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Page<T>, A::Error> {
                let mut page = Page::default();
                while let Some(item) = seq.next_element()? {
                    page.items.push(item);
                }
                Ok(page)
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Page<T>, A::Error> {
                let envelope = Envelope::deserialize(MapAccessDeserializer::new(map))?;
                // An object with nothing of a list, such as an error with the status 200, is not an empty list.
                if envelope.items.is_none() && envelope.total_items.is_none() {
                    return Err(serde::de::Error::missing_field("Items"));
                }
                Ok(Page {
                    items: envelope.items.unwrap_or_default(),
                    page: envelope.page,
                    size_page: envelope.size_page,
                    total_items: envelope.total_items,
                    date_generated: envelope.date_generated,
                    links: envelope.links.unwrap_or_default(),
                    computations: envelope.computations,
                    other: envelope.other,
                })
            }
        }

        deserializer.deserialize_any(Either(PhantomData))
    }
}

/// A list that can be read page by page, or as one stream.
pub struct Listing<'a, T> {
    request: Request<'a, Page<T>>,
    size_page: NonZeroU32,
}

impl<T> fmt::Debug for Listing<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listing")
            .field("size_page", &self.size_page)
            .finish_non_exhaustive()
    }
}

impl<'a, T: DeserializeOwned> Listing<'a, T> {
    pub(super) fn new(request: Request<'a, Page<T>>) -> Self {
        Self {
            request,
            size_page: PAGE,
        }
    }

    /// How many items a page has, at most 1,000. The default is 200.
    #[must_use]
    pub fn size_page(mut self, items: NonZeroU32) -> Self {
        self.size_page = items;
        self
    }

    /// The same list, whose items are handed over as they come, with the members that this version does not know.
    pub fn json(self) -> Listing<'a, Value> {
        Listing {
            request: self.request.typed(),
            size_page: self.size_page,
        }
    }

    /// The request of page `number`, from 1, as it would be sent. Nothing is sent.
    ///
    /// # Errors
    /// [`Error::Unwritable`] and [`Error::NoSegmentHost`], for which there is no request.
    pub fn prepared(&self, number: NonZeroU32) -> Result<Prepared, Error> {
        self.request.page(number.get(), self.size_page.get()).prepared()
    }

    /// The request of [`count`](Self::count), as it would be sent. Nothing is sent.
    ///
    /// # Errors
    /// [`Error::Unwritable`] and [`Error::NoSegmentHost`], for which there is no request.
    pub fn prepared_count(&self) -> Result<Prepared, Error> {
        self.request.page(1, 0).prepared()
    }

    /// Page `number`, from 1. Beyond the last one it is empty.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn page(&self, number: NonZeroU32) -> Result<Page<T>, Error> {
        let mut page = self.numbered(number.get()).await?;
        page.page.get_or_insert(u64::from(number.get()));
        Ok(page)
    }

    /// How many items match; nothing else is read. `None` when ProAbono does not say.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn count(&self) -> Result<Option<u64>, Error> {
        let page = self.read(1, 0).await?;
        Ok(page.total_items)
    }

    /// Page `number`; it says its number only where the answer does.
    pub(super) async fn numbered(&self, number: u32) -> Result<Page<T>, Error> {
        self.read(number, self.size_page.get()).await
    }

    async fn read(&self, number: u32, size: u32) -> Result<Page<T>, Error> {
        let answer = self.request.page(number, size).answer().await?;
        // An empty list is answered with 204 and no body, and so may be a page beyond the end.
        let mut page = answer.body.unwrap_or_else(|| Page {
            total_items: (number == 1).then_some(0),
            ..Page::default()
        });
        // A bare array says nothing of the whole, but a short one is the whole, and so is one that is longer than a page.
        let read = page.items.len() as u64;
        let size = page.size_page.unwrap_or(u64::from(size));
        if page.total_items.is_none() && number == 1 && read > 0 && read != size {
            page.total_items = Some(read);
        }
        page.size_page.get_or_insert(size);
        Ok(page)
    }
}
