//! The details of a user as headers carry them: UTF-8, or the encoded words of mail (RFC 2047), in which Tailscale, Django
//! and others write what is not ASCII.

use std::borrow::Cow;
use std::collections::HashSet;
use std::sync::{Mutex, PoisonError};

use actix_web::http::header::{HeaderMap, HeaderName};
use percent_encoding::percent_decode_str;
use thiserror::Error;

use crate::identity::User;
use crate::identity::placeholder::is_placeholder;

use super::text::text;

/// The longest value that is searched for encoded words, in bytes. A name of 255 bytes needs less than 1,200.
const LONGEST: usize = 2_048;

/// The reasons why the value of a header is no detail of a user.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq, Hash)]
enum Untaken {
    #[error("it is not UTF-8; many programs write Latin-1 into headers unless they are told otherwise")]
    Encoding,
    #[error("it has an encoded word (RFC 2047) that cannot be decoded")]
    Word,
    #[error("it is percent-encoded, which is not undone")]
    Escaped,
    #[error("it is too long, has a control character, or is not of the form that such a detail has")]
    Form,
}

/// Reads a detail.
fn read(value: &[u8]) -> Result<Cow<'_, str>, Untaken> {
    let text = std::str::from_utf8(value).map_err(|_| Untaken::Encoding)?;
    if has_word(text) {
        return decoded(text).map(Cow::Owned);
    }
    if is_escaped(text) {
        return Err(Untaken::Escaped);
    }
    Ok(Cow::Borrowed(text))
}

/// Tells whether a text has an encoded word in it, `=?charset?q?text?=` or `=?charset?b?text?=`, or the beginning of one that
/// was cut off.
fn has_word(text: &str) -> bool {
    text.match_indices("=?").any(|(at, mark)| {
        let mut parts = text[at + mark.len()..].split('?');
        let charset = parts.next().unwrap_or_default();
        !charset.is_empty()
            && charset.bytes().all(|byte| byte.is_ascii_graphic())
            && matches!(parts.next(), Some("q" | "Q" | "b" | "B"))
    })
}

fn decoded(text: &str) -> Result<String, Untaken> {
    if text.len() > LONGEST {
        return Err(Untaken::Form);
    }
    let header = [b"Name: ", text.as_bytes()].concat();
    let (header, _) = mailparse::parse_header(&header).map_err(|_| Untaken::Word)?;
    let decoded = header.get_value();
    // The library leaves a word that it does not understand, and puts a sign where bytes are no character.
    if has_word(&decoded) || decoded.contains('\u{fffd}') {
        return Err(Untaken::Word);
    }
    Ok(decoded)
}

/// Tells whether a text is ASCII with the percent-encoding of other characters in it. Nobody has such a name, so it is left
/// out rather than kept for ever.
fn is_escaped(text: &str) -> bool {
    let whole = |rest: &str| rest.bytes().take(2).filter(u8::is_ascii_hexdigit).count() == 2;
    text.is_ascii()
        && text.split('%').skip(1).all(whole)
        && percent_decode_str(text)
            .decode_utf8()
            .is_ok_and(|decoded| !decoded.is_ascii())
}

/// The details that the headers of one request say. Each is judged once, and what is left out goes into the log.
pub(super) struct Said<'a> {
    pub(super) headers: &'a HeaderMap,
    pub(super) told: &'a Told,
    /// The headers that hold placeholders, which have a warning of their own.
    pub(super) placeholders: Vec<&'a str>,
}

impl<'a> Said<'a> {
    /// The user with the detail of a header.
    pub(super) fn detail(
        &mut self,
        header: Option<&'a HeaderName>,
        user: User,
        with: impl Fn(User, String) -> User,
        known: impl Fn(&User) -> Option<&str>,
    ) -> User {
        let Some((header, value)) = header.and_then(|header| Some((header, self.headers.get(header)?)))
        else {
            return user;
        };
        let text = read(value.as_bytes()).map(|text| text.trim().to_owned());
        self.taken(header, text, user, with, known)
    }

    /// The user with the claim of a header. References are made from claims, so they are taken letter by letter, as the id is.
    pub(super) fn claim(&mut self, header: &'a HeaderName, user: User, name: &str) -> User {
        let text = match text(self.headers, header) {
            Ok(None) => return user,
            Ok(Some(text)) => Ok(text.to_owned()),
            Err(_) => Err(Untaken::Encoding),
        };
        let with = |user: User, text| user.claim(name, text);
        self.taken(header, text, user, with, |user| user.known_claim(name))
    }

    fn taken(
        &mut self,
        header: &'a HeaderName,
        text: Result<String, Untaken>,
        user: User,
        with: impl Fn(User, String) -> User,
        known: impl Fn(&User) -> Option<&str>,
    ) -> User {
        match text {
            Err(why) => {
                self.told.once(header, why);
                user
            }
            Ok(text) if text.is_empty() => user,
            Ok(text) if is_placeholder(&text) => {
                self.placeholders.push(header.as_str());
                user
            }
            Ok(text) => {
                let user = with(user, text);
                if known(&user).is_none() {
                    self.told.once(header, Untaken::Form);
                }
                user
            }
        }
    }
}

/// The headers that the log has complained about, and the reasons. Each visit brings them again, and one line is enough.
#[derive(Debug, Default)]
pub(super) struct Told(Mutex<HashSet<(HeaderName, Untaken)>>);

impl Told {
    /// Says once, for each header and reason, that its value is left out.
    fn once(&self, header: &HeaderName, why: Untaken) {
        let mut told = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if told.insert((header.clone(), why)) {
            tracing::warn!(
                code = "header-left-out", %header,
                %why,
                "left out a detail of a user, and of all whose header is like it (this is said once). \
                 docs/sign-in/trusted-header.md shows how each language writes it"
            );
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encoded_words_are_read_as_they_are_meant() {
        for (sent, meant) in [
            ("=?utf-8?q?Ferris_B=C3=BCller?=", "Ferris Büller"),
            ("=?UTF-8?B?xYF1a2Fzeg==?=", "Łukasz"),
            ("=?utf-8?b?Wm/Dqw==?= =?utf-8?q?_Wei=C3=9F?=", "Zoë Weiß"),
            ("=?iso-8859-1?q?Zo=EB?= Weiss", "Zoë Weiss"),
            ("=?windows-1252?Q?Zo=EB?=", "Zoë"),
            ("=?iso-2022-jp?b?GyRCOzNFRBsoQg==?=", "山田"),
            ("=?gb2312?B?zfU=?=", "王"),
            ("Anna =?utf-8?q?Nov=C3=A1?=", "Anna Nová"),
        ] {
            assert_eq!(read(sent.as_bytes()).as_deref(), Ok(meant), "{sent}");
        }
    }

    #[test]
    fn other_texts_stay_as_they_are() {
        for text in [
            "Zoë Weiß",
            "Łukasz",
            "a=?b?=c",
            "=?utf-8?x?abc?=",
            "100% organic",
            "50%25 off",
            "%zz%C3%AB",
            "",
        ] {
            assert_eq!(read(text.as_bytes()).as_deref(), Ok(text), "{text}");
        }
    }

    #[test]
    fn a_value_that_cannot_be_read_is_no_detail() {
        for (value, why) in [
            (&b"Zo\xeb"[..], Untaken::Encoding),
            (b"=?martian?q?Zo=EB?=", Untaken::Word),
            (b"=?utf-8?q?Zo=EB?=", Untaken::Word),
            (b"=?utf-8?b?????=", Untaken::Word),
            (b"=?utf-8?q?Ferris_B", Untaken::Word),
            (b"Anna =?utf-8?b?Tm92w6E", Untaken::Word),
            (b"=?utf-8?q", Untaken::Word),
            (b"Zo%C3%AB%20Wei%C3%9F", Untaken::Escaped),
        ] {
            assert_eq!(read(value), Err(why), "{}", value.escape_ascii());
        }
        let long = format!("=?utf-8?q?{}?=", "a".repeat(3_000));
        assert_eq!(read(long.as_bytes()), Err(Untaken::Form));
    }
}
