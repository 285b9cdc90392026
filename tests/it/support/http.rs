//! An HTTP client that does nothing by itself (no redirects, no proxy, no cookies), and what tests say about answers.

use std::time::Duration;

use reqwest::header::HeaderMap;
use reqwest::redirect::Policy;
use reqwest::{Client, Method, RequestBuilder};

/// A client for loopback addresses.
pub(crate) fn client() -> Client {
    Client::builder()
        .no_proxy()
        .redirect(Policy::none())
        // Without a trust store the client would not even build; over TLS it meets throw-away certificates only.
        .tls_certs_only([])
        .timeout(Duration::from_secs(30))
        .build()
        .expect("a client")
}

/// A request to be completed (`header`, `body`, …) and then given to [`send`].
pub(crate) fn request(method: Method, url: &str) -> RequestBuilder {
    client().request(method, url)
}

/// GET without any header of ours.
pub(crate) async fn get(url: &str) -> Answer {
    get_with(url, &[]).await
}

/// GET with those headers.
pub(crate) async fn get_with(url: &str, headers: &[(&str, &str)]) -> Answer {
    let plain = request(Method::GET, url);
    send(
        headers
            .iter()
            .fold(plain, |request, (name, value)| request.header(*name, *value)),
    )
    .await
}

/// POST with those headers and that body.
pub(crate) async fn post(url: &str, headers: &[(&str, &str)], body: impl Into<reqwest::Body>) -> Answer {
    let plain = request(Method::POST, url).body(body);
    send(
        headers
            .iter()
            .fold(plain, |request, (name, value)| request.header(*name, *value)),
    )
    .await
}

/// Sends a request and reads the whole answer.
///
/// # Panics
///
/// When there is no answer.
pub(crate) async fn send(request: RequestBuilder) -> Answer {
    let response = request.send().await.expect("an answer");
    let (status, headers) = (response.status().as_u16(), response.headers().clone());
    let body = response.bytes().await.expect("the body of the answer");
    Answer {
        status,
        headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    }
}

/// An answer, and what may be claimed about it.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) body: String,
}

impl Answer {
    /// The value of a header; several values joined with a comma.
    pub(crate) fn header(&self, name: &str) -> Option<String> {
        let values = self.headers.get_all(name).iter();
        let values: Vec<_> = values
            .map(|value| String::from_utf8_lossy(value.as_bytes()))
            .collect();
        (!values.is_empty()).then(|| values.join(", "))
    }

    /// The value of a cookie that the answer sets.
    pub(crate) fn cookie(&self, name: &str) -> Option<String> {
        let lines = self.headers.get_all("set-cookie").iter();
        let mut pairs = lines.filter_map(|line| line.to_str().ok()?.split(';').next()?.split_once('='));
        pairs
            .find(|(found, _)| *found == name)
            .map(|(_, value)| value.to_owned())
    }

    #[track_caller]
    pub(crate) fn assert_status(&self, status: u16) -> &Self {
        assert_eq!(self.status, status, "{self:#?}");
        self
    }

    #[track_caller]
    pub(crate) fn assert_header(&self, name: &str, value: &str) -> &Self {
        assert_eq!(self.header(name).as_deref(), Some(value), "header {name}");
        self
    }

    #[track_caller]
    pub(crate) fn assert_header_has(&self, name: &str, part: &str) -> &Self {
        let value = self.header(name).unwrap_or_default();
        assert!(value.contains(part), "header {name} has no {part:?}: {value:?}");
        self
    }

    #[track_caller]
    pub(crate) fn assert_no_header(&self, name: &str) -> &Self {
        assert_eq!(self.header(name), None, "header {name}");
        self
    }

    #[track_caller]
    pub(crate) fn assert_text(&self, text: &str) -> &Self {
        assert!(self.body.contains(text), "no {text:?} in:\n{}", self.body);
        self
    }

    #[track_caller]
    pub(crate) fn assert_no_text(&self, text: &str) -> &Self {
        assert!(!self.body.contains(text), "{text:?} in:\n{}", self.body);
        self
    }
}
