//! Pages of a list.

use std::ops::Range;

use serde::Serialize;
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::clock::Moment;

use super::operation::Call;

/// Parts of the envelope of a list beside its items.
#[derive(Default)]
pub(crate) struct Extra {
    /// Sums over everything that matches.
    pub(crate) computations: Option<Value>,
    /// The list links to its other pages, unless the call says `Links=false`.
    pub(crate) links: bool,
}

/// The page that was asked for. Nothing to show is 204 without a body; a size of 0 only counts.
///
/// Only what is on the page is shown with `show`: a list may be long, and this is what takes time.
pub(crate) fn page<T, S: Serialize>(
    call: &Call,
    all: &[T],
    now: Moment,
    show: impl FnMut(&T) -> S,
) -> Answer {
    page_with(call, all, now, Extra::default(), show)
}

pub(crate) fn page_with<T, S: Serialize>(
    call: &Call,
    all: &[T],
    now: Moment,
    extra: Extra,
    show: impl FnMut(&T) -> S,
) -> Answer {
    let (page, size, range) = range(call, all.len());
    if all.is_empty() || (range.is_empty() && size > 0) {
        return Answer::nothing();
    }
    let last = range.end == all.len();
    let items: Vec<S> = all[range].iter().map(show).collect();
    let mut envelope = json!({
        "Page": page, "SizePage": size, "Count": items.len(), "TotalItems": all.len(), "DateGenerated": now,
        "Items": items,
    });
    if let Some(computations) = extra.computations {
        envelope["Computations"] = computations;
    }
    if extra.links && size > 0 && call.flag("Links") != Some(false) {
        let link = |rel: &str, page: usize| json!({ "rel": rel, "href": other_page(call, page) });
        let mut links = Vec::new();
        if page > 1 {
            links.push(link("prev", page - 1));
        }
        if !last {
            links.push(link("next", page + 1));
        }
        if !links.is_empty() {
            envelope["Links"] = Value::Array(links);
        }
    }
    Answer::json(200, &envelope)
}

/// The number of the page, its size, and which items it holds.
pub(crate) fn range(call: &Call, total: usize) -> (usize, usize, Range<usize>) {
    let number = |name, default| {
        call.number(name)
            .and_then(|n| usize::try_from(n).ok())
            .unwrap_or(default)
    };
    let (page, size) = (number("Page", 1), number("SizePage", 10));
    let start = ((page - 1) * size).min(total);
    (page, size, start..(start + size).min(total))
}

/// The same call for another page.
fn other_page(call: &Call, page: usize) -> String {
    let mut query = url::form_urlencoded::Serializer::new(String::new());
    query.append_pair("Page", &page.to_string());
    for (name, value) in call.sent.iter().filter(|(name, _)| *name != "Page") {
        let value = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        query.append_pair(name, &value);
    }
    format!("{}?{}", call.path, query.finish())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Call, Moment, page};

    #[test]
    fn only_what_is_on_the_page_is_shown() {
        let call = Call {
            sent: json!({ "Page": 3, "SizePage": 5 }).as_object().unwrap().clone(),
            ..Call::default()
        };
        let all: Vec<u32> = (0..100_000).collect();
        let mut shown = Vec::new();
        let answer = page(&call, &all, Moment::now(), |one| {
            shown.push(*one);
            *one
        });
        assert_eq!(shown, [10, 11, 12, 13, 14]);
        assert!(answer.body.contains("100000"), "{}", answer.body);
    }
}
