//! Texts as editors, shells and containers leave them: marks in front that nobody sees, other encodings, quotes and
//! comments that were kept.

use std::io;
use std::path::Path;

use thiserror::Error;

/// The byte order mark, which some editors put before the first character of a file.
const MARK: char = '\u{feff}';

/// The reasons why a file is no text.
#[derive(Debug, Error)]
pub(super) enum Unread {
    #[error("the file it names cannot be read ({}); check its path and owner", .0.kind())]
    Io(io::Error),
    #[error(
        "the file it names is not UTF-8; Windows PowerShell writes UTF-16 where a command ends in `> file`: save it as UTF-8"
    )]
    Encoding,
}

/// Reads a file of text, without a byte order mark.
pub(super) fn read(path: &Path) -> Result<String, Unread> {
    let bytes = std::fs::read(path).map_err(Unread::Io)?;
    decoded(bytes).ok_or(Unread::Encoding)
}

/// The text without a byte order mark; `None` when it is not in UTF-8.
pub(crate) fn decoded(bytes: Vec<u8>) -> Option<String> {
    let text = String::from_utf8(bytes).ok()?;
    // UTF-16 without a mark is UTF-8 as well, with a zero beside each letter.
    (!text.contains('\0')).then(|| unmarked(&text).to_owned())
}

/// A text without the byte order mark.
pub(super) fn unmarked(text: &str) -> &str {
    text.trim_start_matches(MARK)
}

/// The remedy for quotes that are a part of the value.
pub(super) const QUOTED: &str = "the quotes around it are read as a part of it, since `docker --env-file`, Compose's \
                                 lists and files of secrets keep them: leave them out";

/// The remedy for a quote without its fellow.
const HALF_QUOTED: &str = "a quote stands at one end of it and not its fellow at the other, as when it was copied with \
                           too much or too little: write the value alone, without quotes";

/// The remedy for a path that a shell would have written out.
pub(super) const UNEXPANDED: &str =
    "nothing here writes out ~ or a variable in a path: write the whole path, such as /home/portal/name";

/// The remedy for a comment that is a part of the value.
const COMMENTED: &str = "the comment behind it is read as a part of it, since `docker --env-file` keeps it: give it \
                         a line of its own";

/// Tells whether a text begins and ends with the same quote.
pub(super) fn is_quoted(text: &str) -> bool {
    let pairs = [('"', '"'), ('\'', '\''), ('“', '”'), ('„', '“'), ('‘', '’')];
    let stands =
        |(open, close): (char, char)| text.strip_prefix(open).is_some_and(|rest| rest.ends_with(close));
    pairs.into_iter().any(stands)
}

/// Tells whether a path begins with what a shell writes out.
pub(super) fn is_unexpanded(path: &str) -> bool {
    path == "~" || path.starts_with("~/") || path.starts_with("~\\") || path.starts_with('$')
}

/// The remedy for a key or a secret that has a quote at one end only, or two that are no pair. A random secret of all
/// printable characters may begin or end with a quote, but then has other signs in it too.
pub(super) fn half_quoted(text: &str) -> Option<&'static str> {
    let quotes = ['"', '\'', '“', '”', '„', '‘', '’'];
    let rest = text.trim_matches(quotes);
    let usual = |c: char| c.is_ascii_alphanumeric() || "+/=_.~-".contains(c);
    (rest.len() < text.len() && rest.chars().all(usual)).then_some(HALF_QUOTED)
}

/// The trace of a shell's spelling in a text that no shell has read, as a sentence for the operator; `None` when there is
/// none.
pub(super) fn kept(text: &str) -> Option<&'static str> {
    let text = text.trim();
    if is_quoted(text) {
        Some(QUOTED)
    } else if text.contains(" # ") {
        Some(COMMENTED)
    } else {
        None
    }
}

/// The same for a key or a secret, which never has a space before a `#`.
pub(super) fn commented(text: &str) -> Option<&'static str> {
    text.contains(" #").then_some(COMMENTED)
}
