//! The page that a visitor wanted, kept through the sign-in.

use std::time::Duration;

use actix_web::HttpRequest;

use crate::store::{Space, StoreError};
use crate::visit::Answer;

use super::wanted::Wanted;
use super::ways::SignIn;

/// The cookie that remembers which page a visitor wanted before signing in.
pub(super) const WAY: &str = "way";
/// The place of the page that a visitor wanted.
pub(super) const PLACE: (Space, &str) = (Space::Destination, WAY);
/// How long a visitor may take to sign in.
pub(super) const WHILE: Duration = Duration::from_mins(15);

/// Tells whether the page is kept already, with the query that has just been removed from the address.
pub(super) async fn already_wanted(
    sign_in: &SignIn,
    request: &HttpRequest,
    wanted: &Wanted,
) -> Result<bool, StoreError> {
    let kept = sign_in.sessions().kept::<Wanted>(PLACE, request).await?;
    Ok(kept.is_some_and(|kept| wanted.is_bare_of(&kept)))
}

/// Keeps a page for the next try. If that fails, nothing more happens, since the visitor sees an error page already.
pub(super) async fn keep_way(sign_in: &SignIn, answer: Answer, wanted: &Wanted) -> Answer {
    if wanted.is_home() {
        return answer;
    }
    match sign_in.sessions().keep(PLACE, wanted, WHILE).await {
        Ok(Some(cookie)) => answer.spare_cookie(&cookie),
        _ => answer,
    }
}

/// The page that the visitor wanted; the start page when none is kept. The answer must [forget](forget_way) it.
pub(crate) async fn wanted_before(sign_in: &SignIn, request: &HttpRequest) -> Result<Wanted, StoreError> {
    let wanted = sign_in.sessions().take::<Wanted>(PLACE, request).await?;
    Ok(wanted.unwrap_or_default())
}

/// Removes the cookie of the page that was wanted, which counts once.
pub(super) fn forget_way(sign_in: &SignIn, request: &HttpRequest, answer: Answer) -> Answer {
    let cookies = sign_in.sessions().cookies();
    if cookies.read(request, WAY).is_none() {
        return answer;
    }
    // A cookie that cannot be removed leads to a page of this server at most, and expires by itself.
    answer.spare_cookie(&cookies.gone(WAY))
}
