use url::Url;

use crate::crylk::{DOMAIN, FrameUrl, Gate};

/// A host of the list that narrows the gate.
const HOST: &str = "mon-app.via.proabono.com";

/// A link that passes the gate leads, over https and port 443, to `proabono.com` or below it, as it was written and as it goes
/// out; and it passes again, unchanged.
pub fn gate(bytes: &[u8]) {
    let Ok(link) = std::str::from_utf8(bytes) else {
        return;
    };
    let open = Gate::default();
    let Ok(narrow) = Gate::only(vec![HOST.to_owned()]) else {
        panic!("{HOST} is no host for a gate");
    };
    let passed = open.check(link);
    if let Ok(frame) = &passed {
        assert_eq!(host(frame), written_host(link));
        assert_eq!(
            open.check(frame.as_str()).as_ref(),
            Ok(frame),
            "it does not pass twice"
        );
    }
    if let Ok(frame) = narrow.check(link) {
        assert_eq!(host(&frame), HOST);
        assert_eq!(passed.as_ref(), Ok(&frame), "the narrow gate is wider");
    }
}

/// The host of a link that passed, after everything that the gate promises of it is checked.
fn host(frame: &FrameUrl) -> String {
    let text = frame.as_str();
    assert!(
        text.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\'),
        "{text:?}"
    );
    let Ok(url) = Url::parse(text) else {
        panic!("{text:?} is no URL");
    };
    assert_eq!((url.scheme(), url.port()), ("https", None), "{text:?}");
    assert_eq!((url.username(), url.password()), ("", None), "{text:?}");
    let host = url.host_str().unwrap_or_default().to_owned();
    assert!(
        host == DOMAIN
            || host
                .strip_suffix(DOMAIN)
                .is_some_and(|below| below.ends_with('.')),
        "{text:?} leads to {host:?}"
    );
    host
}

/// The host as somebody reads it who knows nothing of URLs.
fn written_host(link: &str) -> String {
    let rest = link.get("https://".len()..).unwrap_or_default();
    let end = rest.find(['/', '?', '#', ':', '@', '\\']).unwrap_or(rest.len());
    rest[..end].to_ascii_lowercase()
}
