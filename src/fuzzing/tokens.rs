use data_encoding::BASE64URL_NOPAD;
use futures_util::FutureExt as _;
use hmac::{Hmac, Mac as _};
use serde_json::Value;
use sha2::Sha256;

use crate::identity::{Handoff, HandoffConfig, Verified};
use crate::settings::{Section as _, Source};

use super::line;

/// The key of the seeds.
const KEY: &str = "9f2c61b7e04d58a3c1770e6b2d94f8a5036be1c87d52f09a";
const ISSUER: &str = "https://app.acme.example";
const PAGE: &str = "https://app.acme.example/Subscriptions";
/// The time at which the seeds are good, in seconds since 1970.
const NOW: u32 = 1_790_000_000;

/// No text is a token of the application. A token that the application did sign counts only when each of its claims is what
/// this server demands. The first line of the input is the header, the rest are the claims.
pub fn tokens(bytes: &[u8]) {
    let handoff = handoff();
    if let Ok(text) = std::str::from_utf8(bytes) {
        assert!(verified(&handoff, text).is_none(), "nobody has signed {text:?}");
    }
    let (header, claims) = line(bytes);
    let token = signed(header, claims);
    let Some(verified) = verified(&handoff, &token) else {
        return;
    };
    let (header, claims) = (object(header), object(claims));
    assert_eq!(header["alg"], "HS256");
    for never in ["jku", "jwk", "x5u", "x5c", "crit", "b64"] {
        assert!(header.get(never).is_none(), "{never}");
    }
    assert_eq!(claims["iss"], ISSUER);
    let audience = &claims["aud"];
    let named = |audience: &Value| *audience == PAGE;
    assert!(
        named(audience)
            || audience
                .as_array()
                .is_some_and(|several| several.iter().any(named)),
        "{audience}"
    );
    let time = |name: &str| claims[name].as_f64().unwrap_or(f64::NAN);
    let (issued, expires, now) = (time("iat"), time("exp"), f64::from(NOW));
    assert!(
        issued < now + 31.0 && expires - issued < 301.0,
        "{issued} {expires}"
    );
    assert!(
        claims["jti"]
            .as_str()
            .is_some_and(|id| (1..=255).contains(&id.len()))
    );
    let user = match verified {
        Verified::InTime(handed_over) => {
            assert!(expires > now - 31.0, "{expires} is over");
            assert!(handed_over.until >= handed_over.issued, "{handed_over:?}");
            handed_over.user
        }
        Verified::Late(late) => {
            assert!(expires <= now - 29.0, "{expires} is not over");
            late.user
        }
    };
    let id = user.id();
    assert!(
        !id.trim().is_empty() && id.len() <= 500 && !id.chars().any(char::is_control),
        "{id:?}"
    );
}

fn handoff() -> Handoff {
    let keys = HandoffConfig::keys().into_iter();
    let mut source = Source::new(keys)
        .with(HandoffConfig::issuer.name, ISSUER)
        .with(HandoffConfig::key.name, KEY);
    let config = HandoffConfig::read(&mut source);
    let handoff = config.map(|config| Handoff::new(&config, PAGE, Vec::new()));
    let Some(Ok(handoff)) = handoff else {
        panic!("the hand-off cannot be set up: {:?}", source.finish());
    };
    handoff
}

/// With a key in the configuration nothing is waited for.
fn verified(handoff: &Handoff, token: &str) -> Option<Verified> {
    let verified = handoff.verify_at(token, NOW.into()).now_or_never();
    let Some(verified) = verified else {
        panic!("a token was waited for");
    };
    verified.ok()
}

fn signed(header: &[u8], claims: &[u8]) -> String {
    let signed = format!(
        "{}.{}",
        BASE64URL_NOPAD.encode(header),
        BASE64URL_NOPAD.encode(claims)
    );
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(KEY.as_bytes()) else {
        panic!("a key of any length is taken");
    };
    mac.update(signed.as_bytes());
    format!(
        "{signed}.{}",
        BASE64URL_NOPAD.encode(&mac.finalize().into_bytes())
    )
}

fn object(bytes: &[u8]) -> Value {
    match serde_json::from_slice(bytes) {
        Ok(Value::Object(members)) => Value::Object(members),
        other => panic!("{other:?} was taken for an object"),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    fn seed(name: &str) -> Option<Verified> {
        let path = format!("{}/fuzz/seeds/tokens/{name}", env!("CARGO_MANIFEST_DIR"));
        let bytes = fs::read(path).unwrap();
        let (header, claims) = line(&bytes);
        verified(&handoff(), &signed(header, claims))
    }

    #[test]
    fn the_seeds_that_are_good_are_taken() {
        for good in ["good", "list", "number"] {
            assert!(matches!(seed(good), Some(Verified::InTime(_))), "{good}");
        }
        assert!(matches!(seed("late"), Some(Verified::Late(_))));
        assert!(seed("both").is_none());
    }
}
