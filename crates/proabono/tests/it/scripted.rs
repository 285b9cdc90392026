//! A service that answers with pages of a list by a script: how many items there are, call by call.

use std::sync::{Arc, Mutex};

use actix_web::{HttpRequest, HttpResponse, web};
use proabono::Live;
use serde_json::{Value, json};

use crate::support::service::Service;

/// How it writes its lists.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) enum Shape {
    #[default]
    Envelope,
    /// An envelope that does not say how many there are.
    NoTotal,
    /// An envelope that does not say which page it is.
    NoPage,
    /// An envelope that says that it is the page asked for, whichever it is.
    Echo,
    Bare,
}

/// How it writes its items.
#[derive(Clone, Copy, Debug, Default)]
pub(super) enum Items {
    #[default]
    WithIds,
    /// Without ids, and no two are equal.
    Differing,
    /// Without ids: those of a page differ, and those of each page are the same.
    Recurring,
    /// Without ids, and all are equal.
    Equal,
}

#[derive(Default)]
struct Script {
    shape: Shape,
    items: Items,
    /// Every page is the first one.
    ignores_page: bool,
    /// The total at each call; the last one holds for all that follow.
    totals: Vec<u64>,
    /// Page and size of each call.
    calls: Vec<(u64, u64)>,
}

/// The running service.
pub(super) struct Scripted {
    script: Arc<Mutex<Script>>,
    service: Service,
}

impl Scripted {
    pub(super) fn start() -> Self {
        let script = Arc::<Mutex<Script>>::default();
        let shared = web::Data::from(Arc::clone(&script));
        let service = Service::start(move |app| {
            app.app_data(shared.clone()).default_service(web::to(answer));
        });
        Self { script, service }
    }

    /// Starts anew with these totals.
    pub(super) fn play(&self, totals: &[u64]) {
        *self.script.lock().unwrap() = Script {
            totals: totals.to_vec(),
            ..Script::default()
        };
    }

    /// Starts anew with a list of this length, written so.
    pub(super) fn play_shaped(&self, total: u64, shape: Shape, ignores_page: bool) {
        *self.script.lock().unwrap() = Script {
            totals: vec![total],
            shape,
            ignores_page,
            ..Script::default()
        };
    }

    /// The list has items of this kind, from now on.
    pub(super) fn write(&self, items: Items) {
        self.script.lock().unwrap().items = items;
    }

    /// Page and size of each call so far.
    pub(super) fn calls(&self) -> Vec<(u64, u64)> {
        self.script.lock().unwrap().calls.clone()
    }

    pub(super) fn client(&self) -> Live {
        super::live(super::settings(&self.service.origin()))
    }
}

async fn answer(request: HttpRequest, script: web::Data<Mutex<Script>>) -> HttpResponse {
    let asked = |name: &str| {
        let mut pairs = url::form_urlencoded::parse(request.query_string().as_bytes());
        pairs
            .find(|(key, _)| key == name)
            .and_then(|(_, value)| value.parse::<u64>().ok())
            .unwrap()
    };
    let (page, size) = (asked("Page"), asked("SizePage"));
    let mut script = script.lock().unwrap();
    let total = script.totals[script.calls.len().min(script.totals.len() - 1)];
    script.calls.push((page, size));
    let asked = page;
    let page = if script.ignores_page { 1 } else { page };
    // ProAbono makes its links anew for each answer.
    let link = format!("https://a.test/{}", script.calls.len());
    let items: Vec<Value> = ((page - 1) * size..(page * size).min(total))
        .map(|id| match script.items {
            Items::WithIds => json!({ "Id": id, "Links": [{ "rel": "hosted-home", "href": link }] }),
            Items::Differing => json!({ "Name": format!("Customer {id}") }),
            Items::Recurring => json!({ "Name": format!("Customer {}", id % size) }),
            Items::Equal => json!({ "Name": "Customer" }),
        })
        .collect();
    if items.is_empty() && size > 0 {
        return HttpResponse::NoContent().finish();
    }
    match script.shape {
        Shape::Bare => return HttpResponse::Ok().json(items),
        Shape::NoTotal => return HttpResponse::Ok().json(json!({ "Items": items })),
        Shape::Envelope | Shape::Echo | Shape::NoPage => {}
    }
    let page = match script.shape {
        Shape::NoPage => None,
        Shape::Echo => Some(asked),
        _ => Some(page),
    };
    HttpResponse::Ok().json(json!({
        "Page": page, "SizePage": size, "Count": items.len(), "TotalItems": total, "Items": items,
    }))
}
