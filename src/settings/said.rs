//! The settings that were said, as somebody may see them who must not see a secret.

use url::Url;

use super::key::Key;
use super::source::Source;

/// A setting that the file or the environment has a value for.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) key: &'static Key,
    /// The variable, or the file and the line.
    pub(crate) origin: String,
    /// The values, unless they are secret or cannot be read. Of an address, no more than its origin.
    pub(crate) values: Option<Vec<String>>,
}

impl Source {
    /// Every setting that was said, in the order of their names.
    pub(crate) fn all_said(&self) -> Vec<Said> {
        let said = self.keys().filter(|key| self.says(key));
        said.map(|key| {
            let raw = self.values.get(key.name);
            let values = raw.filter(|_| !key.secret).map(|raw| &raw.items);
            Said {
                key,
                origin: raw.map_or(key.env, |raw| raw.origin.as_str()).to_owned(),
                values: values.map(|items| items.iter().map(|item| without_address(item)).collect()),
            }
        })
        .collect()
    }

    /// The texts that must stand nowhere: the secrets that were said, whole and in their parts, as a list has them. Very short
    /// ones are left out, since they stand in any text.
    pub(crate) fn secrets(&self) -> Vec<String> {
        let secret = self.keys().filter(|key| key.secret);
        let texts = secret.filter_map(|key| self.said(key)).flatten();
        texts
            .flat_map(|text| std::iter::once(text.as_str()).chain(text.split(',')))
            .map(|text| text.trim().to_owned())
            .filter(|text| text.len() >= 6)
            .collect()
    }
}

/// A value without what may be secret of an address: its user, its path and its query.
fn without_address(text: &str) -> String {
    let mut parts: Vec<String> = Vec::new();
    let mut cut = false;
    for part in text.split(',').map(str::trim) {
        // A comma may stand in an address, too, and the rest of that address is not shown either.
        if cut && !part.contains("://") {
            continue;
        }
        let seen = shown(part);
        cut = seen != part;
        parts.push(seen);
    }
    parts.join(", ")
}

fn shown(text: &str) -> String {
    if text.contains("://") || Url::parse(text).is_ok_and(|url| url.has_host()) {
        let origin = Url::parse(text)
            .ok()
            .map(|url| url.origin().ascii_serialization());
        return match origin.filter(|origin| origin != "null") {
            Some(origin) if text == origin => origin,
            Some(origin) => format!("{origin}/…"),
            None => "an address that is not shown".to_owned(),
        };
    }
    match text.find(['?', '#']) {
        Some(at) => format!("{}…", &text[..=at]),
        None => text.to_owned(),
    }
}

#[test]
fn no_more_of_an_address_is_shown_than_its_origin() {
    for (text, expected) in [
        ("info", "info"),
        ("https://app.test", "https://app.test"),
        (
            "https://user:secret@app.test/path?token=secret",
            "https://app.test/…",
        ),
        (
            "https://a.test/secret, https://b.test",
            "https://a.test/…, https://b.test",
        ),
        ("nonsense://secret", "an address that is not shown"),
        ("name=https://app.test/secret", "an address that is not shown"),
        ("/login?token=secret", "/login?…"),
        ("/login?s=a,secret", "/login?…"),
        ("/login#secret", "/login#…"),
        ("https:a.test/secret", "https://a.test/…"),
        ("https://a.test/x?s=a,token=secret", "https://a.test/…"),
    ] {
        assert_eq!(without_address(text), expected);
    }
}
