//! Answers with odd members, over HTTP: what nothing needs breaks nothing, what decides something is named.

mod calls;
mod shapes;
mod table;

use std::sync::{Arc, Mutex};

use actix_web::{HttpResponse, web};
use proabono::Error;

use crate::support::service::Service;

/// A service that answers every call with the same bytes.
struct Said {
    body: Arc<Mutex<Vec<u8>>>,
    service: Service,
}

impl Said {
    fn start() -> Self {
        let body = Arc::<Mutex<Vec<u8>>>::default();
        let shared = web::Data::from(Arc::clone(&body));
        let service = Service::start(move |app| {
            let answer = async |body: web::Data<Mutex<Vec<u8>>>| {
                let body = body.lock().unwrap().clone();
                HttpResponse::Ok().content_type("application/json").body(body)
            };
            app.app_data(shared.clone()).default_service(web::to(answer));
        });
        Self { body, service }
    }

    fn origin(&self) -> String {
        self.service.origin()
    }

    fn says(&self, body: impl Into<Vec<u8>>) {
        *self.body.lock().unwrap() = body.into();
    }
}

/// Where the reading failed.
fn place(error: &Error) -> String {
    match error {
        Error::Unreadable { path, .. } => path.clone(),
        other => panic!("another error: {other}"),
    }
}
