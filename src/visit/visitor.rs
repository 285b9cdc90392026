use std::cell::Cell;
use std::time::Instant;

use actix_web::HttpRequest;
use actix_web::http::header;

use crate::customers::CustomerKey;
use crate::identity::{Identity, User};
use crate::openings::Who;
use crate::words::{Problem, Words};

use super::{Cause, Findings, Shell, Site, Stop};

/// A request, before anybody asks whose it is.
#[derive(Debug)]
pub(crate) struct Visit<'a> {
    pub(crate) site: &'a Site,
    pub(crate) request: &'a HttpRequest,
    /// The words in the language of the browser.
    pub(crate) words: &'a Words,
}

impl<'a> Visit<'a> {
    pub(crate) fn new(site: &'a Site, request: &'a HttpRequest) -> Self {
        Self {
            site,
            request,
            words: site.words(request, None),
        }
    }

    /// The layout of a page for nobody in particular.
    pub(crate) fn shell(&self) -> Shell<'a> {
        Shell::new(self.site, self.words, None)
            .in_frame_of(self.request)
            .with_chat(self.site, self.request, None)
    }

    /// The words for a user, in the language that the application names.
    pub(crate) fn words_for(&self, user: &User) -> &'a Words {
        self.site.words(self.request, Some(user))
    }
}

/// A request of a known user, with their customer.
#[derive(Debug)]
pub(crate) struct Visitor<'a> {
    pub(crate) site: &'a Site,
    pub(crate) request: &'a HttpRequest,
    words: Cell<&'a Words>,
    pub(crate) user: User,
    pub(crate) customer: CustomerKey,
}

impl<'a> Visitor<'a> {
    /// Finds out which user visits, and which customer that is.
    ///
    /// # Errors
    /// [`Stop`] when nobody is known, or the user may not see a page.
    pub(crate) async fn of(site: &'a Site, request: &'a HttpRequest) -> Result<Self, Stop> {
        let user = who(site, request).await?;
        let customer = match site.mapping.customer(&user) {
            Ok(customer) => customer,
            Err(error) => {
                let stop = Stop::new(Problem::from(&error), Cause::of(&error));
                return Err(stop.for_user(&user));
            }
        };
        Findings::note(request, |findings| findings.customer = Some(customer.clone()));
        Ok(Self {
            site,
            request,
            words: Cell::new(site.words(request, Some(&user))),
            user,
            customer,
        })
    }

    /// The words in the visitor's language.
    pub(crate) fn words(&self) -> &'a Words {
        self.words.get()
    }

    /// Goes on in the language of a page that is open already.
    pub(crate) fn goes_on_in(&self, tag: &str) {
        if let Some(words) = self.site.languages.of_tag(tag) {
            self.words.set(words);
        }
    }

    /// Says which language the customer has chosen at ProAbono. It is known only once the customer has been looked up, and counts
    /// unless the application names one that the pages speak.
    pub(crate) fn prefers(&self, tag: &str) {
        let application = self.user.known_language();
        if application
            .and_then(|tag| self.site.languages.of_tag(tag))
            .is_none()
        {
            self.goes_on_in(tag);
        }
    }

    /// The layout of a page for the visitor.
    pub(crate) fn shell(&self) -> Shell<'_> {
        let visitor = Some((&self.user, &self.customer));
        Shell::new(self.site, self.words(), Some(&self.user))
            .in_frame_of(self.request)
            .with_chat(self.site, self.request, visitor)
    }

    /// The visitor, for the decision on what to open.
    pub(crate) fn who(&self) -> Who<'_> {
        let host = self.request.headers().get(header::HOST);
        Who {
            user: &self.user,
            customer: &self.customer,
            host: host.and_then(|host| host.to_str().ok()).unwrap_or_default(),
        }
    }
}

/// The user of a request for something that there is not, which is said to somebody who is known by their name.
pub(crate) async fn user_if_known(site: &Site, request: &HttpRequest) -> Option<User> {
    match site.identity.identify(request).await {
        (_, Identity::User(user)) => Some(user),
        _ => None,
    }
}

/// The user of the request, or the reason why nobody is known.
async fn who(site: &Site, request: &HttpRequest) -> Result<User, Stop> {
    let began = Instant::now();
    let (provider, identity) = site.identity.identify(request).await;
    Findings::note(request, |findings| {
        findings.provider = Some(provider);
        findings.identity = Some(identity.clone());
    });
    let (outcome, result) = match identity {
        Identity::User(user) => ("user", Ok(user)),
        Identity::Nothing => ("nothing", Err(Stop::SignIn)),
        Identity::Refused(reason) => ("refused", Err(Stop::because(Problem::IdentityRefused, reason))),
    };
    site.metrics.identity(provider, outcome);
    site.traces.identity(provider, outcome, began.elapsed());
    result
}
