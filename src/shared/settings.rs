use std::fmt;

use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

use crate::settings::values::sealing_secret;
use crate::settings::{Key, Source, Switched, settings};

settings! {
    /// The Redis that several instances share. See docs/several.md.
    pub struct RedisConfig in "redis." {
        /// The address of a Redis that all instances of this page share: sessions, events and what is known of customers are
        /// then kept there, and the files of the sessions and the events are not used. redis://, rediss:// for TLS, or
        /// redis+unix:// for a socket on this machine; it may carry a user name and a password.
        url: RedisUrl = RedisUrl::new, example("rediss://redis.internal.example:6379/0"), with_secret();

        /// The key that seals what is kept in Redis about customers, at least 64 characters: `openssl rand -hex 64` makes one.
        /// Needed with redis.url; the same for all instances.
        key: SecretString = sealing_key, example("openssl-rand-hex-64"), secret();

        /// The beginning of the names of all keys in Redis. Portals that share a Redis need different ones.
        prefix: String = prefix, default("portal");
    }
    checks {
        the_program_speaks_redis(url),
    }
}

impl Switched for RedisConfig {
    const SWITCH: Key = Self::url;
}

/// The address of a Redis. It may carry a password, so `Debug` shows its host alone.
#[derive(Clone)]
pub struct RedisUrl(SecretString);

impl RedisUrl {
    pub(super) fn new(text: &str) -> Result<Self, &'static str> {
        const WHAT: &str = "write an address such as rediss://redis.internal.example:6379/0";
        let url = Url::parse(text).map_err(|_| WHAT)?;
        let known = match url.scheme() {
            "redis" | "rediss" => url.has_host(),
            "redis+unix" => url.path().len() > 1,
            _ => false,
        };
        // A part behind # would turn off the check of the server's certificate.
        let plain = known && url.fragment().is_none();
        plain.then(|| Self(SecretString::from(text))).ok_or(WHAT)
    }

    #[cfg(feature = "redis")]
    pub(super) fn text(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for RedisUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = Url::parse(self.0.expose_secret()).ok();
        url.as_ref().and_then(Url::host_str).fmt(f)
    }
}

fn sealing_key(text: &str) -> Result<SecretString, &'static str> {
    sealing_secret(text).map(SecretString::from)
}

fn prefix(text: &str) -> Result<String, &'static str> {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.');
    if !(1..=40).contains(&text.len()) || !text.bytes().all(plain) {
        return Err("write 1 to 40 letters, digits, -, _ and full stops");
    }
    Ok(text.to_owned())
}

fn the_program_speaks_redis(source: &mut Source, url: Option<&RedisUrl>) {
    if let Some(what) = url.and(unspoken(cfg!(feature = "redis"))) {
        source.problem_with(&RedisConfig::url, what);
    }
}

/// The reason why a Redis cannot be used by a program that was built with or without the feature.
fn unspoken(has_feature: bool) -> Option<&'static str> {
    (!has_feature).then_some(
        "this program was built without the feature `redis`, and would keep everything to itself: build it with \
         `cargo build --release --features redis`, or leave redis.url out",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_program_without_the_feature_names_it() {
        assert!(unspoken(false).is_some_and(|what| what.contains("--features redis")));
        assert_eq!(unspoken(true), None);
    }

    #[test]
    fn an_address_is_one_of_redis_and_its_password_is_not_shown() {
        for good in [
            "redis://127.0.0.1",
            "redis://:pw@redis.test:6380/2",
            "rediss://user:pw@redis.test/",
            "redis+unix:///run/redis/redis.sock?db=1",
        ] {
            let url = RedisUrl::new(good).map_err(|what| format!("{good}: {what}"));
            assert!(!format!("{:?}", url.unwrap()).contains("pw"), "{good}");
        }
        for bad in [
            "",
            "redis.test:6379",
            "http://redis.test",
            "redis://",
            "redis+unix:",
            "rediss://redis.test/#insecure",
        ] {
            assert!(RedisUrl::new(bad).is_err(), "{bad}");
        }
    }
}
