//! Readers: each understands the text of one value, and its error is the sentence for the operator.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::net::IpAddr;
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use ipnet::{IpNet, Ipv4Net};
use jiff::{Span, SpanRound, Unit};
use secrecy::SecretString;
use url::Url;

use super::text::{UNEXPANDED, is_unexpanded};
use crate::proabono::{Settings, is_loopback};

pub(crate) const SECOND: Duration = Duration::from_secs(1);
pub(crate) const MINUTE: Duration = Duration::from_mins(1);
pub(crate) const DAY: Duration = Duration::from_hours(24);

/// Any text.
#[expect(
    clippy::unnecessary_wraps,
    reason = "a reader may refuse, and this one never does"
)]
pub(crate) fn any<T: for<'a> From<&'a str>>(text: &str) -> Result<T, &'static str> {
    Ok(T::from(text))
}

/// How many different characters a random secret has at least: 32 hexadecimal digits nearly always have more.
const DIFFERENT: usize = 10;

/// Tells whether a text of at least so many bytes may be a random secret. A word that was typed many times is none.
pub(crate) fn is_random(text: &str, least: usize) -> bool {
    let different: BTreeSet<char> = text.chars().collect();
    text.len() >= least && different.len() >= DIFFERENT
}

/// A secret that seals. A sample that was copied, or a word typed 64 times, is none.
pub(crate) fn sealing_secret(text: &str) -> Result<&str, &'static str> {
    if !is_random(text, 64) || text.contains(' ') {
        return Err("write at least 64 random characters: openssl rand -hex 64 makes them");
    }
    Ok(text)
}

/// The path of a file, which no shell has read.
pub(crate) fn path(text: &str) -> Result<PathBuf, &'static str> {
    if is_unexpanded(text) {
        Err(UNEXPANDED)
    } else {
        Ok(PathBuf::from(text))
    }
}

/// The path of a file for `SQLite`, which keeps what has no name, or is called
/// :memory:, in a place that no other instance and no restart finds.
pub(crate) fn plain_file(text: &str) -> Result<PathBuf, &'static str> {
    const WHAT: &str = "write the path of a file, such as /var/lib/proabono-portal/portal.db";
    const ADDRESS: &str = "it is an address of a database or a file: write the path alone, without what stands before it, \
                           such as /var/lib/proabono-portal/portal.db";
    if is_address(text) {
        return Err(ADDRESS);
    }
    let folder = text.ends_with(['/', std::path::MAIN_SEPARATOR]);
    if text.trim().is_empty() || text == ":memory:" || text.contains('\0') || folder {
        return Err(WHAT);
    }
    path(text)
}

/// Tells whether a text has the scheme of a database's address. A file may well have a colon in its name.
fn is_address(text: &str) -> bool {
    let scheme = text
        .split_once(':')
        .map(|(scheme, _)| scheme.to_ascii_lowercase());
    text.contains("://") || matches!(scheme.as_deref(), Some("sqlite" | "sqlite3" | "file" | "jdbc"))
}

pub(crate) fn boolean(text: &str) -> Result<bool, &'static str> {
    match text {
        "true" | "1" | "yes" | "on" => Ok(true),
        "false" | "0" | "no" | "off" => Ok(false),
        _ => Err("write true or false"),
    }
}

/// One of a few words.
pub(crate) fn word<T: Copy>(words: &[(&str, T)]) -> impl Fn(&str) -> Result<T, String> {
    move |text| {
        let found = words.iter().find(|(word, _)| *word == text);
        found.map(|(_, value)| *value).ok_or_else(|| {
            let words: Vec<_> = words.iter().map(|(word, _)| *word).collect();
            let (last, others) = words.split_last().unwrap_or((&"", &[]));
            format!("write {} or {last}", others.join(", "))
        })
    }
}

/// A whole number between two bounds.
pub(crate) fn number<T>(bounds: RangeInclusive<T>) -> impl Fn(&str) -> Result<T, String>
where
    T: FromStr + PartialOrd + Display,
{
    move |text| {
        let number = text.parse().ok().filter(|number| bounds.contains(number));
        number.ok_or_else(|| format!("write a number from {} to {}", bounds.start(), bounds.end()))
    }
}

/// A duration such as `500ms`, `10s`, `5m`, `1h` or `1d`, between two bounds.
pub(crate) fn between(least: Duration, most: Duration) -> impl Fn(&str) -> Result<Duration, String> {
    move |text| {
        let value = duration(text).ok_or("write a number and a unit, such as 500ms, 10s, 5m, 1h or 1d")?;
        if value < least || value > most {
            return Err(format!(
                "it must lie between {} and {}",
                shown(least),
                shown(most)
            ));
        }
        Ok(value)
    }
}

/// A duration as settings are written, such as `500ms`, `5m` or `1d`.
pub(crate) fn shown(duration: Duration) -> String {
    let days = SpanRound::new().largest(Unit::Day).days_are_24_hours();
    let span = Span::try_from(duration).and_then(|span| span.round(days));
    span.map_or_else(|_| format!("{duration:?}"), |span| format!("{span:#}"))
}

fn duration(text: &str) -> Option<Duration> {
    let digits = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: u32 = digits.trim().parse().ok()?;
    let unit = match &text[digits.len()..] {
        "ms" => Duration::from_millis(1),
        "s" => Duration::from_secs(1),
        "m" => Duration::from_mins(1),
        "h" => Duration::from_hours(1),
        "d" => DAY,
        _ => return None,
    };
    unit.checked_mul(number)
}

/// An address that a visitor is sent to by a click: https, http, a path of the same site, or `mailto:`.
pub(crate) fn way_on(text: &str) -> Result<String, &'static str> {
    let path = text.starts_with('/') && !text.starts_with("//");
    let known = || Url::parse(text).is_ok_and(|url| matches!(url.scheme(), "https" | "http" | "mailto"));
    if text.contains('\\') || text.contains(char::is_whitespace) || !(path || known()) {
        return Err("write an https:// address, a path that starts with /, or a mailto: address");
    }
    Ok(text.to_owned())
}

/// Tells whether nobody between here and there can read the traffic: https, or http on this machine.
pub(crate) fn is_safe(url: &Url) -> bool {
    url.scheme() == "https" || (url.scheme() == "http" && is_loopback(url))
}

/// A source of a Content-Security-Policy: an origin, with `*.` as first label at most.
pub(crate) fn csp_origin(text: &str) -> Result<String, &'static str> {
    const WHAT: &str =
        "write an origin such as https://bank.example or https://*.bank.example, without a path";
    let plain = text.replacen("://*.", "://any.", 1);
    let url = Url::parse(&plain).map_err(|_| WHAT)?;
    let origin = url.origin().ascii_serialization();
    if !is_safe(&url) || origin != plain.to_ascii_lowercase() || plain.contains(['*', ';', ',', '\'', '"']) {
        return Err(WHAT);
    }
    Ok(text.to_ascii_lowercase())
}

/// The origin of one site. Browsers compare it letter by letter, and a wildcard would admit strangers.
pub(crate) fn exact_origin(text: &str) -> Result<String, &'static str> {
    if text.contains('*') {
        return Err("name each origin, such as https://app.example.com, without a wildcard");
    }
    csp_origin(text).map_err(|_| "write an origin such as https://app.example.com, without a path")
}

/// An origin that ProAbono's keys may be sent to.
pub(crate) fn api_origin(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("it is not an address: {error}"))?;
    Settings::check_base(&url).map_err(|error| error.to_string())?;
    Ok(url)
}

/// An address that keys come from: nobody on the way may change them.
pub(crate) fn trusted_address(text: &str) -> Result<Url, String> {
    let url = Url::parse(text).map_err(|error| format!("it is not an address: {error}"))?;
    if !is_safe(&url) {
        return Err("write an https:// address; http is taken on a loopback address only".to_owned());
    }
    if !url.username().is_empty() || url.password().is_some() || url.fragment().is_some() {
        return Err("write it without a user name and without #".to_owned());
    }
    Ok(url)
}

/// The address of a script that the page loads.
pub(crate) fn script_address(text: &str) -> Result<Url, &'static str> {
    const WHAT: &str = "write the https:// address of the script";
    let url = Url::parse(text).map_err(|_| WHAT)?;
    csp_origin(&url.origin().ascii_serialization()).map_err(|_| WHAT)?;
    Ok(url)
}

pub(crate) fn printable(text: &str) -> Result<String, &'static str> {
    if is_printable(text) {
        Ok(text.to_owned())
    } else {
        Err("write printable ASCII without spaces")
    }
}

/// A key as a header carries it.
pub(crate) fn header_key(text: &str) -> Result<SecretString, &'static str> {
    if is_printable(text) {
        Ok(SecretString::from(text))
    } else {
        Err("a key is printable ASCII without spaces; copy it again")
    }
}

fn is_printable(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic())
}

/// A network, or a single address. The sentence is for one that has most of all addresses in it.
pub(crate) fn network(text: &str, too_wide: &'static str) -> Result<IpNet, &'static str> {
    let net: Option<IpNet> = text.parse().ok();
    let single = || text.parse::<IpAddr>().ok().map(IpNet::from);
    let net = net
        .or_else(single)
        .ok_or("write networks such as 127.0.0.0/8 or 10.0.0.7")?;
    let net = unmapped(net);
    let widest = if matches!(net, IpNet::V4(_)) { 8 } else { 7 };
    if net.prefix_len() < widest {
        return Err(too_wide);
    }
    Ok(net)
}

/// A peer is compared by its IPv4 address even where the system shows it as IPv6, so its network must be, too.
fn unmapped(net: IpNet) -> IpNet {
    match net {
        IpNet::V6(v6) if v6.prefix_len() >= 96 => {
            let v4 = v6
                .addr()
                .to_ipv4_mapped()
                .and_then(|ip| Ipv4Net::new(ip, v6.prefix_len() - 96).ok());
            v4.map_or(net, IpNet::V4)
        }
        _ => net,
    }
}
