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
    let user = match who(portal, request).await {
        Ok(user) => user,
        Err((Problem::NotSignedIn, _)) => return Err(sign_in::ask(portal, request).await),
        Err((kind, cause)) => return Err(problem(portal, request, None, kind, &cause)),
    };
    match portal.mapping().customer(&user) {
        Ok(customer) => Ok(Visitor {
            user,
            customer,
            host: host(request),
        }),
        Err(error) => {
            let kind = Problem::from(&error);
            Err(problem(portal, request, Some(&user), kind, &Cause::of(&error)))
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
