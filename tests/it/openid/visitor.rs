//! A visitor with cookies, and without a browser: each step of a sign-in is one request that a test can look at.

use std::collections::BTreeMap;

use reqwest::{Client, Method};
use url::Url;

use crate::support::http::{Answer, client, send};

/// Redirects that a browser would follow; more are a loop.
const MOST: usize = 20;

/// Somebody's browser.
pub(super) struct Visitor {
    client: Client,
    /// By origin and name.
    cookies: BTreeMap<(String, String), String>,
    /// Headers that go with every request.
    pub(super) headers: Vec<(&'static str, String)>,
}

/// An answer and where it came from.
#[derive(Debug)]
pub(super) struct Seen {
    pub(super) address: Url,
    pub(super) answer: Answer,
}

impl Seen {
    /// Where the answer sends the browser.
    pub(super) fn next(&self) -> Option<Url> {
        let location = self.answer.header("location")?;
        Some(self.address.join(&location).expect("an address"))
    }

    /// A parameter of the address that the answer sends the browser to.
    #[track_caller]
    pub(super) fn parameter(&self, name: &str) -> String {
        let next = self.next().expect("a redirect");
        let found = next.query_pairs().find(|(known, _)| known == name);
        found
            .unwrap_or_else(|| panic!("no {name} in {next}"))
            .1
            .into_owned()
    }
}

impl Visitor {
    pub(super) fn new() -> Self {
        Self {
            client: client(),
            cookies: BTreeMap::new(),
            headers: Vec::new(),
        }
    }

    /// Opens an address and stays there.
    pub(super) async fn open(&mut self, address: &str) -> Seen {
        self.ask(Method::GET, address, None).await
    }

    /// Sends a form of the page at that address.
    pub(super) async fn send_form(&mut self, address: &str, form: &str) -> Seen {
        self.ask(Method::POST, address, Some(form)).await
    }

    /// Opens an address and goes wherever it leads, until something is shown.
    pub(super) async fn follow(&mut self, address: &str) -> Seen {
        let seen = self.open(address).await;
        self.on(seen).await
    }

    /// Goes on from an answer, until something is shown.
    pub(super) async fn on(&mut self, mut seen: Seen) -> Seen {
        for _ in 0..MOST {
            match seen.next() {
                Some(next) => seen = self.open(next.as_str()).await,
                None => return seen,
            }
        }
        panic!("a loop: {seen:#?}");
    }

    /// Opens an address, signs in at the provider's form that it leads to, and comes back as far as the callback, which
    /// is not opened.
    pub(super) async fn up_to_callback(&mut self, address: &str, id: &str) -> Url {
        let form = self.follow(address).await;
        let mut seen = self.send_form(form.address.as_str(), &format!("id={id}")).await;
        for _ in 0..MOST {
            let next = seen.next().unwrap_or_else(|| panic!("no way back: {seen:#?}"));
            if next.path().ends_with("/callback") {
                return next;
            }
            seen = self.open(next.as_str()).await;
        }
        panic!("a loop: {seen:#?}");
    }

    /// Opens an address that leads to the provider and, without a question there, back as far as the callback.
    pub(super) async fn follow_back(&mut self, address: &str) -> Url {
        let mut seen = self.open(address).await;
        for _ in 0..MOST {
            let next = seen.next().unwrap_or_else(|| panic!("no way back: {seen:#?}"));
            if next.path().ends_with("/callback") {
                return next;
            }
            seen = self.open(next.as_str()).await;
        }
        panic!("a loop: {seen:#?}");
    }

    /// The same, and on to what is shown in the end.
    pub(super) async fn sign_in(&mut self, address: &str, id: &str) -> Seen {
        let callback = self.up_to_callback(address, id).await;
        self.follow(callback.as_str()).await
    }

    async fn ask(&mut self, method: Method, address: &str, form: Option<&str>) -> Seen {
        let address = Url::parse(address).expect("an address");
        let origin = address.origin().ascii_serialization();
        let mut request = self.client.request(method, address.clone());
        for (name, value) in &self.headers {
            request = request.header(*name, value);
        }
        let own = self.cookies.iter().filter(|((of, _), _)| *of == origin);
        let line: Vec<String> = own.map(|((_, name), value)| format!("{name}={value}")).collect();
        if !line.is_empty() {
            request = request.header("cookie", line.join("; "));
        }
        if let Some(form) = form {
            let kind = "application/x-www-form-urlencoded";
            let request_with = request.header("content-type", kind).header("origin", &origin);
            request = request_with.body(form.to_owned());
        }
        let answer = send(request).await;
        self.keep(&origin, &answer);
        Seen { address, answer }
    }

    fn keep(&mut self, origin: &str, answer: &Answer) {
        for line in answer.headers.get_all("set-cookie") {
            let line = line.to_str().expect("a cookie");
            let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
            let (name, value) = pair.split_once('=').expect("a cookie with a name");
            let place = (origin.to_owned(), name.to_owned());
            let attributes = attributes.to_ascii_lowercase();
            if value.is_empty()
                || attributes.contains("max-age=0")
                || attributes.contains("expires=thu, 01 jan 1970")
            {
                self.cookies.remove(&place);
            } else {
                self.cookies.insert(place, value.to_owned());
            }
        }
    }

    /// The cookies that go to an origin.
    pub(super) fn cookies(&self, origin: &str) -> Vec<(String, String)> {
        let own = self.cookies.iter().filter(|((of, _), _)| of == origin);
        own.map(|((_, name), value)| (name.clone(), value.clone()))
            .collect()
    }

    /// Puts a cookie there, as somebody else might.
    pub(super) fn set_cookie(&mut self, origin: &str, name: &str, value: &str) {
        self.cookies
            .insert((origin.to_owned(), name.to_owned()), value.to_owned());
    }

    /// Takes the cookies away whose names start so.
    pub(super) fn lose_cookies(&mut self, start: &str) {
        self.cookies.retain(|(_, name), _| !name.starts_with(start));
    }
}
