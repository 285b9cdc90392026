//! Answers with odd members, over HTTP: what nothing needs breaks nothing, what decides something is named.

mod calls;
mod shapes;
mod table;

use std::sync::{Arc, Mutex};

use actix_web::dev::ServerHandle;
use actix_web::{App, HttpResponse, HttpServer, web};
use proabono::Error;

/// A service that answers every call with the same bytes. It stops when dropped.
struct Said {
    body: Arc<Mutex<Vec<u8>>>,
    handle: ServerHandle,
    origin: String,
}

impl Drop for Said {
    fn drop(&mut self) {
        drop(self.handle.stop(false));
    }
}

impl Said {
    fn start() -> Self {
        let body = Arc::<Mutex<Vec<u8>>>::default();
        let shared = web::Data::from(Arc::clone(&body));
        let server = HttpServer::new(move || {
            let answer = async |body: web::Data<Mutex<Vec<u8>>>| {
                let body = body.lock().unwrap().clone();
                HttpResponse::Ok().content_type("application/json").body(body)
            };
            App::new()
                .app_data(shared.clone())
                .default_service(web::to(answer))
        })
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")
        .unwrap();
        let origin = format!("http://{}", server.addrs()[0]);
        let server = server.run();
        let handle = server.handle();
        tokio::spawn(server);
        Self { body, handle, origin }
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
