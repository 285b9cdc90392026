//! Dates as ProAbono writes them.
//!
//! A date without an offset is in UTC. The largest date of .NET, `9999-12-31T23:59:59.9999999Z`, stands for "never": it lies
//! beyond [`Timestamp::MAX`], so it is read as that, and written as it came.

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serializer};

/// How "never" is written.
const NEVER: &str = "9999-12-31T23:59:59.9999999Z";
/// The year in which the last [`Timestamp`] lies.
const LAST_YEAR: i16 = 9999;

fn moment(text: &str) -> Option<Timestamp> {
    if let Ok(moment) = text.parse() {
        return Some(moment);
    }
    let pieces = Pieces::parse(text).ok()?;
    let civil = pieces
        .date()
        .to_datetime(pieces.time().unwrap_or(Time::midnight()));
    let offset = pieces.to_numeric_offset().unwrap_or(Offset::UTC);
    match offset.to_timestamp(civil) {
        Ok(moment) => Some(moment),
        Err(_) => (civil.year() == LAST_YEAR).then_some(Timestamp::MAX),
    }
}

/// A date in the form in which ProAbono writes it, in UTC; `None` when the text is no date.
///
/// It is read as those of answers are: without an offset it is in UTC, and one beyond [`Timestamp::MAX`] stands for "never".
///
/// ```
/// # use proabono::canonical_date;
/// assert_eq!(canonical_date("2026-03-02T09:15:44+02:00").as_deref(), Some("2026-03-02T07:15:44Z"));
/// assert_eq!(canonical_date("tomorrow"), None);
/// ```
pub fn canonical_date(text: &str) -> Option<String> {
    moment(text).map(written)
}

fn written(moment: Timestamp) -> String {
    if moment == Timestamp::MAX {
        NEVER.to_owned()
    } else {
        moment.to_string()
    }
}

pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Timestamp, D::Error> {
    let text = String::deserialize(deserializer)?;
    moment(&text).ok_or_else(|| D::Error::custom("expected a date, such as 2026-03-02T09:15:44Z"))
}

pub(crate) fn write<S: Serializer>(moment: &Timestamp, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&written(*moment))
}

pub(crate) mod option {
    use super::{Deserialize, Deserializer, Serializer, Timestamp};

    #[derive(Deserialize)]
    #[serde(transparent)]
    struct Moment(#[serde(deserialize_with = "super::read")] Timestamp);

    pub(crate) fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Timestamp>, D::Error> {
        Option::<Moment>::deserialize(deserializer).map(|moment| moment.map(|Moment(moment)| moment))
    }

    #[allow(clippy::ref_option, reason = "serde hands the field over")]
    pub(crate) fn write<S: Serializer>(moment: &Option<Timestamp>, serializer: S) -> Result<S::Ok, S::Error> {
        match moment {
            Some(moment) => super::write(moment, serializer),
            None => serializer.serialize_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{NEVER, Timestamp, moment};

    #[test]
    fn a_date_is_read_with_and_without_an_offset_and_beyond_the_last_one() {
        let at = |text: &str| Some(text.parse::<Timestamp>().unwrap());
        for (text, expected) in [
            ("2026-03-02T09:15:44.10Z", at("2026-03-02T09:15:44.1Z")),
            ("2026-03-02T09:15:44+02:00", at("2026-03-02T07:15:44Z")),
            ("2015-04-27T06:54:00", at("2015-04-27T06:54:00Z")),
            ("2015-04-27T06:54:00.1234567", at("2015-04-27T06:54:00.1234567Z")),
            ("2015-04-27 06:54:00", at("2015-04-27T06:54:00Z")),
            ("2015-04-27T06:54", at("2015-04-27T06:54:00Z")),
            ("2015-04-27", at("2015-04-27T00:00:00Z")),
            ("0001-01-01T00:00:00", at("0001-01-01T00:00:00Z")),
            (NEVER, Some(Timestamp::MAX)),
            ("9999-12-31T23:59:59.9999999", Some(Timestamp::MAX)),
            ("9999-12-31T23:59:59+02:00", Some(Timestamp::MAX)),
            ("9999-12-31T00:00:00Z", Some(Timestamp::MAX)),
            ("9999-12-31", Some(Timestamp::MAX)),
            ("", None),
            ("never", None),
            ("12/31/2026", None),
            ("2026-13-01T00:00:00Z", None),
            ("/Date(1425168000000)/", None),
        ] {
            assert_eq!(moment(text), expected, "{text}");
        }
    }
}
