//! Posts over real HTTP, from an outbox in memory.

use std::collections::{BTreeMap, BTreeSet};
use std::future::ready;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use actix_web::http::StatusCode;
use actix_web::{App, HttpRequest, HttpResponse, HttpServer, web};
use data_encoding::BASE64;
use futures_util::future::BoxFuture;
use tokio::sync::watch;

use super::super::inbox::{Answered, Millis, Post};
use super::outbox::Outbox;
use super::posts::Posts;
use super::{HostConfig, HostKey};
use crate::store::StoreError;

/// An application that answers each post as its id says, and the attempts that it saw.
#[derive(Default)]
struct Application {
    seen: Mutex<Vec<Seen>>,
    under_way: AtomicUsize,
    most: AtomicUsize,
}

struct Seen {
    path: String,
    id: String,
    timestamp: u64,
    signature: String,
}

impl Application {
    fn start(self: &Arc<Self>) -> String {
        let application = web::Data::from(Arc::clone(self));
        let server = HttpServer::new(move || {
            let app = App::new().app_data(application.clone());
            app.default_service(web::to(Self::answer))
        });
        let server = server.workers(1).disable_signals().bind("127.0.0.1:0").unwrap();
        let address = server.addrs()[0];
        tokio::spawn(server.run());
        format!("http://{address}/events")
    }

    async fn answer(request: HttpRequest, application: web::Data<Self>) -> HttpResponse {
        let text = |name: &str| request.headers().get(name).unwrap().to_str().unwrap().to_owned();
        let id = text("webhook-id");
        let before = application.count(&id);
        application.seen.lock().unwrap().push(Seen {
            path: request.path().to_owned(),
            timestamp: text("webhook-timestamp").parse().unwrap(),
            signature: text("webhook-signature"),
            id: id.clone(),
        });
        let now = application.under_way.fetch_add(1, Ordering::SeqCst) + 1;
        application.most.fetch_max(now, Ordering::SeqCst);
        let pause = if id.starts_with("slow") { 300 } else { 0 };
        tokio::time::sleep(Duration::from_millis(pause)).await;
        application.under_way.fetch_sub(1, Ordering::SeqCst);
        let status = id.rsplit('-').next().and_then(|status| status.parse().ok());
        let status = status.filter(|_| before == 0).unwrap_or(200);
        let mut response = HttpResponse::build(StatusCode::from_u16(status).unwrap());
        response.insert_header(("Location", "/elsewhere"));
        response.body("x".repeat(1 << 20))
    }

    fn count(&self, id: &str) -> usize {
        let seen = self.seen.lock().unwrap();
        seen.iter().filter(|seen| seen.id == id).count()
    }
}

/// An outbox that makes a failed post due again a second later, whatever the schedule says.
#[derive(Default)]
struct Kept {
    /// When each post is due, and its attempts.
    waiting: Mutex<BTreeMap<String, (Millis, u32)>>,
    ended: Mutex<Vec<(Answered, bool)>>,
}

impl Kept {
    fn of(ids: &[&str]) -> Arc<Self> {
        let waiting = ids.iter().map(|id| ((*id).to_owned(), (0, 0))).collect();
        Arc::new(Self {
            waiting: Mutex::new(waiting),
            ended: Mutex::default(),
        })
    }

    fn is_empty(&self) -> bool {
        self.waiting.lock().unwrap().is_empty()
    }

    fn ends(&self) -> Vec<(Option<u16>, bool)> {
        let ended = self.ended.lock().unwrap();
        ended.iter().map(|(end, again)| (end.status, *again)).collect()
    }
}

impl Outbox for Arc<Kept> {
    fn take(&self, now: Millis, lease: Millis, most: usize) -> BoxFuture<'_, Result<Vec<Post>, StoreError>> {
        let mut waiting = self.waiting.lock().unwrap();
        let due = waiting.iter_mut().filter(|(_, (at, _))| *at <= now).take(most);
        let posts = due.map(|(id, (at, attempts))| {
            *at = lease;
            Post {
                id: id.clone(),
                body: "{}".to_owned(),
                attempts: *attempts,
            }
        });
        Box::pin(ready(Ok(posts.collect())))
    }

    fn ended(
        &self,
        answered: Answered,
        next: Option<Millis>,
        now: Millis,
    ) -> BoxFuture<'_, Result<(), StoreError>> {
        let mut waiting = self.waiting.lock().unwrap();
        let attempts = waiting.remove(&answered.id).map_or(0, |(_, attempts)| attempts);
        if next.is_some() {
            waiting.insert(answered.id.clone(), (now + 1_000, attempts + 1));
        }
        self.ended.lock().unwrap().push((answered, next.is_some()));
        Box::pin(ready(Ok(())))
    }
}

fn config(url: &str) -> HostConfig {
    let key = |byte| HostKey::new(&format!("whsec_{}", BASE64.encode(&[byte; 32]))).unwrap();
    HostConfig {
        url: url.parse().unwrap(),
        keys: vec![key(1), key(2)],
        timeout: Duration::from_secs(5),
        attempts: 3,
        parallel: 2,
    }
}

/// Runs the posts until none waits.
async fn run(application: &Arc<Application>, ids: &[&str]) -> Arc<Kept> {
    let (kept, url) = (Kept::of(ids), application.start());
    let posts = Posts::new(&config(&url), Arc::clone(&kept), Arc::default()).unwrap();
    let end = watch::channel(()).0;
    let posts = tokio::spawn(posts.run(end.subscribe()));
    tokio::time::timeout(Duration::from_secs(20), async {
        while !kept.is_empty() {
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    })
    .await
    .unwrap();
    drop(end);
    posts.await.unwrap();
    kept
}

#[tokio::test]
async fn each_attempt_is_signed_anew_with_its_own_time_and_the_id_stays() {
    let application = Arc::new(Application::default());
    let kept = run(&application, &["again-500"]).await;
    let seen = application.seen.lock().unwrap();
    let [first, second] = seen.as_slice() else {
        panic!("{} attempts", seen.len());
    };
    assert_eq!(first.id, second.id);
    assert!(second.timestamp > first.timestamp);
    assert_ne!(first.signature, second.signature);
    let both = |signature: &str| signature.split(' ').filter(|one| one.starts_with("v1,")).count();
    assert_eq!((both(&first.signature), both(&second.signature)), (2, 2));
    assert_eq!(kept.ends(), [(Some(500), true), (Some(200), false)]);
}

#[tokio::test]
async fn only_a_success_ends_a_post_and_410_gives_it_up() {
    let application = Arc::new(Application::default());
    let ids = ["a-204", "b-302", "c-307", "d-410", "e-404", "f-503"];
    let kept = run(&application, &ids).await;
    let seen = application.seen.lock().unwrap();
    assert!(
        seen.iter().all(|seen| seen.path == "/events"),
        "a redirect was followed"
    );
    let attempts = |id: &str| seen.iter().filter(|seen| seen.id == id).count();
    assert_eq!(ids.map(attempts), [1, 2, 2, 1, 2, 2]);
    let ended = kept.ended.lock().unwrap();
    assert!(ended.iter().all(|(end, _)| end.answer.len() <= 1 << 10));
    let gone = ended.iter().find(|(end, _)| end.id == "d-410").unwrap();
    assert!(!gone.1, "tried again after 410");
}

#[tokio::test]
async fn so_many_posts_as_are_set_are_under_way_at_once_and_each_is_made_once() {
    let application = Arc::new(Application::default());
    let ids: Vec<String> = (0..9).map(|number| format!("slow{number}")).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    run(&application, &ids).await;
    let seen = application.seen.lock().unwrap();
    let different: BTreeSet<_> = seen.iter().map(|seen| &seen.id).collect();
    assert_eq!((seen.len(), different.len()), (9, 9));
    assert_eq!(application.most.load(Ordering::SeqCst), 2);
}

#[tokio::test]
async fn an_application_that_is_not_there_is_said_without_its_address_and_given_up_in_the_end() {
    let kept = Kept::of(&["away"]);
    let posts = Posts::new(
        &config("http://127.0.0.1:9/a-secret-path"),
        Arc::clone(&kept),
        Arc::default(),
    )
    .unwrap();
    let end = watch::channel(()).0;
    let posts = tokio::spawn(posts.run(end.subscribe()));
    while !kept.is_empty() {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    drop(end);
    posts.await.unwrap();
    assert_eq!(kept.ends(), [(None, true), (None, true), (None, false)]);
    let said = &kept.ended.lock().unwrap()[0].0.answer;
    assert!(!said.is_empty() && !said.contains("a-secret-path"), "{said}");
}
