//! Pages of a list.

use serde::Serialize;

use crate::emulator::answer::Answer;
use crate::emulator::clock::Moment;

use super::operation::Call;
use super::property::Kind::Whole;
use super::property::Property;

pub(super) const PAGE: Property = Property::optional(
    "Page",
    Whole {
        least: 1,
        most: 1_000_000,
    },
);
pub(super) const SIZE_PAGE: Property = Property::optional(
    "SizePage",
    Whole {
        least: 0,
        most: 1_000,
    },
);

#[derive(Serialize)]
#[serde(rename_all = "PascalCase")]
struct Envelope<'a, T> {
    page: usize,
    size_page: usize,
    count: usize,
    total_items: usize,
    date_generated: Moment,
    items: &'a [T],
}

/// The page that was asked for. Nothing to show is 204 without a body; a size of 0 only counts.
pub(super) fn page<T: Serialize>(call: &Call, all: &[T], now: Moment) -> Answer {
    let number = |name, default| {
        call.query_number(name)
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or(default)
    };
    let (page, size) = (number("Page", 1), number("SizePage", 10));
    let start = ((page - 1) * size).min(all.len());
    let items = &all[start..(start + size).min(all.len())];
    if all.is_empty() || (items.is_empty() && size > 0) {
        return Answer::nothing();
    }
    Answer::json(
        200,
        &Envelope {
            page,
            size_page: size,
            count: items.len(),
            total_items: all.len(),
            date_generated: now,
            items,
        },
    )
}
