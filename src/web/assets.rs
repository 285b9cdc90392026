//! Static files, compiled in. Their address carries a digest of their content, so browsers keep them for ever.

use actix_web::http::header::{AcceptEncoding, ContentEncoding, Encoding};
use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use super::Plain;

/// A static file.
pub(crate) struct File {
    name: &'static str,
    pub(crate) media_type: &'static str,
    content: &'static [u8],
    /// The content as the build (`build/main.rs`) compressed it.
    brotli: &'static [u8],
    gzip: &'static [u8],
}

macro_rules! file {
    ($name:literal, $media_type:literal) => {
        File {
            name: $name,
            media_type: $media_type,
            content: include_bytes!(concat!(env!("OUT_DIR"), "/", $name)),
            brotli: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".br")),
            gzip: include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".gz")),
        }
    };
}

static STYLE: File = file!("portal.css", "text/css; charset=utf-8");
static ADDRESS: File = file!("address.js", "text/javascript; charset=utf-8");
static SCRIPT: File = file!("portal.js", "text/javascript; charset=utf-8");
static OPENING: File = file!("opening.js", "text/javascript; charset=utf-8");
static EVENTS: File = file!("events.js", "text/javascript; charset=utf-8");
static BACK: File = file!("back.js", "text/javascript; charset=utf-8");
static AGAIN: File = file!("again.js", "text/javascript; charset=utf-8");
static CHAT: File = file!("chat.js", "text/javascript; charset=utf-8");
static PHONES: File = file!("phones.js", "text/javascript; charset=utf-8");
static PHONE_RULES: File = file!("phones.json", "application/json");
static EMBEDDED: File = file!("embedded.js", "text/javascript; charset=utf-8");
static FRAGMENT: File = file!("fragment.css", "text/css; charset=utf-8");
static ICON: File = file!("favicon.svg", "image/svg+xml");

/// The script of the element `proabono-portal`. Applications write its address, so it has no digest in it.
pub(crate) static EMBED: File = file!("embed.js", "text/javascript; charset=utf-8");

/// Every static file whose address changes with its content.
pub(crate) static FILES: [&File; 13] = [
    &STYLE,
    &ADDRESS,
    &SCRIPT,
    &OPENING,
    &EVENTS,
    &BACK,
    &AGAIN,
    &CHAT,
    &PHONES,
    &PHONE_RULES,
    &EMBEDDED,
    &FRAGMENT,
    &ICON,
];

/// Tells whether the script that normalises telephone numbers knows the country, two capital letters.
pub(crate) fn has_phone_rules(country: &str) -> bool {
    let start = format!("{{\"id\":\"{country}\",");
    let rules = std::str::from_utf8(PHONE_RULES.content).unwrap_or_default();
    rules.lines().any(|line| line.starts_with(&start))
}

/// The addresses of the files, as the templates use them.
#[derive(Clone, Debug)]
pub(crate) struct Assets {
    pub(crate) style: Plain,
    /// The script that takes what is spent out of the address.
    pub(crate) address: Plain,
    pub(crate) script: Plain,
    /// The script that opens ProAbono's page and watches it.
    pub(crate) opening: Plain,
    /// The script that hears of changes.
    pub(crate) events: Plain,
    /// The script of the page that a visitor comes back to from a workflow.
    pub(crate) back: Plain,
    /// The script of a page that asks whether an outage is over.
    pub(crate) again: Plain,
    /// The script that loads the chat.
    pub(crate) chat: Plain,
    /// The script that normalises telephone numbers for the chat.
    pub(crate) phones: Plain,
    /// The rules of that script.
    pub(crate) phone_rules: Plain,
    /// The script of a page in a frame, which talks to the element around it.
    pub(crate) embedded: Plain,
    /// The style sheet of a fragment in a page of the application, which styles nothing but the fragment.
    pub(crate) fragment: Plain,
    pub(crate) icon: Plain,
}

impl Assets {
    /// Makes the addresses, below the path of the page in the visitor's browser.
    pub(crate) fn below(base: &str) -> Self {
        let address = |file: &File| Plain::escaped(&format!("{base}/static/{}", file.versioned()));
        Self {
            style: address(&STYLE),
            address: address(&ADDRESS),
            script: address(&SCRIPT),
            opening: address(&OPENING),
            events: address(&EVENTS),
            back: address(&BACK),
            again: address(&AGAIN),
            chat: address(&CHAT),
            phones: address(&PHONES),
            phone_rules: address(&PHONE_RULES),
            embedded: address(&EMBEDDED),
            fragment: address(&FRAGMENT),
            icon: address(&ICON),
        }
    }
}

impl File {
    /// The content in the encoding that suits a browser best, and that encoding where it is not the file itself.
    pub(crate) fn encoded(
        &self,
        accepted: Option<&AcceptEncoding>,
    ) -> (&'static [u8], Option<ContentEncoding>) {
        let offered = [Encoding::brotli(), Encoding::gzip(), Encoding::identity()];
        // A request without the header gets the file itself.
        let chosen = accepted.and_then(|accepted| accepted.negotiate(offered.iter()));
        match chosen {
            Some(Encoding::Known(ContentEncoding::Brotli)) => (self.brotli, Some(ContentEncoding::Brotli)),
            Some(Encoding::Known(ContentEncoding::Gzip)) => (self.gzip, Some(ContentEncoding::Gzip)),
            _ => (self.content, None),
        }
    }

    /// `portal.css` becomes `portal.1a2b3c4d.css`.
    pub(crate) fn versioned(&self) -> String {
        versioned(self.name, self.content)
    }
}

/// The name of a file with a digest of its content in it.
pub(super) fn versioned(name: &str, content: &[u8]) -> String {
    let hash = Sha256::digest(content);
    let digest = HEXLOWER.encode(&hash[..4]);
    match name.split_once('.') {
        Some((stem, ending)) => format!("{stem}.{digest}.{ending}"),
        None => format!("{name}.{digest}"),
    }
}
