use jiff::Timestamp;
use thiserror::Error;

use crate::clock::now;
use crate::identity::InvalidUser;
use crate::identity::jwt::{LEEWAY, Odd, Shown, Unsigned};

/// The reasons why a token is refused: what was expected and what came. A claim is repeated only when the token is signed
/// by the application; of others no more than their `alg`, `kid` and `typ`, shortened. The token itself is never repeated, and
/// neither is the user.
#[derive(Clone, Debug, Error, PartialEq, Eq)]
#[non_exhaustive]
pub(crate) enum HandoffRefusal {
    #[error(
        "the token was posted by a page of {came}, and {expected} is expected (identity.handoff.origins, or the origin \
         of server.public_url)"
    )]
    Origin { expected: Shown, came: Shown },
    #[error(
        "the token was posted by a page whose origin the browser hides (`Origin: null`; Referrer-Policy: no-referrer?), and \
         {0} is expected"
    )]
    OriginHidden(Shown),
    #[error(
        "the token came without an `Origin` header, or with several, and {0} is expected: browsers send one with every form; was \
         it a program, or does a proxy change the header?"
    )]
    NoOrigin(Shown),
    #[error(
        "no token came: a body of application/x-www-form-urlencoded with one field `token` is expected, and its content type is \
         {0}"
    )]
    NoToken(Shown),
    #[error("no token came: one parameter `token` is expected in the link")]
    NoTokenInLink,
    #[error("the token begins with `Bearer`, which belongs into a header: send the token alone")]
    Bearer,
    #[error("the token is not a JWT, which is three parts in base64url with dots between them")]
    NotAToken,
    #[error("the token has {0} bytes, and no more than {1} are read: leave out claims that nothing reads")]
    TooLarge(usize, usize),
    #[error(
        "the token has another algorithm than identity.handoff.algorithm: {expected} is expected, and its `alg` is {came}"
    )]
    Algorithm { expected: &'static str, came: Shown },
    #[error("the header of the token has `{0}`, which is never taken")]
    Header(&'static str),
    #[error(
        "the `typ` of the token is {0}, and only JWT is taken, so that no token for another purpose counts"
    )]
    Kind(Shown),
    #[error(
        "the token is not signed with the key of identity.handoff: {unsigned}. Its `alg` is {algorithm} and its `kid` {id}; both \
         sides need the same key, without a line break at its end"
    )]
    Signature {
        unsigned: Unsigned,
        algorithm: &'static str,
        id: Shown,
    },
    #[error("the token has no proper `{0}`")]
    Claim(&'static str),
    #[error("a claim of the token: {0}")]
    Odd(#[from] Odd),
    #[error("the `sub` of the token is nobody's: {0}")]
    Subject(InvalidUser),
    #[error(
        "the token has another `iss` than identity.handoff.issuer: {expected} is expected, and {came} came"
    )]
    Issuer { expected: Shown, came: Shown },
    #[error(
        "the token has another `aud` than this server: {expected} is expected (identity.handoff.audience, or \
         server.public_url), and {came} came"
    )]
    Audience { expected: Shown, came: Shown },
    #[error(
        "the token is for signing in or for signing out, and came where the other is wanted: its `aud` must {wanted}"
    )]
    Purpose { wanted: &'static str },
    #[error(
        "the token has expired: its `exp` is {}, and here it is {} ({LEEWAY} s of difference are taken)",
        at(*.expires), at(*.now)
    )]
    Expired { expires: u64, now: u64 },
    #[error(
        "the token is not valid yet: it begins at {} (`iat` or `nbf`), and here it is {} ({LEEWAY} s of difference are taken); \
         are the clocks of both servers right?", at(*.begins), at(*.now)
    )]
    TooEarly { begins: u64, now: u64 },
    #[error("the token is valid for {life} s, from `iat` to `exp`, and no more than {most} s are taken")]
    TooLong { life: u64, most: u64 },
    #[error("the token was used before, or is older than the sessions' file, which would know")]
    Used,
    #[error("the application's keys at identity.handoff.jwks_url are out of reach: {0}")]
    KeysAway(String),
}

impl HandoffRefusal {
    /// The refusal, at this moment, of a token that expired at `expires`, in seconds since 1970.
    pub(crate) fn late(expires: u64) -> Self {
        Self::Expired { expires, now: now() }
    }

    /// The refusal of a token that a page posted whose origin is not expected. `came` is the header `Origin`, where it came
    /// once.
    pub(crate) fn of_origin(came: Option<&str>, expected: &[String]) -> Self {
        let expected: Vec<&str> = expected.iter().map(String::as_str).collect();
        let expected = Shown::texts(&expected);
        match came {
            None => Self::NoOrigin(expected),
            Some("null") => Self::OriginHidden(expected),
            Some(came) => Self::Origin {
                expected,
                came: Shown::text(came),
            },
        }
    }

    /// The refusal of a form, or of a link, without a token. `kind` is the content type of the form.
    pub(crate) fn without_token(kind: Option<&str>, in_link: bool) -> Self {
        if in_link {
            return Self::NoTokenInLink;
        }
        Self::NoToken(kind.map_or_else(|| Shown::value(None), Shown::text))
    }
}

/// A time as people read it, from seconds since 1970.
fn at(seconds: u64) -> String {
    let time = i64::try_from(seconds)
        .ok()
        .and_then(|seconds| Timestamp::from_second(seconds).ok());
    time.map_or_else(|| format!("{seconds} s after 1970"), |time| time.to_string())
}
