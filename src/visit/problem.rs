use actix_web::http::header::{self, HeaderName, HeaderValue};
use actix_web::{HttpRequest, HttpResponse};
use askama::Template;
use serde::Serialize;

use crate::words::{Problem, Text, Words};

use super::again::{Again, begins_anew};
use super::site::REQUEST_ID;
use super::stop::Trouble;
use super::{Answer, Cause, Findings, Shell, Site, Stop};

/// The time after which a client may try again, in seconds.
const RETRY_AFTER: HeaderValue = HeaderValue::from_static("5");

/// A page that says what is wrong and what to do.
#[derive(Template)]
#[template(path = "problem.html")]
struct ProblemPage<'a> {
    shell: Shell<'a>,
    /// The tone of the mark above the title: empty, `info`, `warn` or `bad`.
    tone: &'static str,
    title: &'a Text,
    text: &'a Text,
    retry: Option<&'a str>,
    /// The next time that the page asks by itself, with the sentence about it.
    again: Option<(Again, Text)>,
    /// The address of the subscription page, for a visitor who is somewhere else.
    page: Option<&'a str>,
    sign_in_url: Option<&'a str>,
    /// The address at which to sign out, for a visitor whose identity was refused.
    sign_out_form: Option<&'a str>,
    support_url: Option<&'a str>,
    /// True when nothing but getting in touch helps.
    contact: bool,
    request_id: Option<&'a str>,
}

/// The same for the script of an application.
#[derive(Serialize)]
struct Told<'a> {
    title: &'a Text,
    text: &'a Text,
    #[serde(skip_serializing_if = "Option::is_none")]
    sign_in_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    support_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    request_id: Option<&'a str>,
}

/// The same for a page of the application.
#[derive(Template)]
#[template(path = "problem_fragment.html")]
struct ProblemFragment<'a> {
    view: &'a ProblemPage<'a>,
}

impl Stop {
    /// The status alone, for a script.
    pub(crate) fn bare(&self) -> Answer {
        let problem = self.problem();
        let answer = Answer::machine(HttpResponse::build(problem.status()).finish());
        if problem.passes() {
            answer.header(header::RETRY_AFTER, RETRY_AFTER)
        } else {
            answer
        }
    }

    /// A page in plain words with a way on; the cause goes to the log, once, under the id that the page shows.
    pub(crate) fn page(self, site: &Site, request: &HttpRequest) -> Answer {
        self.answered(site, request, true, |view, kind| {
            Answer::with_status(view, kind.status(), &view.shell.nonce)
        })
    }

    /// The same in JSON, for the script of an application.
    pub(crate) fn json(self, site: &Site, request: &HttpRequest) -> Answer {
        self.answered(site, request, false, |view, kind| {
            let told = Told {
                title: view.title,
                text: view.text,
                sign_in_url: view.sign_in_url,
                support_url: view.support_url,
                request_id: view.request_id,
            };
            Answer::machine(HttpResponse::build(kind.status()).json(told))
        })
    }

    /// The same as a piece of HTML, for a page of the application.
    pub(crate) fn fragment(self, site: &Site, request: &HttpRequest) -> Answer {
        self.answered(site, request, false, |view, kind| {
            Answer::fragment(&ProblemFragment { view }, kind.status())
        })
    }

    fn answered(
        self,
        site: &Site,
        request: &HttpRequest,
        chats: bool,
        render: impl FnOnce(&ProblemPage<'_>, Problem) -> Answer,
    ) -> Answer {
        let trouble = match self {
            Self::SignIn => Trouble {
                problem: Problem::NotSignedIn,
                cause: Cause::none(),
                user: None,
            },
            Self::Problem(trouble) => *trouble,
        };
        Findings::note(request, |findings| {
            findings.problem = Some((trouble.problem, trouble.cause.text().map(str::to_owned)));
        });
        let request_id = request_id();
        log(&trouble, &request_id);
        let kind = trouble.problem;
        let words = site.words(request, trouble.user.as_ref());
        let login = site.login_path();
        let logout = site.signs_in.as_ref().map(|_| site.paths.path("/logout"));
        let ways = (login.as_deref(), logout.as_deref());
        let mut view = view(site, words, &trouble, ways);
        view.shell = view.shell.in_frame_of(request);
        if chats {
            view.shell = view.shell.with_chat(site, request, None);
            view.again = again(site, words, request, &trouble);
            if view.retry == Some("") && begins_anew(request) {
                view.retry = Some("?");
            }
        }
        view.request_id = kind.code().map(|_| request_id.as_str());
        let mut answer = render(&view, kind);
        if let Ok(id) = HeaderValue::from_str(&request_id) {
            answer = answer.header(HeaderName::from_static(REQUEST_ID), id);
        }
        if kind.passes() {
            answer = answer.header(header::RETRY_AFTER, RETRY_AFTER);
        }
        answer
    }
}

fn view<'a>(
    site: &'a Site,
    words: &'a Words,
    trouble: &'a Trouble,
    (login, logout): (Option<&'a str>, Option<&'a str>),
) -> ProblemPage<'a> {
    let kind = trouble.problem;
    let (title, text) = words.problem(kind);
    let sign_in_url = login
        .or(site.page.sign_in_url.as_deref())
        .filter(|_| wants_sign_in(kind));
    let support_url = site.page.support_url.as_deref();
    let support_url = support_url.filter(|_| kind != Problem::NotSignedIn);
    let lost = matches!(
        kind,
        Problem::NotFound | Problem::MethodNotAllowed | Problem::NotOffered(_)
    );
    // Without a configured way on, the page itself is one.
    let stranded = sign_in_url.is_none() && support_url.is_none();
    let retry = (kind.passes() || stranded) && !lost;
    ProblemPage {
        shell: Shell::new(site, words, trouble.user.as_ref()),
        tone: tone(kind),
        title,
        text,
        contact: kind == Problem::Suspended,
        retry: retry.then(|| {
            // The sign-in leads back to the page that the visitor wanted, which the plain path would forget.
            let login = login.filter(|_| kind == Problem::SignInAway);
            // An empty address means the current one, with its query.
            login.unwrap_or(if kind.passes() { "" } else { site.paths.page() })
        }),
        again: None,
        page: lost.then(|| site.paths.page()),
        sign_in_url,
        sign_out_form: logout.filter(|_| kind == Problem::IdentityRefused),
        support_url,
        request_id: None,
    }
}

/// The next time that the page asks by itself, and the sentence about it.
fn again(site: &Site, words: &Words, request: &HttpRequest, trouble: &Trouble) -> Option<(Again, Text)> {
    let again = Again::of(&site.paths.base, request, trouble.problem, trouble.cause.pause)?;
    let time = words.seconds(&again.seconds.to_string());
    let text = words.trying_again(time.as_str());
    Some((again, text))
}

/// The tone of the page.
fn tone(kind: Problem) -> &'static str {
    match kind {
        Problem::NotSignedIn
        | Problem::NotOffered(_)
        | Problem::NotFound
        | Problem::MethodNotAllowed
        | Problem::FromElsewhere => "",
        Problem::Suspended | Problem::SignInFailed | Problem::SignInDenied | Problem::SignInRefused => "warn",
        kind if kind.passes() => "info",
        _ => "bad",
    }
}

/// Tells whether signing in, perhaps anew, is the way on.
fn wants_sign_in(kind: Problem) -> bool {
    matches!(
        kind,
        Problem::NotSignedIn
            | Problem::SignInFailed
            | Problem::FromElsewhere
            | Problem::SignInDenied
            | Problem::SignInRefused
    )
}

/// A random id of 64 bits, which is enough to find one line in a log.
fn request_id() -> String {
    format!("{:016x}", rand::random::<u64>())
}

fn log(Trouble { problem, cause, .. }: &Trouble, request_id: &str) {
    let cause = cause.text();
    match problem.code() {
        Some(code) if *problem == Problem::Internal => {
            tracing::error!(code, ?problem, cause, request_id, "the page could not be shown");
        }
        Some(code) => tracing::warn!(code, ?problem, cause, request_id, "the page could not be shown"),
        None => tracing::debug!(?problem, cause, request_id, "the page could not be shown"),
    }
}
