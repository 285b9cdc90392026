use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use actix_web::cookie::Key;

use super::cookies::LOGIN;
use crate::settings::values::{DAY, SECOND, between, plain_file, sealing_secret};
use crate::settings::{Source, settings};

settings! {
    /// The sessions of visitors who sign in here. None of it matters while no provider signs in.
    pub struct SessionsConfig in "sessions." {
        /// The key that seals the session cookie, at least 64 characters: `openssl rand -hex 64` makes one. Needed as soon as
        /// users sign in here (identity.oidc, identity.handoff); the same for all instances.
        key: Option<SealingKey> = sealing_key, example("openssl-rand-hex-64"), secret();

        /// The key before the last change. Cookies that it sealed are taken and sealed anew, so that nobody is signed out;
        /// leave it out once sessions.absolute has passed.
        previous_key: Option<SealingKey> = sealing_key, example("the-sessions-key-before"), secret();

        /// The SQLite file of the sessions, a plain path. It is made when it is missing, and readable to the server's own user
        /// alone; what is in it is sealed with keys that only the visitors' browsers hold.
        file: PathBuf = plain_file, default("portal-sessions.db");

        /// How long a visitor stays signed in here without a visit to the page.
        idle: Duration = between(SECOND, 7 * DAY), default("2h");

        /// How long a visitor stays signed in here at most.
        absolute: Duration = between(SECOND, 30 * DAY), default("12h");

        /// The beginning of the names of all cookies. Portals on one host need different ones, or they sign each other's users
        /// out. Without it `portal` for a page at `/Subscriptions`, and for a page elsewhere `portal-` and a digest of its path.
        cookie: Option<String> = cookie_name, example("portal-acme");
    }
    checks {
        the_key_has_changed(key),
        idle_is_the_shorter(idle, absolute),
    }
}

/// A key that seals cookies, derived from a secret that is long enough.
#[derive(Clone)]
pub struct SealingKey(Key);

impl SealingKey {
    pub(super) fn key(&self) -> &Key {
        &self.0
    }
}

impl fmt::Debug for SealingKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SealingKey").finish_non_exhaustive()
    }
}

fn cookie_name(text: &str) -> Result<String, &'static str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if !(1..=40).contains(&text.len()) || !text.bytes().all(plain) {
        return Err("write 1 to 40 letters, digits, - and _");
    }
    // The cookies of sign-ins are found by the start of their names: with the word in it, those of one portal would be taken
    // for those of another.
    if format!("{text}-").contains(&format!("-{LOGIN}")) {
        return Err("the names of the cookies of sign-ins go on with -login-; leave that out here");
    }
    Ok(text.to_owned())
}

fn sealing_key(text: &str) -> Result<SealingKey, &'static str> {
    sealing_secret(text).map(|text| SealingKey(Key::derive_from(text.as_bytes())))
}

fn the_key_has_changed(source: &mut Source, key: Option<&Option<SealingKey>>) {
    let previous = SessionsConfig::previous_key;
    let same = source.said(&SessionsConfig::key) == source.said(&previous);
    if same && key.is_some_and(Option::is_some) {
        source.problem_with(&previous, "it is the same as sessions.key; leave it out");
    }
}

fn idle_is_the_shorter(source: &mut Source, idle: Option<&Duration>, absolute: Option<&Duration>) {
    if idle.zip(absolute).is_some_and(|(idle, absolute)| idle > absolute) {
        let what = "it is shorter than sessions.idle; make it longer";
        source.problem_with(&SessionsConfig::absolute, what);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_of_the_cookies_is_none_by_which_those_of_sign_ins_are_found() {
        for start in [
            "portal",
            "portal-acme",
            "way",
            "portal-wayside",
            "session_login-x",
            "p-sessions",
            "portal-way",
            "portal-handoff",
            "a-session",
            "portal-logins",
            "login",
        ] {
            assert_eq!(cookie_name(start).as_deref(), Ok(start));
        }
        for start in ["portal-login", "a-login-b"] {
            assert!(cookie_name(start).is_err(), "{start}");
        }
    }
}
