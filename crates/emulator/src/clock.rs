//! Moments in UTC, written as ProAbono writes them.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize, Serializer};

const DAY: i64 = 86_400_000;

/// The last year of the calendar: what follows from a date in it, such as the end of a period, still has four digits.
pub(crate) const LAST_YEAR: i64 = 2999;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

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
        let instant = match text.parse::<jiff::Timestamp>() {
            Ok(instant) => instant,
            Err(_) if text.contains('T') => {
                let local: jiff::civil::DateTime = text.parse().ok()?;
                local.to_zoned(jiff::tz::TimeZone::UTC).ok()?.timestamp()
            }
            Err(_) => return None,
        };
        let moment = Self(instant.as_millisecond());
        (1..=LAST_YEAR).contains(&moment.date().0).then_some(moment)
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
        self.date().0 > LAST_YEAR
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
        let (year, month, day) = self.date();
        let months = year * 12 + (month - 1) + count;
        let (year, month) = (months.div_euclid(12), months.rem_euclid(12) + 1);
        let midnight = days_from_civil(year, month, day.min(days_of_month(year, month))) * DAY;
        Self(midnight + self.0.rem_euclid(DAY)).min(Self::NEVER)
    }

    /// Milliseconds from an earlier instant to this one.
    pub(crate) fn since(self, earlier: Self) -> i64 {
        self.0 - earlier.0
    }

    /// `14 November 2026`.
    pub(crate) fn long(self) -> String {
        let (year, month, day) = self.date();
        let name = usize::try_from(month - 1)
            .ok()
            .and_then(|index| MONTHS.get(index))
            .unwrap_or(&"");
        format!("{day} {name} {year}")
    }

    /// `2026-11-14T09:30:00.00Z`: the API shows two decimals.
    pub(crate) fn iso(self) -> String {
        if self == Self::NEVER {
            return NEVER.to_owned();
        }
        let (year, month, day) = self.date();
        let millis = self.0.rem_euclid(DAY);
        let (seconds, hundredths) = (millis / 1000, millis % 1000 / 10);
        let (hour, minute, second) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
        format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}.{hundredths:02}Z")
    }

    /// Year, month and day by the algorithm of Howard Hinnant's "chrono-compatible low-level date algorithms".
    fn date(self) -> (i64, i64, i64) {
        let shifted = self.0.div_euclid(DAY) + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era = (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let shifted_month = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
        let month = if shifted_month < 10 {
            shifted_month + 3
        } else {
            shifted_month - 9
        };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year, month, day)
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
    /// In a sentence.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Year => "year",
        }
    }

    pub(crate) fn named(name: &str) -> Option<Self> {
        match name {
            "Day" => Some(Self::Day),
            "Week" => Some(Self::Week),
            "Month" => Some(Self::Month),
            "Year" => Some(Self::Year),
            _ => None,
        }
    }
}

/// A length of time, e.g. one month.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Length {
    pub(crate) count: i64,
    pub(crate) unit: Unit,
}

impl Length {
    #[cfg(test)]
    pub(crate) const MONTH: Self = Self {
        count: 1,
        unit: Unit::Month,
    };

    /// `month`, or `3 months`.
    pub(crate) fn words(self) -> String {
        let unit = self.unit.name();
        match self.count {
            1 => unit.to_owned(),
            count => format!("{count} {unit}s"),
        }
    }
}

fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let year_of_era = year.rem_euclid(400);
    let shifted_month = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * shifted_month + 2) / 5 + day - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    year.div_euclid(400) * 146_097 + day_of_era - 719_468
}

fn days_of_month(year: i64, month: i64) -> i64 {
    let (next_year, next) = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    days_from_civil(next_year, next, 1) - days_from_civil(year, month, 1)
}

impl Serialize for Moment {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.iso())
    }
}

#[cfg(test)]
mod tests {
    use super::{DAY, Length, Moment, Unit, days_from_civil};

    fn at(year: i64, month: i64, day: i64) -> Moment {
        Moment(days_from_civil(year, month, day) * DAY + 1_230)
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
            assert_eq!(at(year, month, day).date(), (year, month, day));
        }
        assert_eq!(at(2026, 9, 5).iso(), "2026-09-05T00:00:01.23Z");
        assert_eq!(at(2026, 9, 5).long(), "5 September 2026");
    }

    #[test]
    fn a_month_after_the_thirty_first_is_the_last_day() {
        assert_eq!(at(2026, 1, 31).after(Length::MONTH).date(), (2026, 2, 28));
        assert_eq!(at(2028, 1, 31).after(Length::MONTH).date(), (2028, 2, 29));
        assert_eq!(at(2026, 12, 15).after(Length::MONTH).date(), (2027, 1, 15));
        let years = Length {
            count: 2,
            unit: Unit::Year,
        };
        assert_eq!(at(2028, 2, 29).after(years).date(), (2030, 2, 28));
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
