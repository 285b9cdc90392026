//! How a customer stands, in sentences.

use crate::customers::{Due, Pause, Price, Renewal, Sum};
use crate::proabono::UnitDuration;
use crate::words::{Text, Words};

/// Since when an invoice has been overdue.
pub(super) fn overdue(words: &Words, due: &Due) -> Text {
    let amount = written(words, &due.sum);
    match due.since {
        Some(since) => words.fact_overdue(&amount, &words.short_date(since)),
        None => words.fact_overdue_undated(&amount),
    }
}

/// The reason of a suspension.
pub(super) fn paused(words: &Words, pause: &Pause) -> Text {
    match pause {
        Pause::Unpaid(Some(due)) => words.fact_paused_unpaid(&written(words, &due.sum)),
        Pause::NoPaymentMethod => words.fact_paused_method.clone(),
        Pause::Unpaid(None) | Pause::Merchant => words.fact_paused.clone(),
    }
}

/// The end of a trial, and what it costs from then on.
pub(super) fn trial(words: &Words, until: &str, then: Option<&Price>) -> Text {
    match then {
        Some(price) => words.fact_trial(until, &before_tax(words, price)),
        None => words.fact_trial_unpriced(until),
    }
}

/// The next renewal.
pub(super) fn renewal(words: &Words, renewal: &Renewal) -> Option<Text> {
    let on = words.short_date(renewal.on?);
    Some(match (&renewal.total, &renewal.price) {
        (Some(total), _) => words.fact_next_payment(&written(words, total), &on),
        (None, Some(price)) => words.fact_renews(&on, &before_tax(words, price)),
        (None, None) => words.fact_renews_unpriced(&on),
    })
}

/// An amount of money.
pub(super) fn written(words: &Words, sum: &Sum) -> String {
    words.price(sum.amount, &sum.currency)
}

/// The price of a period, such as "€29.00 a month before tax".
pub(super) fn before_tax(words: &Words, price: &Price) -> String {
    let amount = written(words, &price.sum);
    match per_period(words, price) {
        Some(period) => words.before_tax(period.as_str()).as_str().to_owned(),
        None => amount,
    }
}

/// The price of a period, such as "€29.00 a month"; `None` for a period that has no word.
pub(super) fn per_period(words: &Words, price: &Price) -> Option<Text> {
    let amount = written(words, &price.sum);
    let count = words.number(price.units);
    Some(match (&price.unit, price.units) {
        (UnitDuration::Day, 1) => words.per_day(&amount),
        (UnitDuration::Week, 1) => words.per_week(&amount),
        (UnitDuration::Month, 1) => words.per_month(&amount),
        (UnitDuration::Year, 1) => words.per_year(&amount),
        (UnitDuration::Day, _) => words.every_days(&amount, &count),
        (UnitDuration::Week, _) => words.every_weeks(&amount, &count),
        (UnitDuration::Month, _) => words.every_months(&amount, &count),
        (UnitDuration::Year, _) => words.every_years(&amount, &count),
        _ => return None,
    })
}
