//! A double of the script of mluvii's chat, which an application may show beside ProAbono's pages. It has the documented
//! calls and nothing else, and records them in the page.

use std::time::Duration;

use actix_web::HttpResponse;
use actix_web::http::StatusCode;
use actix_web::http::header::CACHE_CONTROL;
use actix_web::web::{Data, Json};
use serde_json::json;

use crate::settings::{ChatDouble, ChatFault};
use crate::shared::Shared;

/// `GET /widget/OOWidget.js`.
pub(crate) async fn script(shared: Data<Shared>) -> HttpResponse {
    let double = *shared.chat();
    actix_web::rt::time::sleep(Duration::from_millis(double.delay_ms)).await;
    let settings = json!(double).to_string();
    let body = include_str!("../static/OOWidget.js").replace("{}/* settings */", &settings);
    let (status, body) = match double.fails {
        Some(ChatFault::Status) => (StatusCode::INTERNAL_SERVER_ERROR, body),
        Some(ChatFault::Garbage) => (StatusCode::OK, "This is no JavaScript.".to_owned()),
        _ => (StatusCode::OK, body),
    };
    HttpResponse::build(status)
        .content_type("text/javascript; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .insert_header(("Cross-Origin-Resource-Policy", "cross-origin"))
        .body(body)
}

/// `GET /_emulator/chat`.
pub(crate) async fn show(shared: Data<Shared>) -> HttpResponse {
    HttpResponse::Ok().json(*shared.chat())
}

/// `PUT /_emulator/chat`: what is left out is as at the start.
pub(crate) async fn change(shared: Data<Shared>, double: Json<ChatDouble>) -> HttpResponse {
    *shared.chat() = *double;
    HttpResponse::Ok().json(*double)
}
