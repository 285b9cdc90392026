//! A real receiver of webhooks, which answers what it is told to.

use std::collections::VecDeque;
use std::net::TcpListener;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::http::StatusCode;
use actix_web::web::{self, Bytes, Data};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use serde_json::Value;
use tokio::time::{Instant, sleep};

use crate::support::wait::{START, poll};

/// One request that came.
#[derive(Clone)]
pub(super) struct Delivery {
    pub(super) path: String,
    pub(super) key: String,
    pub(super) signature: String,
    pub(super) body: Value,
    pub(super) at: Instant,
}

#[derive(Default)]
struct State {
    /// The statuses of the next answers; 200 after them.
    statuses: VecDeque<u16>,
    delay: Duration,
    came: Vec<Delivery>,
    at_once: usize,
    most_at_once: usize,
}

pub(super) struct Receiver {
    port: u16,
    state: Arc<Mutex<State>>,
    server: ServerHandle,
}

impl Receiver {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let port = listener.local_addr().unwrap().port();
        let state = Arc::new(Mutex::new(State::default()));
        let data = Data::from(Arc::clone(&state));
        let app = move || {
            App::new()
                .app_data(data.clone())
                .default_service(web::to(receive))
        };
        let server = HttpServer::new(app).workers(1).disable_signals();
        let server = server.listen(listener).unwrap().run();
        let handle = server.handle();
        tokio::spawn(server);
        Self {
            port,
            state,
            server: handle,
        }
    }

    pub(super) fn url(&self) -> String {
        format!("http://127.0.0.1:{}/hooks", self.port)
    }

    /// Answers these statuses first.
    pub(super) fn answers(&self, statuses: &[u16]) {
        self.state.lock().unwrap().statuses.extend(statuses);
    }

    /// Answers after this time.
    pub(super) fn takes(&self, delay: Duration) {
        self.state.lock().unwrap().delay = delay;
    }

    /// Everything that came, in the order in which it came.
    pub(super) fn came(&self) -> Vec<Delivery> {
        self.state.lock().unwrap().came.clone()
    }

    /// The same as the kinds of events.
    pub(super) fn kinds(&self) -> Vec<String> {
        self.came().iter().map(|one| super::kind(&one.body)).collect()
    }

    pub(super) fn most_at_once(&self) -> usize {
        self.state.lock().unwrap().most_at_once
    }

    /// Everything that came, once it is so much.
    pub(super) async fn after(&self, count: usize) -> Vec<Delivery> {
        let came = poll(START, async || {
            Some(self.came()).filter(|came| came.len() >= count)
        });
        came.await
            .unwrap_or_else(|| panic!("{} of {count} came", self.came().len()))
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        // The stop is ordered at the call, and the runtime carries it out.
        drop(self.server.stop(false));
    }
}

async fn receive(request: HttpRequest, body: Bytes, state: Data<Mutex<State>>) -> HttpResponse {
    let header = |name: &str| {
        let value = request.headers().get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let delivery = Delivery {
        path: request.path().to_owned(),
        key: header("x-proabono-key"),
        signature: header("x-proabono-signature"),
        body: serde_json::from_slice(&body).unwrap_or_default(),
        at: Instant::now(),
    };
    let (status, delay) = {
        let mut state = state.lock().unwrap();
        state.came.push(delivery);
        state.at_once += 1;
        state.most_at_once = state.most_at_once.max(state.at_once);
        (state.statuses.pop_front().unwrap_or(200), state.delay)
    };
    sleep(delay).await;
    state.lock().unwrap().at_once -= 1;
    HttpResponse::build(StatusCode::from_u16(status).unwrap())
        .insert_header(("Location", "/elsewhere"))
        .finish()
}
