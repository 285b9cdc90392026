//! The settings of the account's segment that the hosted pages obey: they are kept where those pages look.

use serde_json::{Value, json};

use super::parts;
use crate::answer::Answer;
use crate::api::error::Refusal;
use crate::api::operation::Call;
use crate::model::ID_SEGMENT;
use crate::records::{Collection, Object};
use crate::settings::{HostedPages, Redirection};
use crate::world::World;

pub(super) fn write(
    kind: &Collection,
    part: &'static str,
    call: &Call,
    world: &mut World,
) -> Result<Answer, Refusal> {
    let done = parts::write(kind, part, call, world)?;
    if call.id == ID_SEGMENT {
        obey(&call.sent, &mut world.options.hosted_pages);
    }
    Ok(done)
}

/// Of the account's segment, as the hosted pages have them now, whoever changed them last.
pub(super) fn read(
    kind: &Collection,
    part: &'static str,
    call: &Call,
    world: &mut World,
) -> Result<Answer, Refusal> {
    if call.id != ID_SEGMENT {
        return parts::read(kind, part, call, world);
    }
    parts::exists(kind, call, world)?;
    let written = world.backoffice.part(kind.path, part, call.id);
    let mut found = written.cloned().unwrap_or_default();
    let now = now(part, &world.options.hosted_pages);
    found.retain(|name, _| !obeyed(name) || now.contains_key(name));
    found.extend(now);
    Ok(Answer::json(200, &Value::Object(found)))
}

fn obeyed(name: &str) -> bool {
    Redirection::named(name).is_some()
}

fn obey(sent: &Object, pages: &mut HostedPages) {
    for (name, value) in sent {
        if let (Some(event), Some(url)) = (Redirection::named(name), value.as_str()) {
            pages.redirects.insert(event, url.to_owned());
        }
        if let (Some(setting), Some(on)) = (setting(name, pages), value.as_bool()) {
            *setting = on;
        }
    }
}

fn setting<'a>(name: &str, pages: &'a mut HostedPages) -> Option<&'a mut bool> {
    match name {
        "IsIframeClosedAfterSubscribe" => Some(&mut pages.iframe_closed_after_subscribe),
        "IsOffersAnonymousLinkTargetParent" => Some(&mut pages.offers_anonymous_link_target_parent),
        "CanSubscribeAnonymous" => Some(&mut pages.can_subscribe_anonymous),
        "CanCustomerUpgrade" => Some(&mut pages.can_customer_upgrade),
        "CanCustomerTerminate" => Some(&mut pages.can_customer_terminate),
        _ => None,
    }
}

fn now(part: &str, pages: &HostedPages) -> Object {
    let now = match part {
        "SettingsRedirection" => json!(pages.redirects),
        _ => json!({
            "IsIframeClosedAfterSubscribe": pages.iframe_closed_after_subscribe,
            "IsOffersAnonymousLinkTargetParent": pages.offers_anonymous_link_target_parent,
            "CanSubscribeAnonymous": pages.can_subscribe_anonymous,
            "CanCustomerUpgrade": pages.can_customer_upgrade,
            "CanCustomerTerminate": pages.can_customer_terminate,
        }),
    };
    match now {
        Value::Object(now) => now,
        _ => Object::new(),
    }
}
