//! Moments in UTC, written as ProAbono writes them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use jiff::civil::{Date, DateTime, datetime};
use jiff::{SignedDuration, Span};
use serde::{Deserialize, Serialize, Serializer};

const DAY: i64 = 86_400_000;

/// The last year of the calendar: what follows from a date in it, such as the end of a period, still has four digits.
pub(crate) const LAST_YEAR: i16 = 2999;

/// The beginning of the count.
const EPOCH: DateTime = datetime(1970, 1, 1, 0, 0, 0, 0);

/// The largest date of .NET, which ProAbono sends for "never".
const NEVER: &str = "9999-12-31T23:59:59.9999999Z";

/// Milliseconds since 1970, at most those of [`Moment::NEVER`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Moment(i64);

impl Moment {
    /// The end of the calendar: what waits for it never happens.
    pub(crate) const NEVER: Self = Self(253_402_300_799_999);

    pub(crate) fn now() -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        Self(i64::try_from(since.as_millis()).unwrap_or(i64::MAX))
    }

    pub(crate) fn plus(self, time: Duration) -> Self {
        let millis = i64::try_from(time.as_millis()).unwrap_or(i64::MAX);
        Self(self.0.saturating_add(millis)).min(Self::NEVER)
    }

    pub(crate) fn plus_days(self, days: i64) -> Self {
        Self(self.0 + days * DAY).min(Self::NEVER)
    }

    pub(crate) fn minus_years(self, years: i64) -> Self {
        self.plus_months(-12 * years)
    }

    /// Reads an instant as the API writes it, any other RFC 3339 text from the year 1 to [`LAST_YEAR`], and "never". Without an
    /// offset it is in UTC, as in the samples of filters.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        if is_never(text) {
            return Some(Self::NEVER);
        }
        let moment = match text.parse::<jiff::Timestamp>() {
            Ok(instant) => Self(instant.as_millisecond()),
            Err(_) if text.contains('T') => Self::of(text.parse().ok()?),
            Err(_) => return None,
        };
        (1..=LAST_YEAR).contains(&moment.civil().year()).then_some(moment)
    }

    /// As the system counts, for the header `Date`.
    pub(crate) fn system_time(self) -> SystemTime {
        UNIX_EPOCH + Duration::from_millis(u64::try_from(self.0).unwrap_or_default())
    }

    /// Milliseconds.
    pub(crate) fn since_1970(self) -> i64 {
        self.0
    }

    pub(crate) fn is_past_the_last_year(self) -> bool {
        self.civil().year() > LAST_YEAR
    }

    /// The instant after a length of time. Months and years keep the day, or take the last one where the month has no such day.
    pub(crate) fn after(self, length: Length) -> Self {
        match length.unit {
            Unit::Day => self.plus_days(length.count),
            Unit::Week => self.plus_days(length.count * 7),
            Unit::Month => self.plus_months(length.count),
            Unit::Year => self.plus_months(length.count * 12),
        }
    }

    fn plus_months(self, count: i64) -> Self {
        let months = Span::new().try_months(count);
        months.map_or(Self::NEVER, |months| {
            Self::of(self.civil().saturating_add(months))
        })
    }

    /// Milliseconds from an earlier instant to this one.
    pub(crate) fn since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// The day in UTC.
    pub(crate) fn day(self) -> Date {
        self.civil().date()
    }

    /// `2026-11-14T09:30:00.00Z`: the API shows two decimals.
    pub(crate) fn iso(self) -> String {
        if self == Self::NEVER {
            return NEVER.to_owned();
        }
        let civil = self.civil();
        let hundredths = civil.millisecond() / 10;
        format!("{}.{hundredths:02}Z", civil.strftime("%Y-%m-%dT%H:%M:%S"))
    }

    fn civil(self) -> DateTime {
        EPOCH.saturating_add(SignedDuration::from_millis(self.0))
    }

    fn of(civil: DateTime) -> Self {
        let millis = civil.duration_since(EPOCH).as_millis();
        Self(i64::try_from(millis).unwrap_or(i64::MAX)).min(Self::NEVER)
    }
}

/// True for the last second of the calendar in UTC, with any fraction or none.
fn is_never(text: &str) -> bool {
    let second = text.strip_suffix('Z').unwrap_or(text);
    let fraction = second.strip_prefix("9999-12-31T23:59:59");
    fraction.is_some_and(|rest| rest.chars().all(|c| c == '.' || c.is_ascii_digit()))
}

/// The unit of a length of time, spelt as the API spells it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Unit {
    Day,
    Week,
    Month,
    Year,
}

impl Unit {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Day => "Day",
            Self::Week => "Week",
            Self::Month => "Month",
            Self::Year => "Year",
        }
    }
}

/// A length of time, e.g. one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Length {
    pub(crate) count: i64,
    pub(crate) unit: Unit,
}

#[cfg(test)]
impl Length {
    pub(crate) const MONTH: Self = Self {
        count: 1,
        unit: Unit::Month,
    };
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.iso())
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{Length, Moment, Unit};

    fn at(year: i16, month: i8, day: i8) -> Moment {
        Moment::of(date(year, month, day).at(0, 0, 1, 230_000_000))
    }

    #[test]
    fn a_date_survives_the_way_there_and_back() {
        for (year, month, day) in [
            (1970, 1, 1),
            (2000, 2, 29),
            (2024, 12, 31),
            (2026, 3, 1),
            (2100, 2, 28),
        ] {
            assert_eq!(at(year, month, day).civil().date(), date(year, month, day));
        }
        assert_eq!(at(2026, 9, 5).iso(), "2026-09-05T00:00:01.23Z");
    }

    #[test]
    fn a_month_after_the_thirty_first_is_the_last_day() {
        assert_eq!(
            at(2026, 1, 31).after(Length::MONTH).civil().date(),
            date(2026, 2, 28)
        );
        assert_eq!(
            at(2028, 1, 31).after(Length::MONTH).civil().date(),
            date(2028, 2, 29)
        );
        assert_eq!(
            at(2026, 12, 15).after(Length::MONTH).civil().date(),
            date(2027, 1, 15)
        );
        let years = Length {
            count: 2,
            unit: Unit::Year,
        };
        assert_eq!(at(2028, 2, 29).after(years).civil().date(), date(2030, 2, 28));
    }

    #[test]
    fn any_fraction_of_a_second_is_read() {
        for text in [
            "2026-09-05T00:00:01.23Z",
            "2026-09-05T00:00:01.2300000Z",
            "2026-09-05T02:00:01.23+02:00",
            "2026-09-05T00:00:01.23",
        ] {
            assert_eq!(Moment::parse(text), Some(at(2026, 9, 5)), "{text}");
        }
        for text in ["9999-12-31T23:59:59.9999999Z", "9999-12-31T23:59:59"] {
            let never = Moment::parse(text).unwrap();
            assert_eq!(never.iso(), "9999-12-31T23:59:59.9999999Z");
            assert_eq!(never.after(Length::MONTH), never, "nothing comes after it");
        }
        for text in [
            "2026-09-05",
            "0000-12-31T23:59:59Z",
            "3000-01-01T00:00:00Z",
            "-000001-01-01T00:00:00Z",
        ] {
            assert_eq!(Moment::parse(text), None, "{text}");
        }
    }
}
