use std::time::Duration;

use crate::pages::ReturnsConfig;

use super::key::Key;
use super::source::Source;
use super::values::{duration, way_on};

pub(super) static KEYS: &[Key] = &[
    Key::new(
        "returns.url",
        "PORTAL_RETURNS__URL",
        "Where a visitor goes on to who came back from one of ProAbono's workflows. Left out: the subscription page.",
    )
    .example("https://app.example.com/welcome"),
    Key::new(
        "returns.after",
        "PORTAL_RETURNS__AFTER",
        "With returns.url: how long the message is shown before the visitor goes there without a click. `0s` waits for the \
         click.",
    )
    .default("0s"),
    Key::new(
        "returns.unsettled_for",
        "PORTAL_RETURNS__UNSETTLED_FOR",
        "How long at most a customer is offered nothing to buy after a return that ProAbono does not confirm yet, such as a \
         payment under way.",
    )
    .default("10m"),
];

pub(super) fn read(source: &mut Source) -> Option<ReturnsConfig> {
    let [url, after, unsettled] = KEYS else {
        return None;
    };
    let url = source.parse(url, way_on);
    let minute = Duration::from_mins(1);
    let after = source.parse(after, duration(Duration::ZERO, minute));
    let unsettled_for = source.parse(unsettled, duration(Duration::ZERO, 24 * 60 * minute));
    Some(ReturnsConfig {
        url,
        after: after?,
        unsettled_for: unsettled_for?,
    })
}
