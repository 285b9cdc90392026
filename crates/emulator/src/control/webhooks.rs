//! `/_emulator/webhooks`: the manner in which events are delivered; `/_emulator/events`, `/_emulator/trigger` and
//! `/_emulator/notifications`.

use actix_web::HttpResponse;
use actix_web::web::{self, Bytes, Data, Json, Path, Query, ServiceConfig};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use crate::events::{self, Event};
use crate::hooks::Deliveries;
use crate::records::{NOTIFICATIONS, Object};
use crate::shared::Shared;
use crate::world::World;

use super::latest::Latest;

pub(super) fn configure(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/webhooks")
                .route(web::get().to(show))
                .route(web::put().to(change)),
        )
        .service(web::resource("/events").route(web::get().to(list_events)))
        .service(web::resource("/trigger").route(web::post().to(trigger)))
        .service(web::resource("/notifications/{id}/retry").route(web::post().to(retry)));
}

async fn show(shared: Data<Shared>) -> HttpResponse {
    HttpResponse::Ok().json(view(&shared.world()))
}

/// A setting that is left out stays as it is. The caller is a test: it is told what is wrong, and then nothing is changed.
async fn change(shared: Data<Shared>, body: Bytes) -> HttpResponse {
    let mut world = shared.world();
    match changed(&world.options.deliveries, &body) {
        Ok(manner) => world.options.deliveries = manner,
        Err(error) => return refused(&error),
    }
    // More of them may be sent at the same time now.
    world.outbox.wake().notify_one();
    HttpResponse::Ok().json(view(&world))
}

fn changed(manner: &Deliveries, body: &[u8]) -> Result<Deliveries, String> {
    let change: Map<String, Value> = serde_json::from_slice(body).map_err(|error| error.to_string())?;
    let mut members = json!(manner);
    for (name, value) in change {
        members[name] = value;
    }
    let changed: Deliveries = serde_json::from_value(members).map_err(|error| error.to_string())?;
    changed.check().map(|()| changed)
}

fn view(world: &World) -> Value {
    let mut view = json!(world.options.deliveries);
    view["counts"] = json!(world.outbox.counts());
    let webhooks = world.backoffice.webhooks().map(|(id, url)| {
        let verified = world.backoffice.is_verified(id);
        json!({ "Id": id, "Url": url, "verified": verified })
    });
    view["webhooks"] = webhooks.collect();
    view
}

/// The latest events, oldest first, with what became of them at the webhooks.
async fn list_events(shared: Data<Shared>, latest: Query<Latest>) -> HttpResponse {
    let world = shared.world();
    let newest = world.past_events().take(latest.last.unwrap_or(usize::MAX));
    let mut events: Vec<Value> = newest.map(|event| entry(event, &world)).collect();
    events.reverse();
    HttpResponse::Ok().json(events)
}

fn entry(event: &Event, world: &World) -> Value {
    let members = ["Id", "IdWebhook", "CountSendings", "StatusLatestSending"];
    let delivery = |id: &u64| {
        let notification = world.backoffice.get(NOTIFICATIONS, *id)?;
        let kept = members.map(|name| Some((name.to_owned(), notification.get(name)?.clone())));
        Some(kept.into_iter().flatten().collect::<Object>())
    };
    let deliveries: Vec<Object> = event.notifications.iter().filter_map(delivery).collect();
    json!({
        "Id": event.body["Id"],
        "TypeTrigger": event.trigger,
        "DateTrigger": event.body["DateTrigger"],
        "ReferenceCustomer": event.body["Customer"]["ReferenceCustomer"],
        "deliveries": deliveries,
    })
}

/// The event that is wanted.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
struct Trigger {
    type_trigger: String,
    /// The customer of the samples where it is left out.
    reference_customer: Option<String>,
}

/// Makes an event without changing the account.
async fn trigger(shared: Data<Shared>, wanted: Json<Trigger>) -> HttpResponse {
    let Some(kind) = events::known(&wanted.type_trigger) else {
        return refused("\"TypeTrigger\" is no event of ProAbono's, e.g. \"SubscriptionStarted\"");
    };
    let mut world = shared.world();
    let customer = match &wanted.reference_customer {
        None => None,
        Some(reference) => match world.customer(reference) {
            Some(customer) => Some(customer.id),
            None => return missing("no customer has this \"ReferenceCustomer\""),
        },
    };
    let number = world.trigger(kind, customer);
    HttpResponse::Accepted().json(json!({ "Id": format!("trg_{number}") }))
}

/// Delivers once more, as an operator orders with "Retry delivery".
async fn retry(shared: Data<Shared>, id: Path<u64>) -> HttpResponse {
    if shared.world().send_again(*id) {
        HttpResponse::Accepted().json(json!({ "Id": *id }))
    } else {
        missing("there is no such notification, or its webhook or its event is gone")
    }
}

fn refused(error: &str) -> HttpResponse {
    HttpResponse::BadRequest().json(json!({ "error": error }))
}

fn missing(error: &str) -> HttpResponse {
    HttpResponse::NotFound().json(json!({ "error": error }))
}
