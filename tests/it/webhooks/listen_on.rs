//! `webhooks listen` goes on when something else does not: a receiver, a page of the history; and ends with its reader.

use std::sync::{Arc, Mutex};

use actix_web::{HttpRequest, HttpResponse, web};
use proabono_emulator::{Emulator, Options};
use serde_json::{Value, json};
use tokio::io::AsyncReadExt as _;
use tokio::net::TcpListener;

use crate::support::portal::run_by;
use crate::support::service::Service;
use crate::support::wait::poll;

use super::listen::{WITHIN, listen, triggered, variables};

/// A receiver that reads what it is sent and never answers. Returns its address, and what it has read so far.
async fn silent() -> (String, Arc<Mutex<String>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hooks", listener.local_addr().unwrap());
    let read = Arc::new(Mutex::new(String::new()));
    let kept = Arc::clone(&read);
    tokio::spawn(async move {
        while let Ok((mut stream, _)) = listener.accept().await {
            let kept = Arc::clone(&kept);
            tokio::spawn(async move {
                let mut bytes = [0; 4096];
                while let Ok(size @ 1..) = stream.read(&mut bytes).await {
                    kept.lock()
                        .unwrap()
                        .push_str(&String::from_utf8_lossy(&bytes[..size]));
                }
            });
        }
    });
    (url, read)
}

#[tokio::test]
async fn a_receiver_that_never_answers_holds_up_neither_the_lines_nor_the_next_event() {
    let (url, read) = silent().await;
    let emulator = Emulator::bind(Options::default()).unwrap();
    let base = emulator.url();
    let mut listening = listen(&base, &["--forward-to", &url]).await;
    let reaches = async |id: &str| {
        let reached = poll(WITHIN, async || read.lock().unwrap().contains(id).then_some(()));
        assert!(reached.await.is_some(), "{id} was not passed on");
    };
    let first = triggered(&base, "SubscriptionStarted").await;
    reaches(&first).await;
    let second = triggered(&base, "InvoiceDebitPaid").await;
    let output = listening
        .until("the second event", WITHIN, async |output| {
            output.contains(&second).then(|| output.to_owned())
        })
        .await;
    assert!(
        !output.contains("not taken"),
        "it waited for the answer: {output}"
    );
    reaches(&second).await;
    assert!(
        listening.output().contains(&format!("{first}  not taken")),
        "{}",
        listening.output()
    );
}

/// Past events, the newest first, in pages; the second page can be out of order.
#[derive(Default)]
struct Past {
    events: Vec<Value>,
    second_page_fails: bool,
}

async fn rewind(request: HttpRequest, past: web::Data<Mutex<Past>>) -> HttpResponse {
    let past = past.lock().unwrap();
    let query = request.query_string().to_lowercase();
    let number = |name: &str, default| {
        let pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        let mut values = pairs.filter(|(key, _)| *key == name).map(|(_, value)| value);
        values
            .next()
            .map_or(default, |value| value.parse::<usize>().unwrap())
    };
    let (page, size) = (number("page", 1), number("sizepage", 10));
    if page > 1 && past.second_page_fails {
        return HttpResponse::InternalServerError().finish();
    }
    let items: Vec<&Value> = past
        .events
        .iter()
        .rev()
        .skip((page - 1) * size)
        .take(size)
        .collect();
    let (count, total) = (items.len(), past.events.len());
    HttpResponse::Ok()
        .json(json!({ "Page": page, "SizePage": size, "Count": count, "TotalItems": total, "Items": items }))
}

#[tokio::test]
async fn nothing_is_lost_when_a_later_page_fails_and_the_order_is_kept() {
    let past = Arc::new(Mutex::new(Past::default()));
    let shared = web::Data::from(Arc::clone(&past));
    let proabono = Service::start(move |config| {
        config.app_data(shared.clone());
        config.route(
            "/Notification/WebhookNotifications/RewindEvents",
            web::get().to(rewind),
        );
    });
    let base = proabono.origin();
    let mut listening = listen(&base, &[]).await;
    let events = (1000..1250).map(|number| {
        let (id, date) = (format!("trg_{number}"), "2026-11-30T15:00:00.00Z");
        json!({ "Id": id, "TypeTrigger": "SubscriptionStarted", "DateTrigger": date })
    });
    *past.lock().unwrap() = Past {
        events: events.collect(),
        second_page_fails: true,
    };
    listening
        .until("a failure", WITHIN, async |output| {
            output.contains("it is asked again").then_some(())
        })
        .await;
    past.lock().unwrap().second_page_fails = false;
    let ids = listening
        .until("all events", WITHIN, async |output| {
            let ids = output.lines().filter_map(|line| line.split_once("trg_"));
            let ids: Vec<usize> = ids.map(|(_, number)| number.trim().parse().unwrap()).collect();
            (ids.len() >= 250).then_some(ids)
        })
        .await;
    assert_eq!(ids, (1000..1250).collect::<Vec<_>>());
}

#[tokio::test]
async fn it_ends_quietly_when_nobody_reads_its_lines_any_more() {
    let emulator = Emulator::bind(Options::default()).unwrap();
    let base = emulator.url();
    triggered(&base, "SubscriptionStarted").await;
    let line = "{ \"$@\"; echo \"ended with $?\" >&2; } | true";
    let arguments = ["webhooks", "listen", "--every", "500ms", "--since", "1h"];
    let finished = run_by(line, &variables(&base), &arguments).await;
    assert_eq!(finished.stderr, "ended with 0\n");
}
