use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use url::form_urlencoded;

use crate::crylk::{self, CRYLK, PA_QUERY, PaQuery, Refusal};

/// A parameter is found when the query has exactly one of that name, whose value is then decoded once.
pub fn query(bytes: &[u8]) {
    let Ok(query) = std::str::from_utf8(bytes) else {
        return;
    };
    for name in [CRYLK, PA_QUERY] {
        let found = crylk::value(query, name);
        let all: Vec<_> = form_urlencoded::parse(query.as_bytes())
            .filter(|(said, _)| said == name)
            .map(|(_, value)| value.into_owned())
            .collect();
        match found {
            Ok(Some(value)) => {
                assert_eq!(all, [value.as_str()], "{query:?}");
                let again = format!("{name}={}", utf8_percent_encode(&value, NON_ALPHANUMERIC));
                assert_eq!(
                    crylk::value(&again, name),
                    Ok(Some(value.clone())),
                    "it was decoded twice"
                );
                opener(&value);
            }
            Ok(None) => assert_eq!(all, [""; 0], "{query:?}"),
            Err(Refusal::Repeated) => assert!(all.len() > 1, "{query:?}"),
            Err(refusal) => assert_eq!((refusal, all.len()), (Refusal::Encoding, 1), "{query:?}"),
        }
    }
}

/// An opener of the in-site portal goes out as it came in, and ends no text around it.
fn opener(value: &str) {
    if let Ok(opener) = PaQuery::new(value) {
        assert_eq!(opener.as_str(), value);
        assert!(
            value.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\'),
            "{value:?}"
        );
        assert!((1..=4_096).contains(&value.len()), "{} bytes", value.len());
    }
}
