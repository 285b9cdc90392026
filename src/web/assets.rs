//! Static files, compiled in. Their address carries a digest of their content, so browsers keep them for ever.

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

use super::Plain;

/// A static file.
pub(crate) struct File {
    name: &'static str,
    pub(crate) media_type: &'static str,
    pub(crate) content: &'static [u8],
}

static STYLE: File = File {
    name: "portal.css",
    media_type: "text/css; charset=utf-8",
    content: include_bytes!("../../static/portal.css"),
};
static SCRIPT: File = File {
    name: "portal.js",
    media_type: "text/javascript; charset=utf-8",
    content: include_bytes!("../../static/portal.js"),
};
static OPENING: File = File {
    name: "opening.js",
    media_type: "text/javascript; charset=utf-8",
    content: include_bytes!("../../static/opening.js"),
};
static BACK: File = File {
    name: "back.js",
    media_type: "text/javascript; charset=utf-8",
    content: include_bytes!("../../static/back.js"),
};
static ICON: File = File {
    name: "favicon.svg",
    media_type: "image/svg+xml",
    content: include_bytes!("../../static/favicon.svg"),
};

/// Every static file.
pub(crate) static FILES: [&File; 5] = [&STYLE, &SCRIPT, &OPENING, &BACK, &ICON];

/// The addresses of the files, as the templates use them.
#[derive(Clone, Debug)]
pub(crate) struct Assets {
    pub(crate) style: Plain,
    pub(crate) script: Plain,
    /// The script that opens ProAbono's page and watches it.
    pub(crate) opening: Plain,
    /// The script of the page that a visitor comes back to from a workflow.
    pub(crate) back: Plain,
    pub(crate) icon: Plain,
}

impl Assets {
    /// Makes the addresses, below the path of the page in the visitor's browser.
    pub(crate) fn below(base: &str) -> Self {
        let address = |file: &File| Plain::escaped(&format!("{base}/static/{}", file.versioned()));
        Self {
            style: address(&STYLE),
            script: address(&SCRIPT),
            opening: address(&OPENING),
            back: address(&BACK),
            icon: address(&ICON),
        }
    }
}

impl File {
    /// `portal.css` becomes `portal.1a2b3c4d.css`.
    pub(crate) fn versioned(&self) -> String {
        let hash = Sha256::digest(self.content);
        let digest = HEXLOWER.encode(&hash[..4]);
        match self.name.split_once('.') {
            Some((stem, ending)) => format!("{stem}.{digest}.{ending}"),
            None => format!("{}.{digest}", self.name),
        }
    }
}
