use std::time::Duration;

use actix_session::Session;
use actix_web::http::StatusCode;
use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse, Resource, web};
use serde::{Deserialize, Serialize};

use crate::error::Problem;
use crate::headers::Nonce;
use crate::identity::{HandedOver, HandoffRefusal, User};
use crate::observe::RouteName;
use crate::page::{ContinuePage, Shell, respond, spoken};
use crate::portal::{Portal, method_not_allowed};
use crate::sessions::{SignedIn, proof};
use crate::store::Space;

use super::ask::{Failed, wanted_before};
use super::origin::{only, same_origin};
use super::{HandoffWay, SignIn, Wanted, enter, see_other};

/// The name of the provider.
pub(crate) const HANDOFF: &str = "handoff";
/// The cookie of somebody who was handed over and is not signed in yet.
const COOKIE: &str = "handoff";
const PLACE: (Space, &str) = (Space::Handoff, COOKIE);
/// How long a visitor may think about "continue as …?".
const WHILE: Duration = Duration::from_mins(10);
/// The largest form that is read, in bytes: a token and an address.
const LARGEST: usize = 32 << 10;

pub(super) fn resource() -> Resource {
    web::resource("/handoff")
        .app_data(web::FormConfig::default().limit(LARGEST))
        .route(web::get().to(arrive))
        .route(web::post().to(post))
        .default_service(method_not_allowed("GET, POST"))
}

/// Somebody whom a good token named, until they are signed in.
#[derive(Serialize, Deserialize)]
struct Guest {
    who: SignedIn,
    /// The token's own name, when it was made, and when it could not be used again.
    token: (String, u64, u64),
    /// Whether the token is not used up yet: one that came in a link counts only once the visitor has said yes, for mail
    /// scanners and previews open links, too.
    unused: bool,
    next: Option<Wanted>,
}

impl Guest {
    fn new(handed_over: HandedOver, unused: bool, next: Option<Wanted>) -> Self {
        let HandedOver {
            user,
            id,
            issued,
            until,
        } = handed_over;
        Self {
            who: SignedIn::new(HANDOFF, &user),
            token: (id, issued, until),
            unused,
            next,
        }
    }

    /// Lets the guest in once: the token that is not used up, or what a used one was exchanged for.
    async fn spend(&self, sign_in: &SignIn, way: &HandoffWay) -> Result<(), Failed> {
        let (id, issued, until) = &self.token;
        let vault = sign_in.sessions().vault();
        let counts = if self.unused {
            vault.use_once(&way.handoff.once(id), (*issued, *until)).await?
        } else {
            let [provider, app, name] = way.handoff.once(id);
            let until = self.who.since + WHILE.as_secs();
            vault
                .use_once(&[provider, app, name, "let in"], (*issued, until))
                .await?
        };
        counts.then_some(()).ok_or_else(|| refused(&HandoffRefusal::Used))
    }
}

/// What arrives: a token, or the answer to our question.
#[derive(Default, Deserialize)]
struct Arrival {
    token: Option<String>,
    next: Option<String>,
    #[serde(rename = "continue")]
    goes_on: Option<String>,
    about: Option<String>,
}

type Outcome = Result<HttpResponse, Failed>;

/// `POST {base}/handoff`: a token from a page of the application, or "yes" from a page of ours.
async fn post(
    portal: web::ThinData<Portal>,
    session: Session,
    request: HttpRequest,
    form: Option<web::Form<Arrival>>,
) -> HttpResponse {
    let form = form.map(web::Form::into_inner).unwrap_or_default();
    let outcome = match (ways(&portal), form.goes_on.is_some()) {
        (Ok((sign_in, _)), true) => goes_on(&portal, sign_in, &session, &request, &form).await,
        (Ok((sign_in, way)), false) => handed_over(&portal, sign_in, way, &request, form).await,
        (Err(failed), _) => Err(failed),
    };
    answer(&portal, &request, outcome)
}

/// `GET {base}/handoff`: where a token in a link arrives, and then, at the clean address, whoever was handed over.
async fn arrive(portal: web::ThinData<Portal>, session: Session, request: HttpRequest) -> HttpResponse {
    let outcome = match ways(&portal) {
        Ok((sign_in, _)) if request.query_string().is_empty() => {
            welcome(&portal, sign_in, &session, &request).await
        }
        Ok((sign_in, way)) => linked(&portal, sign_in, way, &request).await,
        Err(failed) => Err(failed),
    };
    answer(&portal, &request, outcome)
}

fn answer(portal: &Portal, request: &HttpRequest, outcome: Outcome) -> HttpResponse {
    let mut response = outcome.unwrap_or_else(|failed| {
        portal.metrics().sign_in(HANDOFF, "refused");
        failed.page(portal, request)
    });
    response.extensions_mut().insert(RouteName("handoff"));
    response
}

fn ways(portal: &Portal) -> Result<(&SignIn, &HandoffWay), Failed> {
    let off = || Failed::new(Problem::NotFound, "no hand-off is configured");
    let sign_in = portal.sign_in().ok_or_else(off)?;
    sign_in.handoff().map(|way| (sign_in, way)).ok_or_else(off)
}

/// A token in a form. The browser says which page posted it: a token of an attacker's own, posted from a page of theirs,
/// would sign a visitor in as somebody else without a word.
async fn handed_over(
    portal: &Portal,
    sign_in: &SignIn,
    way: &HandoffWay,
    request: &HttpRequest,
    form: Arrival,
) -> Outcome {
    let origin = only(request.headers(), &header::ORIGIN);
    if !origin.is_some_and(|origin| way.origins.iter().any(|known| known == origin)) {
        let cause = match origin {
            Some("null") => {
                "a token was posted by a page whose origin the browser hides (Referrer-Policy: no-referrer?)"
            }
            _ => "a token was posted by a page of an origin that identity.handoff.origins does not list",
        };
        tracing::warn!(cause, "a hand-off was refused");
        return Err(Failed::new(Problem::FromElsewhere, cause));
    }
    let Some(token) = form.token else {
        return Err(refused(&HandoffRefusal::NotAToken));
    };
    let handed_over = way
        .handoff
        .verify(&token)
        .await
        .map_err(|refusal| refused(&refusal))?;
    let (name, times) = (
        way.handoff.once(&handed_over.id),
        (handed_over.issued, handed_over.until),
    );
    if !sign_in.sessions().vault().use_once(&name, times).await? {
        return Err(refused(&HandoffRefusal::Used));
    }
    let guest = Guest::new(handed_over, false, next(portal, form.next.as_deref()));
    to_the_clean_address(portal, sign_in, guest).await
}

/// A token in a link: anybody may have written the link, so the visitor is asked first.
async fn linked(portal: &Portal, sign_in: &SignIn, way: &HandoffWay, request: &HttpRequest) -> Outcome {
    if !way.links {
        return Err(Failed::new(
            Problem::SignInFailed,
            "a token came in a link, and identity.handoff.links is off",
        ));
    }
    let arrival: Arrival = serde_urlencoded::from_str(request.query_string()).unwrap_or_default();
    let Some(token) = arrival.token else {
        return Err(refused(&HandoffRefusal::NotAToken));
    };
    let handed_over = way
        .handoff
        .verify(&token)
        .await
        .map_err(|refusal| refused(&refusal))?;
    let guest = Guest::new(handed_over, true, next(portal, arrival.next.as_deref()));
    to_the_clean_address(portal, sign_in, guest).await
}

fn next(portal: &Portal, said: Option<&str>) -> Option<Wanted> {
    let wanted = Wanted::parse(portal, said?);
    if wanted.is_none() {
        tracing::warn!(
            "a hand-off asked for a page that is not below this server's; the start page is shown"
        );
    }
    wanted
}

/// The token leaves the address bar, and the request that a browser sends without the cookies of a page of its own: what
/// follows arrives with them, and so says who is signed in already.
async fn to_the_clean_address(portal: &Portal, sign_in: &SignIn, mut guest: Guest) -> Outcome {
    let sessions = sign_in.sessions();
    let mut cookie = sessions.keep(PLACE, &guest, WHILE).await?;
    if cookie.is_none() {
        guest.next = None;
        cookie = sessions.keep(PLACE, &guest, WHILE).await?;
    }
    let full = || {
        Failed::new(
            Problem::SessionsAway,
            "more users with long claims arrive than can be kept",
        )
    };
    let mut response = see_other(&portal.path("/handoff"));
    response
        .add_cookie(&cookie.ok_or_else(full)?)
        .map_err(|error| Failed::internal(&error.to_string()))?;
    Ok(response)
}

/// Somebody who was handed over: signed in at once, or asked when a link brought them or another user is signed in. That
/// one has left the application, or is about to lose this browser to somebody else: their session ends before the question,
/// whatever the answer is.
async fn welcome(portal: &Portal, sign_in: &SignIn, session: &Session, request: &HttpRequest) -> Outcome {
    let sessions = sign_in.sessions();
    let lost = || Failed::new(Problem::SignInFailed, "nobody was handed over, or too long ago");
    let text = sessions.cookies().read(request, COOKIE).ok_or_else(lost)?;
    let guest = sessions.kept::<Guest>(PLACE, request).await?.ok_or_else(lost)?;
    let shared = portal.identity().shares_ids();
    let another = SignedIn::of(session).filter(|present| !present.same_user(&guest.who, shared));
    if another.is_some() {
        session.purge();
    } else if !guest.unused {
        return goes_in(portal, sign_in, session, request).await;
    }
    question(portal, request, &guest, (another.as_ref(), &proof(&text)))
}

fn question(
    portal: &Portal,
    request: &HttpRequest,
    guest: &Guest,
    (present, proof): (Option<&SignedIn>, &str),
) -> Outcome {
    let unreadable = |_| Failed::internal("a kept user cannot be read");
    let user = guest.who.user().map_err(unreadable)?;
    let present = present.map(SignedIn::user).transpose().map_err(unreadable)?;
    let words = spoken(portal, request, Some(&user));
    let page = ContinuePage {
        shell: Shell::new(portal, words, None),
        user: &user.shown_apart(),
        proof,
        present: present.as_ref().map(User::shown_apart),
        action: &portal.path("/handoff"),
    };
    Ok(respond(&page, StatusCode::OK, Nonce::new()))
}

/// "Yes, continue as …", or no. The answer is about the user whom the form showed: another who was handed over meanwhile,
/// in another tab, is asked about anew.
async fn goes_on(
    portal: &Portal,
    sign_in: &SignIn,
    session: &Session,
    request: &HttpRequest,
    form: &Arrival,
) -> Outcome {
    if !same_origin(portal, request) {
        return Err(Failed::new(
            Problem::FromElsewhere,
            "an answer to our question that no page of ours sent",
        ));
    }
    let sessions = sign_in.sessions();
    let text = sessions.cookies().read(request, COOKIE);
    let shown = text.filter(|text| form.about.as_deref() == Some(proof(text).as_str()));
    match (shown, form.goes_on.as_deref()) {
        (Some(_), Some("yes")) => goes_in(portal, sign_in, session, request).await,
        (Some(_), _) => {
            sessions.take::<Guest>(PLACE, request).await?;
            let mut response = see_other(portal.page_path());
            // A cookie that cannot be written would only make the browser keep one that leads nowhere.
            let _ = response.add_cookie(&sessions.cookies().gone(COOKIE));
            Ok(response)
        }
        (None, _) => Err(Failed::new(
            Problem::SignInFailed,
            "an answer about somebody else than is waiting now, or too late",
        )),
    }
}

async fn goes_in(portal: &Portal, sign_in: &SignIn, session: &Session, request: &HttpRequest) -> Outcome {
    let (_, way) = ways(portal)?;
    let sessions = sign_in.sessions();
    let lost = || Failed::new(Problem::SignInFailed, "nobody was handed over, or too long ago");
    let guest = sessions.take::<Guest>(PLACE, request).await?.ok_or_else(lost)?;
    guest.spend(sign_in, way).await?;
    let before = wanted_before(sign_in, request).await?;
    let mut response = enter(
        portal,
        (sign_in, request),
        session,
        &guest.who,
        &guest.next.unwrap_or(before),
    )?;
    // A cookie that cannot be written would only make the browser keep one that leads nowhere.
    let _ = response.add_cookie(&sessions.cookies().gone(COOKIE));
    Ok(response)
}

fn refused(refusal: &HandoffRefusal) -> Failed {
    let problem = match refusal {
        HandoffRefusal::Expired | HandoffRefusal::Used => Problem::SignInFailed,
        HandoffRefusal::KeysAway(_) => Problem::SignInAway,
        _ => Problem::IdentityRefused,
    };
    Failed::new(problem, refusal.to_string())
}
