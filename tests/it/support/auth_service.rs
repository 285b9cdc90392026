//! The service that a reverse proxy asks who is signed in: it knows users by a cookie.

use actix_web::http::StatusCode;
use actix_web::{HttpRequest, HttpResponse, web};

use super::service::Service;

/// Who can be signed in, each with a name.
pub(crate) const USERS: [(&str, &str); 2] = [("alice", "Alice Martin"), ("bruno", "Bruno Muster")];

/// The running service; it stops when dropped.
pub(crate) struct AuthService(Service);

impl AuthService {
    /// Answers as an application of one's own, as oauth2-proxy and as Authelia; anything else is the application.
    pub(crate) fn start() -> Self {
        Self(Service::start(|app| {
            app.route("/whoami", web::get().to(who))
                .route("/oauth2/auth", web::get().to(who))
                .route("/api/authz/auth-request", web::get().to(who))
                .default_service(web::to(async || HttpResponse::Ok().body("the application")));
        }))
    }

    pub(crate) fn port(&self) -> u16 {
        self.0.port()
    }

    /// Ends it now: connections are refused from here on.
    pub(crate) async fn stop(&self) {
        self.0.stop().await;
    }
}

/// The same answer in every dialect. Two more cookies change it: `answer` is the status for a visitor who is not signed
/// in, else for one who is; `without` names a header that is left out.
async fn who(request: HttpRequest) -> HttpResponse {
    let asked = request
        .cookie("answer")
        .and_then(|cookie| cookie.value().parse().ok());
    let status = |usual| {
        asked
            .and_then(|code| StatusCode::from_u16(code).ok())
            .unwrap_or(usual)
    };
    let session = request.cookie("session");
    let known = |(id, _): &&(&str, &str)| session.as_ref().is_some_and(|cookie| cookie.value() == *id);
    let Some((id, name)) = USERS.iter().find(known) else {
        return HttpResponse::build(status(StatusCode::UNAUTHORIZED))
            .insert_header(("Location", "https://auth.example.com/?rd=%2FSubscriptions"))
            .finish();
    };
    let email = format!("{id}@acme.example");
    let left_out = request.cookie("without");
    let mut answer = HttpResponse::build(status(StatusCode::OK));
    for (headers, value) in [
        (["X-User-Id", "X-Auth-Request-User", "Remote-User"], *id),
        (
            ["X-User-Name", "X-Auth-Request-Preferred-Username", "Remote-Name"],
            *name,
        ),
        (["X-User-Email", "X-Auth-Request-Email", "Remote-Email"], &email),
        (["X-User-Language", "X-User-Locale", "Remote-Language"], "en"),
    ] {
        for header in headers {
            if left_out.as_ref().is_none_or(|cookie| cookie.value() != header) {
                answer.insert_header((header, value));
            }
        }
    }
    answer.finish()
}
