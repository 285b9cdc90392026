//! A visitor's browser as far as cookies go, over real HTTP: it keeps what is set, sends it back, and follows when told.

use std::collections::BTreeMap;

use reqwest::{Client, Method};

use super::http::{Answer, client, send};

/// Cookies of one site, and the address that they belong to.
#[derive(Clone, Debug)]
pub(crate) struct Visitor {
    client: Client,
    origin: String,
    pub(crate) cookies: BTreeMap<String, String>,
}

impl Visitor {
    /// `origin` without a slash at its end.
    pub(crate) fn new(origin: impl Into<String>) -> Self {
        Self {
            client: client(),
            origin: origin.into(),
            cookies: BTreeMap::new(),
        }
    }

    pub(crate) async fn get(&mut self, path: &str) -> Answer {
        self.ask(Method::GET, path, &[], None).await
    }

    /// A form from a page of that origin.
    pub(crate) async fn post(&mut self, path: &str, origin: &str, fields: &[(&str, &str)]) -> Answer {
        let mut form = url::form_urlencoded::Serializer::new(String::new());
        form.extend_pairs(fields);
        let headers = [
            ("origin", origin),
            ("content-type", "application/x-www-form-urlencoded"),
        ];
        self.ask(Method::POST, path, &headers, Some(form.finish())).await
    }

    /// A form from a page of the site itself.
    pub(crate) async fn submit(&mut self, path: &str, fields: &[(&str, &str)]) -> Answer {
        let origin = self.origin.clone();
        self.post(path, &origin, fields).await
    }

    /// Where an answer sends the browser, asked by GET.
    pub(crate) async fn follow(&mut self, answer: &Answer) -> Answer {
        let location = answer.header("location").expect("a redirect");
        let path = location
            .strip_prefix(&self.origin)
            .unwrap_or(&location)
            .to_owned();
        assert!(path.starts_with('/'), "leads away: {location}");
        self.get(&path).await
    }

    pub(crate) async fn ask(
        &mut self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Option<String>,
    ) -> Answer {
        let mut request = self.client.request(method, format!("{}{path}", self.origin));
        if !self.cookies.is_empty() {
            let pairs: Vec<String> = self
                .cookies
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            request = request.header("cookie", pairs.join("; "));
        }
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = send(match body {
            Some(body) => request.body(body),
            None => request,
        })
        .await;
        self.keep(&answer);
        answer
    }

    fn keep(&mut self, answer: &Answer) {
        for line in answer.headers.get_all("set-cookie") {
            let line = line.to_str().expect("a cookie");
            let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').expect("a name and a value");
            if attributes.contains("Max-Age=0") {
                self.cookies.remove(name);
            } else {
                self.cookies.insert(name.to_owned(), value.to_owned());
            }
        }
    }
}
