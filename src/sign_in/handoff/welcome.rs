use actix_session::SessionExt as _;

use crate::identity::User;
use crate::sessions::{SignedIn, proof};
use crate::sign_in::enter::{already_in, enter};
use crate::sign_in::kept::wanted_before;
use crate::sign_in::view::ContinuePage;
use crate::sign_in::ways::{HandoffWay, SignIn};
use crate::visit::{Answer, Outcome, Shell, Stop, Visit};
use crate::web::same_origin;
use crate::words::Problem;

use super::guest::{COOKIE, Guest, PLACE};
use super::late;

/// Welcomes a user who was handed over. They are signed in at once, or asked first when a link brought them or when
/// another user is signed in. The session of that other user ends before the question, whatever the answer is: they
/// have left the application, or are about to lose this browser to somebody else.
pub(super) async fn welcome(sign_in: &SignIn, way: &HandoffWay, visit: &Visit<'_>) -> Outcome {
    let (sessions, session) = (sign_in.sessions(), visit.request.get_session());
    let text = sessions.cookies().read(visit.request, COOKIE);
    let guest = sessions.kept::<Guest>(PLACE, visit.request).await?;
    let Some((text, mut guest)) = text.zip(guest) else {
        let late = late::welcome(sign_in, visit).await?;
        return late.or_else(|| already_in(sign_in, visit)).ok_or_else(lost);
    };
    let shared = visit.site.identity.shares_ids();
    let another = SignedIn::of(&session).filter(|present| !present.same_user(&guest.who, shared));
    let Some(another) = another else {
        if guest.unused || guest.asked {
            return question(visit, &guest, (None, &proof(&text)));
        }
        return goes_in(sign_in, way, visit).await;
    };
    guest.asked = true;
    let cookie = guest.keep(sign_in).await?;
    session.purge();
    question(visit, &guest, (Some(&another), &proof(cookie.value())))?.cookie(&cookie)
}

fn question(visit: &Visit<'_>, guest: &Guest, (present, proof): (Option<&SignedIn>, &str)) -> Outcome {
    let unreadable = |_| Stop::internal("a kept user cannot be read");
    let user = guest.who.user().map_err(unreadable)?;
    let present = present.map(SignedIn::user).transpose().map_err(unreadable)?;
    let page = ContinuePage {
        shell: Shell::new(visit.site, visit.words_for(&user), None),
        user: &user.shown_apart(),
        proof,
        present: present.as_ref().map(User::shown_apart),
        action: &visit.site.paths.path("/handoff"),
    };
    Ok(Answer::page(&page, &page.shell.nonce))
}

/// Takes the answer to "Continue as …?". It is about the user whom the form showed: for another user who was handed
/// over meanwhile, in another tab, the question is asked again.
pub(super) async fn goes_on(
    sign_in: &SignIn,
    way: &HandoffWay,
    visit: &Visit<'_>,
    (says, about): (&str, Option<&str>),
) -> Outcome {
    if !same_origin(&visit.site.paths, visit.request) {
        return Err(Stop::because(
            Problem::FromElsewhere,
            "an answer to our question that no page of ours sent",
        ));
    }
    let sessions = sign_in.sessions();
    let text = sessions.cookies().read(visit.request, COOKIE);
    let shown = text.filter(|text| about == Some(proof(text).as_str()));
    match (shown, says) {
        (Some(_), "yes") => goes_in(sign_in, way, visit).await,
        (Some(_), _) => {
            sessions.take::<Guest>(PLACE, visit.request).await?;
            let answer = Answer::see_other(visit.site.paths.page());
            // If the cookie cannot be written, the browser only keeps one that leads nowhere.
            Ok(answer.spare_cookie(&sessions.cookies().gone(COOKIE)))
        }
        (None, _) => already_in(sign_in, visit).ok_or_else(|| {
            Stop::because(
                Problem::SignInFailed,
                "an answer about somebody else than is waiting now, or too late",
            )
        }),
    }
}

async fn goes_in(sign_in: &SignIn, way: &HandoffWay, visit: &Visit<'_>) -> Outcome {
    let sessions = sign_in.sessions();
    let Some(guest) = sessions.take::<Guest>(PLACE, visit.request).await? else {
        return already_in(sign_in, visit).ok_or_else(lost);
    };
    if let Err(stop) = guest.spend(sign_in, way).await {
        return already_in(sign_in, visit).ok_or(stop);
    }
    let before = wanted_before(sign_in, visit.request).await?;
    let answer = enter(sign_in, visit, &guest.who, &guest.next.unwrap_or(before))?;
    // If the cookie cannot be written, the browser only keeps one that leads nowhere.
    Ok(answer.spare_cookie(&sessions.cookies().gone(COOKIE)))
}

fn lost() -> Stop {
    Stop::because(
        Problem::SignInFailed,
        "nobody was handed over, too long ago, or by a token that was used before",
    )
}
