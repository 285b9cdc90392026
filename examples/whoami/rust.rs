//! GET /whoami in Rust (actix-web), for a reverse proxy that asks your application who is signed in.

use std::error::Error;

use actix_web::http::header::HeaderValue;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};

/// A user, as your application knows them.
pub(crate) struct Person {
    pub(crate) id: u64,
    pub(crate) name: &'static str,
    pub(crate) email: &'static str,
    pub(crate) language: &'static str,
}

pub(crate) fn whoami(person: Option<&Person>) -> HttpResponse {
    let mut answer = HttpResponse::NoContent();
    if let Some(person) = person {
        answer.insert_header(("X-User-Id", person.id.to_string())); // the stable id, never an e-mail address
        // A text is taken in ASCII only: these are the bytes of UTF-8.
        for (name, text) in [("X-User-Name", person.name), ("X-User-Email", person.email)] {
            if let Ok(value) = HeaderValue::from_bytes(text.as_bytes()) {
                answer.insert_header((name, value));
            }
        }
        answer.insert_header(("X-User-Language", person.language));
    }
    answer.finish()
}

// Below is what your application has already: a session in a cookie.

const LUKASZ: Person = Person {
    id: 42,
    name: "Łukasz Żak",
    email: "lukasz@acme.example",
    language: "fr",
};

pub(crate) async fn asked(request: HttpRequest) -> HttpResponse {
    let session = request.cookie("session");
    let alice = session.is_some_and(|session| session.value() == "alice");
    whoami(alice.then_some(&LUKASZ))
}

fn main() -> Result<(), Box<dyn Error>> {
    let port: u16 = std::env::var("PORT")?.parse()?;
    let server =
        HttpServer::new(|| App::new().route("/whoami", web::get().to(asked))).bind(("127.0.0.1", port))?;
    Ok(actix_web::rt::System::new().block_on(server.run())?)
}
