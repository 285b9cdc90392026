//! Operations that only these tests know, and a service that answers them.

use std::collections::BTreeMap;
use std::net::TcpListener;
use std::process::ExitCode;
use std::sync::{Arc, Mutex};

use actix_web::http::StatusCode;
use actix_web::rt::System;
use actix_web::web::{self, Bytes, Data};
use actix_web::{App, HttpRequest, HttpResponse, HttpServer};
use proabono_contract::{Api, Contract};
use serde_json::{Value, json};

use crate::api;
use crate::operations::Surface;

use super::{Tested, command};

fn schemas() -> Value {
    json!({
        "Gadget": [
            { "name": "Id", "type": "integer", "required": false },
            { "name": "Colour", "type": "enum Red|Blue", "required": false },
            { "name": "ReferenceGadget", "type": "string", "required": false },
        ],
        "GadgetRequest": [
            { "name": "ReferenceSegment", "type": "string", "required": true },
            { "name": "Engraving", "type": "string", "required": true, "note": "printed on the gadget" },
            { "name": "Colour", "type": "enum Red|Blue", "required": false },
            { "name": "CountTurns", "type": "integer", "required": false, "nullable": true },
            { "name": "Lamps", "type": "array<enum On|Off>", "required": false },
        ],
        "Lamp": [{ "name": "Id", "type": "integer", "required": false }],
    })
}

fn parameter(name: &str, place: &str, required: bool) -> Value {
    let kind = if place == "path" { "integer" } else { "string" };
    json!({ "name": name, "type": kind, "in": place, "required": required })
}

fn gadgets() -> Value {
    let colour = "enum Red|Blue";
    let only = "only of this colour";
    json!([
        {
            "tag": "Gadgets", "method": "GET", "path": "/v1/Gadgets",
            "parameters": [
                parameter("ReferenceSegment", "query", false),
                { "name": "Colour", "type": colour, "in": "query", "required": false, "note": only },
                { "name": "Page", "type": "integer", "in": "query", "required": false },
                { "name": "SizePage", "type": "integer", "in": "query", "required": false },
            ],
            "body": null, "responses": { "200": "List<Gadget>", "401": "Error" },
        },
        {
            "tag": "Gadgets", "method": "GET", "path": "/v1/Gadget/{IdGadget}",
            "parameters": [parameter("IdGadget", "path", true)],
            "body": null, "responses": { "200": "Gadget", "404": "Error" },
        },
        {
            "tag": "Gadgets", "method": "POST", "path": "/v1/Gadget",
            "parameters": [parameter("EnsureBillable", "query", false)],
            "body": "GadgetRequest", "responses": { "201": "Gadget", "422": "Error[]" },
        },
        {
            "tag": "Gadgets", "method": "PUT", "path": "/v1/Gadget/{IdGadget}",
            "parameters": [
                parameter("IdGadget", "path", true),
                parameter("Engraving", "query", false),
                parameter("Count", "query", false),
            ],
            "body": "GadgetRequest", "responses": { "200": "Gadget", "404": "Error" },
        },
        {
            "tag": "Gadgets", "method": "GET", "path": "/v1/Gadget",
            "parameters": [parameter("ReferenceGadget", "query", true)],
            "body": null, "responses": { "200": "Gadget" },
        },
    ])
}

fn lamps() -> Value {
    let parts = json!([
        parameter("IdGadget", "path", true),
        parameter("IdLamp", "path", true)
    ]);
    let path = "/v1/Gadget/{IdGadget}/Lamp/{IdLamp}";
    json!([
        {
            "tag": "Lamps", "method": "GET", "path": "/v1/Lamps",
            "parameters": [], "body": null, "responses": { "200": "List<Lamp>" },
        },
        {
            "tag": "Lamps", "method": "GET", "path": path,
            "parameters": parts, "body": null, "responses": { "200": "Lamp" },
        },
        {
            "tag": "Lamps", "method": "DELETE", "path": path,
            "parameters": parts, "body": null, "responses": { "200": "Lamp" },
        },
        {
            "tag": "Lamps", "method": "POST", "path": "/v1/Lamp",
            "parameters": [], "body": "Lamp", "responses": { "201": "Lamp", "422": "Error[]" },
        },
        {
            "tag": "Quoting", "method": "POST", "path": "/v1/Quoting/Lamp/{IdLamp}",
            "parameters": [
                parameter("IdLamp", "path", true),
                // Its name begins with `Id`, but it is not the number of an object.
                parameter("Identifier", "query", false),
                parameter("ReferenceGadget", "query", true),
            ],
            "body": null, "responses": { "200": "Lamp" },
        },
    ])
}

/// The contract of the Live API with operations that nothing else knows.
pub(super) fn with_gadgets() -> Contract {
    let mut contract = Api::Live.contract().clone();
    for added in [gadgets(), lamps()] {
        let added: Vec<_> = serde_json::from_value(added).unwrap();
        contract.operations.extend(added);
    }
    let added: BTreeMap<_, _> = serde_json::from_value(schemas()).unwrap();
    contract.schemas.extend(added);
    contract
}

type Asked = Mutex<Vec<(String, Value)>>;

/// A service that answers as gadgets are declared, and the calls that it got.
pub(super) struct Service {
    pub(super) origin: String,
    pub(super) asked: Arc<Asked>,
}

impl Service {
    pub(super) fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let origin = format!("http://{}", listener.local_addr().unwrap());
        let asked: Arc<Asked> = Arc::default();
        let kept = Data::from(Arc::clone(&asked));
        std::thread::spawn(move || {
            let app = move || App::new().app_data(kept.clone()).default_service(web::to(answer));
            System::new().block_on(async {
                let server = HttpServer::new(app).workers(1).disable_signals();
                server.listen(listener).unwrap().run().await.unwrap();
            });
        });
        Self { origin, asked }
    }

    pub(super) fn run(&self, surface: &Surface, line: &str) -> ExitCode {
        let config = ["live", "--config", &self.origin];
        let words = config.into_iter().chain(line.split(' '));
        let matches = command(surface).try_get_matches_from(words).unwrap();
        api::run::<Tested>(surface, &matches)
    }
}

async fn answer(request: HttpRequest, body: Bytes, asked: Data<Asked>) -> HttpResponse {
    let call = format!("{} {}", request.method(), request.uri());
    let body: Value = serde_json::from_slice(&body).unwrap_or_default();
    let (status, json) = answered(&call, request.path(), &body);
    asked.lock().unwrap().push((call, body));
    HttpResponse::build(StatusCode::from_u16(status).unwrap()).json(json)
}

fn answered(call: &str, path: &str, body: &Value) -> (u16, Value) {
    let gadget = json!({ "Id": 5, "Colour": "Red", "Mood": "fine", "ReferenceGadget": "g-5" });
    let lamp = json!({ "Id": 6 });
    let page = |item: Value| {
        let items = [item];
        json!({ "Page": 1, "SizePage": 5, "Count": 1, "TotalItems": 1, "Items": items })
    };
    let invalid = |kind: &str, target: &str| {
        let code = format!("Error.Property.{kind}");
        json!([{ "Code": code, "Message": "No.", "Target": target }])
    };
    match path {
        "/v1/Gadgets" => (200, page(gadget)),
        "/v1/Lamps" => (200, page(lamp)),
        "/v1/Gadget/5" => (200, gadget),
        "/v1/Gadget/5/Lamp/6" => (200, lamp),
        "/v1/Gadget" if call.starts_with("GET") => (200, gadget),
        "/v1/Gadget" if body.get("Engraving").is_none() => (422, invalid("ValueRequired", "Engraving")),
        "/v1/Gadget" => (201, gadget),
        "/v1/Lamp" if body.get("NoSuchProperty").is_some() => {
            (422, invalid("UnexpectedProperty", "NoSuchProperty"))
        }
        "/v1/Lamp" => (201, lamp),
        _ => (404, json!({ "Code": "Error.NotFound", "Message": "No." })),
    }
}
