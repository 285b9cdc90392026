use actix_web::http::header;
use actix_web::{HttpRequest, HttpResponse};

use crate::customers::CustomerKey;
use crate::error::Problem;
use crate::identity::{Identity, User};
use crate::portal::Portal;
use crate::sign_in;

use super::problem::{Cause, problem};

/// Who visits, which customer that is, and under which host name.
#[derive(Debug)]
pub(crate) struct Visitor<'a> {
    pub(crate) user: User,
    pub(crate) customer: CustomerKey,
    /// The `Host` header, used for nothing but to recognise a link to this page.
    pub(crate) host: &'a str,
}

/// Who visits, or what to answer to somebody who is nobody.
pub(crate) async fn visitor<'a>(
    portal: &Portal,
    request: &'a HttpRequest,
) -> Result<Visitor<'a>, HttpResponse> {
    match known(portal, request).await {
        Ok(visitor) => Ok(visitor),
        Err((Problem::NotSignedIn, _)) => Err(sign_in::ask(portal, request).await),
        Err((kind, nobody)) => Err(problem(
            portal,
            request,
            nobody.user.as_ref(),
            kind,
            &nobody.cause,
        )),
    }
}

/// Why nobody visits, and whom the provider named all the same.
pub(crate) struct Nobody {
    user: Option<User>,
    cause: Cause,
}

/// Who visits, without a word to the visitor.
pub(crate) async fn known<'a>(
    portal: &Portal,
    request: &'a HttpRequest,
) -> Result<Visitor<'a>, (Problem, Nobody)> {
    let user = who(portal, request)
        .await
        .map_err(|(kind, cause)| (kind, Nobody { user: None, cause }))?;
    match portal.mapping().customer(&user) {
        Ok(customer) => Ok(Visitor {
            user,
            customer,
            host: host(request),
        }),
        Err(error) => {
            let nobody = Nobody {
                user: Some(user),
                cause: Cause::of(&error),
            };
            Err((Problem::from(&error), nobody))
        }
    }
}

fn host(request: &HttpRequest) -> &str {
    let host = request.headers().get(header::HOST);
    host.and_then(|host| host.to_str().ok()).unwrap_or_default()
}

/// Who is asking, or why nobody is.
async fn who(portal: &Portal, request: &HttpRequest) -> Result<User, (Problem, Cause)> {
    let (provider, identity) = portal.identity().identify(request).await;
    let (outcome, result) = match identity {
        Identity::User(user) => ("user", Ok(user)),
        Identity::Nothing => ("nothing", Err((Problem::NotSignedIn, Cause::none()))),
        Identity::Refused(reason) => ("refused", Err((Problem::IdentityRefused, Cause::reason(reason)))),
    };
    portal.metrics().identity(provider, outcome);
    result
}
