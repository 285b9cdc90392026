//! `/_emulator/hosted-pages`: the settings, read and changed while the emulator runs; `/_emulator/settle`.

use std::collections::BTreeMap;

use actix_web::HttpResponse;
use actix_web::http::header::ContentType;
use actix_web::web::{self, Bytes, Data, ServiceConfig};
use serde::{Deserialize, Deserializer};
use serde_json::{Value, json};
use url::Url;

use crate::options::{LinkGeneration, Options};
use crate::settings::{Closing, Redirection, ReturnIn};
use crate::shared::Shared;

pub(super) fn configure(config: &mut ServiceConfig) {
    config.service(
        web::resource("/hosted-pages")
            .route(web::get().to(show))
            .route(web::put().to(change)),
    );
    config.service(web::resource("/settle").route(web::post().to(settle)));
}

/// The bank confirms everything that waits for it.
async fn settle(shared: Data<Shared>) -> HttpResponse {
    let (invoices, deeds) = shared.world().confirm();
    HttpResponse::Ok().json(json!({ "invoices": invoices, "deeds": deeds }))
}

async fn show(shared: Data<Shared>) -> HttpResponse {
    HttpResponse::Ok().json(view(&shared.world().options))
}

/// The caller is a test: it is told what is wrong with its change, and then nothing is changed.
async fn change(shared: Data<Shared>, body: Bytes) -> HttpResponse {
    let change: Change = match serde_json::from_slice(&body) {
        Ok(change) => change,
        Err(error) => {
            return HttpResponse::BadRequest()
                .content_type(ContentType::plaintext())
                .body(error.to_string());
        }
    };
    let mut world = shared.world();
    change.apply(&mut world.options);
    HttpResponse::Ok().json(view(&world.options))
}

fn view(options: &Options) -> Value {
    let pages = &options.hosted_pages;
    json!({
        "links": options.links,
        "insite_home_is_page": options.insite_home_is_page,
        "return_url": options.return_url,
        "redirects": pages.redirects,
        "IsIframeClosedAfterSubscribe": pages.iframe_closed_after_subscribe,
        "IsOffersAnonymousLinkTargetParent": pages.offers_anonymous_link_target_parent,
        "CanSubscribeAnonymous": pages.can_subscribe_anonymous,
        "CanCustomerUpgrade": pages.can_customer_upgrade,
        "CanCustomerTerminate": pages.can_customer_terminate,
        "return_in": pages.return_in,
        "outcome": pages.outcome,
        "closing": pages.closing,
        "tells_height": pages.tells_height,
    })
}

/// A setting that is left out stays as it is; `null` takes a text away and is refused elsewhere.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "PascalCase")]
#[allow(clippy::option_option, reason = "left out and null are two things")]
struct Change {
    #[serde(rename = "links", default, deserialize_with = "given")]
    links: Option<LinkGeneration>,
    #[serde(rename = "insite_home_is_page", default, deserialize_with = "given")]
    insite_home_is_page: Option<bool>,
    #[serde(rename = "return_url", default, deserialize_with = "given")]
    return_url: Option<Option<Address>>,
    #[serde(rename = "redirects", default)]
    redirects: BTreeMap<Redirection, Option<Address>>,
    #[serde(default, deserialize_with = "given")]
    is_iframe_closed_after_subscribe: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    is_offers_anonymous_link_target_parent: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    can_subscribe_anonymous: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    can_customer_upgrade: Option<bool>,
    #[serde(default, deserialize_with = "given")]
    can_customer_terminate: Option<bool>,
    #[serde(rename = "return_in", default, deserialize_with = "given")]
    return_in: Option<ReturnIn>,
    #[serde(rename = "outcome", default, deserialize_with = "given")]
    outcome: Option<Option<String>>,
    #[serde(rename = "closing", default, deserialize_with = "given")]
    closing: Option<Closing>,
    #[serde(rename = "tells_height", default, deserialize_with = "given")]
    tells_height: Option<bool>,
}

fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Option<T>, D::Error> {
    T::deserialize(from).map(Some)
}

/// An absolute address of a page.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Address(String);

impl TryFrom<String> for Address {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        match Url::parse(&text) {
            Ok(url) if matches!(url.scheme(), "http" | "https") => Ok(Self(text)),
            _ => Err(format!("{text:?} is not an absolute http or https address")),
        }
    }
}

impl Change {
    fn apply(self, options: &mut Options) {
        let pages = &mut options.hosted_pages;
        set(&mut options.links, self.links);
        set(&mut options.insite_home_is_page, self.insite_home_is_page);
        if let Some(url) = self.return_url {
            options.return_url = url.map(|url| url.0);
        }
        for (event, url) in self.redirects {
            match url {
                Some(url) => pages.redirects.insert(event, url.0),
                None => pages.redirects.remove(&event),
            };
        }
        set(
            &mut pages.iframe_closed_after_subscribe,
            self.is_iframe_closed_after_subscribe,
        );
        set(
            &mut pages.offers_anonymous_link_target_parent,
            self.is_offers_anonymous_link_target_parent,
        );
        set(&mut pages.can_subscribe_anonymous, self.can_subscribe_anonymous);
        set(&mut pages.can_customer_upgrade, self.can_customer_upgrade);
        set(&mut pages.can_customer_terminate, self.can_customer_terminate);
        set(&mut pages.return_in, self.return_in);
        set(&mut pages.outcome, self.outcome);
        set(&mut pages.closing, self.closing);
        set(&mut pages.tells_height, self.tells_height);
    }
}

fn set<T>(setting: &mut T, given: Option<T>) {
    if let Some(given) = given {
        *setting = given;
    }
}
