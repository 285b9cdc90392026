use thiserror::Error;

/// The reasons why a link is not framed. None of them carries any part of the link.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Refusal {
    /// There is nothing to open.
    #[error("the link is empty")]
    Empty,
    /// The parameter came more than once, and nothing says which one was meant.
    #[error("the parameter came more than once")]
    Repeated,
    /// The percent-encoding is broken, or does not decode to UTF-8.
    #[error("the percent-encoding is broken")]
    Encoding,
    /// It has more than 4,096 bytes.
    #[error("the link is longer than 4,096 bytes")]
    TooLong,
    /// It has white space at either end.
    #[error("the link starts or ends with white space")]
    Edge,
    /// It has a control character, a backslash or a character outside ASCII.
    #[error("the link has a control, a backslash or a character outside ASCII")]
    Character,
    /// It does not start with `https://`.
    #[error("the link does not start with https://")]
    Scheme,
    /// A URL parser refuses it.
    #[error("the link is not a URL")]
    Malformed,
    /// It has a user name or a password.
    #[error("the link has a user name or a password")]
    UserInfo,
    /// It names a port other than 443.
    #[error("the link names another port")]
    Port,
    /// The host is not ProAbono's.
    #[error("the host of the link is not ProAbono's")]
    Host,
    /// The host is ProAbono's only after the parser has rewritten it.
    #[error("the host of the link is written in a roundabout way")]
    HostSpelling,
    /// The host is ProAbono's, and not one of those that the operator allows.
    #[error("the host of the link is not one of the allowed ones")]
    HostNotAllowed,
}

impl Refusal {
    /// Every reason, so that a metric shows each from the start.
    pub const ALL: [Self; 13] = [
        Self::Empty,
        Self::Repeated,
        Self::Encoding,
        Self::TooLong,
        Self::Edge,
        Self::Character,
        Self::Scheme,
        Self::Malformed,
        Self::UserInfo,
        Self::Port,
        Self::Host,
        Self::HostSpelling,
        Self::HostNotAllowed,
    ];

    /// The word for metrics and logs.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::Repeated => "repeated",
            Self::Encoding => "encoding",
            Self::TooLong => "too_long",
            Self::Edge => "edge",
            Self::Character => "character",
            Self::Scheme => "scheme",
            Self::Malformed => "malformed",
            Self::UserInfo => "user_info",
            Self::Port => "port",
            Self::Host => "host",
            Self::HostSpelling => "host_spelling",
            Self::HostNotAllowed => "host_not_allowed",
        }
    }
}
