//! The page that runs, which the test of the hand-off asks.

use std::time::Duration;

use proabono::{certificates, with_causes};
use proabono_cli::terminal::{Failure, say};
use reqwest::header::{CONTENT_TYPE, COOKIE, LOCATION, ORIGIN, SET_COOKIE};
use reqwest::{Client, RequestBuilder, StatusCode};
use url::Url;

use crate::sign_in::LATE_COOKIE;
use crate::web;

use super::settings::Settings;

/// The most that the page may take for one answer.
const PATIENCE: Duration = Duration::from_secs(15);
/// The error for a token that the page finds too old.
const LATE: &str = "the page does not let this token in: it has expired; its log says more";

/// The page that runs, asked as a browser would.
pub(super) struct Page {
    client: Client,
    /// The address at which it is asked, without a slash at the end.
    address: String,
    /// The origin of the application's page, from which the token is posted.
    application: String,
    /// The origin of the page itself in a browser.
    own: String,
}

impl Page {
    pub(super) fn new(settings: &Settings, at: Option<&Url>) -> Result<Self, Failure> {
        let page = settings.public.page();
        let address = at.cloned().map_or_else(|| page.parse(), Ok)?;
        let client = web::client(PATIENCE);
        Ok(Self {
            client: certificates::client(client, [&address])?,
            address: address.as_str().trim_end_matches('/').to_owned(),
            application: settings.origins.first().cloned().unwrap_or_default(),
            own: settings.public.origin.clone(),
        })
    }

    /// Posts the token; the cookie of the guest is the result.
    pub(super) async fn hand_over(&self, token: &str) -> Result<String, Failure> {
        let form = url::form_urlencoded::Serializer::new(String::new())
            .append_pair("token", token)
            .finish();
        let request = self.client.post(format!("{}/handoff", self.address));
        let request = request
            .header(ORIGIN, &self.application)
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form);
        let came = self
            .came(
                &format!("POST {}/handoff from {}", self.address, self.application),
                request,
            )
            .await?;
        if came.leads_to("/handoff") && came.sets(LATE_COOKIE) {
            return Err(LATE.into());
        }
        if came.leads_to("/handoff") && !came.cookie.is_empty() {
            return Ok(came.cookie);
        }
        if came.leads_to("/handoff") {
            return Err(
                "the page says that this token was taken once already: by a test before this one, or by a browser (or that \
                 it is older than the page's record of taken tokens). A token counts once: make a new one for each test"
                    .into(),
            );
        }
        Err(match came.status.as_u16() {
            403 => {
                "the page that runs refuses the token: it has another key, issuer, audience or list of origins than this \
                 configuration. Its log says which"
            }
            404 | 405 => {
                "there is no hand-off at this address: another path, a proxy in between, or a server that runs without \
                 PORTAL_IDENTITY__HANDOFF__ISSUER"
            }
            400 => LATE,
            _ => "this is no answer of the hand-off: something else listens at this address, or the page is in trouble",
        }
        .into())
    }

    /// Opens the address without the token, which signs the guest in.
    pub(super) async fn arrive(&self, cookie: &str) -> Result<String, Failure> {
        let request = self
            .client
            .get(format!("{}/handoff", self.address))
            .header(COOKIE, cookie);
        let came = self
            .came(&format!("GET {}/handoff", self.address), request)
            .await?;
        if came.status == StatusCode::SEE_OTHER && !came.cookie.is_empty() {
            return Ok(came.cookie);
        }
        Err("the token was taken and did not sign in: does a proxy drop cookies? The log of the page says more".into())
    }

    /// Ends the session as the button of the page does.
    pub(super) async fn sign_out(&self, cookie: &str) -> Result<(), Failure> {
        let request = self
            .client
            .post(format!("{}/logout", self.address))
            .header(ORIGIN, &self.own)
            .header(COOKIE, cookie);
        let came = self
            .came(&format!("POST {}/logout", self.address), request)
            .await?;
        if came.forgets {
            return Ok(());
        }
        Err("the page did not sign the user out; its log says why".into())
    }

    /// Sends a request and says what came, without what is secret in it.
    async fn came(&self, what: &str, request: RequestBuilder) -> Result<Came, Failure> {
        let answer = request.send().await;
        let answer = answer.map_err(|error| {
            let error = with_causes(&error.without_url());
            format!("{what}: nothing came. Does the page run there? {error}")
        })?;
        let header = |name| {
            let value = answer.headers().get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        let (status, location) = (answer.status(), header(LOCATION).unwrap_or_default());
        let pairs = answer.headers().get_all(SET_COOKIE).into_iter();
        let (gone, set): (Vec<&str>, Vec<&str>) = pairs
            .filter_map(|value| value.to_str().ok())
            .partition(|line| line.contains("Max-Age=0"));
        let set: Vec<_> = set.iter().filter_map(|line| line.split(';').next()).collect();
        let (cookie, forgets) = (set.join("; "), !gone.is_empty());
        let place = location.split(['?', '#']).next().unwrap_or_default().to_owned();
        let heading = heading(&answer.text().await.unwrap_or_default());
        let more = match (place.as_str(), heading) {
            ("", Some(heading)) => format!(", {heading:?}"),
            ("", None) => String::new(),
            (place, _) => format!(", on to {place}"),
        };
        say(format_args!("{what}: {}{more}", status.as_u16()))?;
        Ok(Came {
            status,
            place,
            cookie,
            forgets,
        })
    }
}

/// An answer, as far as it counts here.
struct Came {
    status: StatusCode,
    /// The address that it leads to, without its query.
    place: String,
    cookie: String,
    /// True when it takes a cookie away.
    forgets: bool,
}

impl Came {
    fn leads_to(&self, end: &str) -> bool {
        self.status == StatusCode::SEE_OTHER && self.place.ends_with(end)
    }

    /// Tells whether a cookie of this server is set whose name ends so; each begins with the name in `sessions.cookie`.
    fn sets(&self, name: &str) -> bool {
        let mut names = self.cookie.split("; ").filter_map(|pair| pair.split_once('='));
        names.any(|(one, _)| one.rsplit('-').next() == Some(name))
    }
}

/// The heading of a page, as text.
fn heading(page: &str) -> Option<String> {
    let (_, rest) = page.split_once("<h1")?;
    let (inside, _) = rest.split_once('>')?.1.split_once("</h1>")?;
    let words = inside
        .split('<')
        .map(|part| part.rsplit('>').next().unwrap_or_default());
    let text: String = words.collect::<String>().chars().take(200).collect();
    Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::heading;

    #[test]
    fn the_heading_of_a_page_is_read_without_its_tags() {
        let page = "<main><h1 class=\"x\">\n  We could not <em>recognise</em> you</h1><p>No.</p></main>";
        assert_eq!(heading(page).as_deref(), Some("We could not recognise you"));
        assert_eq!(heading("<p>plain</p>"), None);
    }
}
