use thiserror::Error;
use url::{Host, Url};

use super::{FrameUrl, Refusal};

/// The name that every framed page is at or below.
pub const DOMAIN: &str = "proabono.com";

/// The longest link that is checked, in bytes.
const LONGEST: usize = 4096;
const HTTPS: &str = "https://";

/// The error for a host that cannot be on the list of allowed hosts.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
#[error("it is not a lower-case host name at or below proabono.com, such as mon-app.via.proabono.com")]
pub struct InvalidHost;

/// Decides which URLs may be framed.
#[derive(Clone, Debug)]
pub struct Gate {
    policy: Policy,
}

#[derive(Clone, Debug)]
enum Policy {
    /// ProAbono's domain; with a list, only those hosts below it.
    ProAbono { hosts: Vec<String> },
    /// Exactly this origin, e.g. `http://127.0.0.1:8090`.
    #[cfg(all(feature = "cli", feature = "emulator"))]
    Emulator { origin: String },
}

impl Default for Gate {
    fn default() -> Self {
        Self {
            policy: Policy::ProAbono { hosts: Vec::new() },
        }
    }
}

impl Gate {
    /// A gate that admits only these hosts of ProAbono's; an empty list admits them all.
    ///
    /// # Errors
    /// [`InvalidHost`] when one is not a lower-case name at or below `proabono.com`.
    pub fn only(hosts: Vec<String>) -> Result<Self, InvalidHost> {
        let valid = |host: &String| {
            let parsed = Host::parse(host).ok();
            matches!(parsed, Some(Host::Domain(name)) if name == *host) && below_domain(host)
        };
        if hosts.iter().all(valid) {
            Ok(Self {
                policy: Policy::ProAbono { hosts },
            })
        } else {
            Err(InvalidHost)
        }
    }

    /// The gate of the commands `demo` and `dev`: it admits the emulator's loopback origin and nothing else. No configuration
    /// reaches this function; a test reads the sources and fails when anything but what these two share names it.
    #[cfg(all(feature = "cli", feature = "emulator"))]
    pub(crate) fn for_emulator(origin: String) -> Self {
        Self {
            policy: Policy::Emulator { origin },
        }
    }

    /// Tells whether this is the gate for the emulator's pages, so that every page says that nothing is real.
    pub(crate) fn is_unreal(&self) -> bool {
        match &self.policy {
            Policy::ProAbono { .. } => false,
            #[cfg(all(feature = "cli", feature = "emulator"))]
            Policy::Emulator { .. } => true,
        }
    }

    /// Decides whether `link` may be framed. It has been percent-decoded exactly once before, when it came in a query.
    ///
    /// # Errors
    /// The first [`Refusal`] that applies.
    pub fn check(&self, link: &str) -> Result<FrameUrl, Refusal> {
        check_text(link)?;
        match &self.policy {
            Policy::ProAbono { hosts } => check_proabono(link, hosts),
            #[cfg(all(feature = "cli", feature = "emulator"))]
            Policy::Emulator { origin } => check_emulator(link, origin),
        }
    }

    /// The sources for the directives `frame-src` and `payment`. The wildcard does not match the bare name.
    pub fn sources(&self) -> Vec<String> {
        match &self.policy {
            Policy::ProAbono { .. } => vec![format!("https://{DOMAIN}"), format!("https://*.{DOMAIN}")],
            #[cfg(all(feature = "cli", feature = "emulator"))]
            Policy::Emulator { origin } => vec![origin.clone()],
        }
    }
}

/// Refuses characters that no link of ProAbono's has, or that parsers and browsers may read differently.
fn check_text(link: &str) -> Result<(), Refusal> {
    let bytes = link.as_bytes();
    let (Some(first), Some(last)) = (bytes.first(), bytes.last()) else {
        return Err(Refusal::Empty);
    };
    if bytes.len() > LONGEST {
        return Err(Refusal::TooLong);
    }
    if first.is_ascii_whitespace() || last.is_ascii_whitespace() {
        return Err(Refusal::Edge);
    }
    // Without an early exit, the compiler checks many bytes at a time.
    let odd = |byte: &u8| !(b' '..0x7f).contains(byte) || *byte == b'\\';
    if bytes.iter().fold(false, |found, byte| found | odd(byte)) {
        Err(Refusal::Character)
    } else {
        Ok(())
    }
}

fn check_proabono(link: &str, hosts: &[String]) -> Result<FrameUrl, Refusal> {
    let Some((scheme, rest)) = link.split_at_checked(HTTPS.len()) else {
        return Err(Refusal::Scheme);
    };
    if !scheme.eq_ignore_ascii_case(HTTPS) {
        return Err(Refusal::Scheme);
    }
    let url = Url::parse(link).map_err(|_| Refusal::Malformed)?;
    if url.scheme() != "https" {
        return Err(Refusal::Scheme);
    }
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Refusal::UserInfo);
    }
    if url.port().is_some() {
        return Err(Refusal::Port);
    }
    let Some(Host::Domain(host)) = url.host() else {
        return Err(Refusal::Host);
    };
    if !below_domain(host) {
        return Err(Refusal::Host);
    }
    if !stands_literally(host, rest) {
        return Err(Refusal::HostSpelling);
    }
    if !hosts.is_empty() && !hosts.iter().any(|allowed| allowed == host) {
        return Err(Refusal::HostNotAllowed);
    }
    Ok(FrameUrl::from_parsed(url))
}

/// Tells whether a host is the domain itself or a name that ends in a dot and the domain; `evilproabono.com` only ends
/// with the bare name. The labels before it must be those of a host name, since parsers let `evil.test;.proabono.com`
/// and empty labels through.
pub(crate) fn below_domain(host: &str) -> bool {
    let label = |label: &[u8]| {
        let plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        !label.is_empty() && label.iter().all(plain)
    };
    match host.strip_suffix(DOMAIN) {
        Some("") => true,
        Some(labels) => labels
            .strip_suffix('.')
            .is_some_and(|labels| labels.as_bytes().split(|byte| *byte == b'.').all(label)),
        None => false,
    }
}

/// Tells whether the text after `https://` is the parsed host (in any case) and then nothing, `:443`, `/`, `?` or `#`.
/// That one comparison rules out user information, percent-escaped names and every other host that only a parser's
/// rewriting turns into ProAbono's.
fn stands_literally(host: &str, rest: &str) -> bool {
    let Some((literal, after)) = rest.split_at_checked(host.len()) else {
        return false;
    };
    literal.eq_ignore_ascii_case(host)
        && (after.is_empty() || after.starts_with(['/', '?', '#']) || after.starts_with(":443"))
}

#[cfg(all(feature = "cli", feature = "emulator"))]
fn check_emulator(link: &str, origin: &str) -> Result<FrameUrl, Refusal> {
    let url = Url::parse(link).map_err(|_| Refusal::Malformed)?;
    if !url.username().is_empty() || url.password().is_some() {
        return Err(Refusal::UserInfo);
    }
    if url.origin().ascii_serialization() != origin || !link.starts_with(origin) {
        return Err(Refusal::Host);
    }
    Ok(FrameUrl::from_parsed(url))
}
