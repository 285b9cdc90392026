//! Every route.

use actix_web::middleware::from_fn;
use actix_web::web::{self, ServiceConfig};

use crate::{assets, backoffice, chat, control, guard, hosted, index, live, mails, portal, widget};

pub(crate) fn configure(config: &mut ServiceConfig) {
    config
        .service(
            web::resource("/{version:[vV]1}/{path:.*}")
                .wrap(from_fn(guard::own_orders))
                .to(live::dispatch),
        )
        .service(
            web::resource(backoffice::AREAS)
                .wrap(from_fn(guard::own_orders))
                .to(backoffice::dispatch),
        )
        .service(
            web::scope("/_emulator")
                .wrap(from_fn(guard::own_orders))
                .configure(control::configure),
        )
        .configure(portal::configure)
        .service(
            web::resource("/")
                .route(web::get().to(index::show))
                .route(web::head().to(index::show)),
        )
        .service(
            web::resource("/mails")
                .route(web::get().to(mails::show))
                .route(web::head().to(mails::show)),
        )
        .service(web::resource("/widget.js").route(web::get().to(widget::script)))
        .service(web::resource("/widget-home").route(web::get().to(widget::home)))
        .service(web::resource("/widget/OOWidget.js").route(web::get().to(chat::script)))
        .service(web::resource("/closed.js").route(web::get().to(assets::closed)))
        .service(web::resource("/height.js").route(web::get().to(assets::height)))
        .service(web::resource("/framed.js").route(web::get().to(assets::framed)))
        .service(web::resource("/favicon.ico").route(web::get().to(assets::favicon)))
        .service(
            web::resource(hosted::PATTERN)
                .wrap(from_fn(hosted::fail_on_demand))
                .route(web::get().to(hosted::show))
                .route(web::head().to(hosted::show))
                .route(web::post().to(hosted::act)),
        )
        .default_service(web::to(hosted::not_found));
}
