use std::collections::BTreeSet;
use std::path::PathBuf;
use std::time::Duration;

use actix_web::cookie::Key as CookieKey;

use crate::sessions::SessionsConfig;

use super::key::Key;
use super::source::Source;
use super::values::duration;

pub(super) static KEYS: &[Key] = &[
    Key::new(
        "sessions.key",
        "PORTAL_SESSIONS__KEY",
        "The key that seals the session cookie, at least 64 characters: `openssl rand -hex 64` makes one. Needed as soon \
         as users sign in here (identity.oidc, identity.handoff); the same for all instances.",
    )
    .example("openssl-rand-hex-64")
    .secret(),
    Key::new(
        "sessions.previous_key",
        "PORTAL_SESSIONS__PREVIOUS_KEY",
        "The key before the last change. Cookies that it sealed are taken and sealed anew, so that nobody is signed out; \
         leave it out once sessions.absolute has passed.",
    )
    .example("the-sessions-key-before")
    .secret(),
    Key::new(
        "sessions.file",
        "PORTAL_SESSIONS__FILE",
        "The SQLite file of the sessions. It is made when it is missing, and readable to the server's own user alone; what \
         is in it is sealed with keys that only the visitors' browsers hold.",
    )
    .default("portal-sessions.db"),
    Key::new(
        "sessions.idle",
        "PORTAL_SESSIONS__IDLE",
        "How long a visitor stays signed in here without a visit to the page.",
    )
    .default("2h"),
    Key::new(
        "sessions.absolute",
        "PORTAL_SESSIONS__ABSOLUTE",
        "How long a visitor stays signed in here at most.",
    )
    .default("12h"),
    Key::new(
        "sessions.cookie",
        "PORTAL_SESSIONS__COOKIE",
        "What the names of all cookies start with. Portals on one host need different ones, or they sign each other's users \
         out. Without it `portal` for a page at `/Subscriptions`, and for a page elsewhere `portal-` and a digest of its path.",
    )
    .example("portal-acme"),
];

/// The key that must be set as soon as users sign in here.
pub(super) fn key() -> &'static Key {
    &KEYS[0]
}

pub(super) fn read(source: &mut Source) -> Option<SessionsConfig> {
    let [key, previous, file, idle, absolute, cookie] = KEYS else {
        return None;
    };
    let first = source.parse(key, cookie_key);
    let second = source.parse(previous, cookie_key);
    let same = first.is_some()
        && source.raw(key).map(|raw| &raw.items) == source.raw(previous).map(|raw| &raw.items);
    if same {
        source.problem_with(previous, "it is the same as sessions.key; leave it out");
    }
    let file = source.parse(file, |text| Ok(PathBuf::from(text)));
    let second_long = Duration::from_secs(1);
    let day = Duration::from_hours(24);
    let idle = source.parse(idle, duration(second_long, 7 * day));
    let absolute_limit = source.parse(absolute, duration(second_long, 30 * day));
    if let (Some(idle), Some(limit)) = (idle, absolute_limit)
        && idle > limit
    {
        source.problem_with(absolute, "it is shorter than sessions.idle; make it longer");
    }
    let cookie = source.parse(cookie, cookie_name);
    Some(SessionsConfig {
        cookie,
        file: file?,
        key: first,
        previous_key: second,
        idle: idle?,
        absolute: absolute_limit?,
    })
}

fn cookie_name(text: &str) -> Result<String, String> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    let fine = (1..=40).contains(&text.len()) && text.bytes().all(plain);
    fine.then(|| text.to_owned())
        .ok_or_else(|| "write 1 to 40 letters, digits, - and _".to_owned())
}

/// A sample that was copied, or a word typed 64 times, is no key.
fn cookie_key(text: &str) -> Result<CookieKey, String> {
    const WHAT: &str = "write at least 64 random characters: openssl rand -hex 64 makes them";
    let different: BTreeSet<char> = text.chars().collect();
    if text.len() < 64 || different.len() < 12 || text.contains(' ') {
        return Err(WHAT.to_owned());
    }
    Ok(CookieKey::derive_from(text.as_bytes()))
}
