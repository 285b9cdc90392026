//! The two hosts of the API, on one port: the name `localhost` is the host of the account's segment, the address is that of
//! the account. `beta-eur.localhost` is the host of the segment whose back office is at `beta-eur.via.proabono.com`.

use serde_json::Value;

use super::collections;
use crate::api::operation::Call;
use crate::model::ID_SEGMENT;
use crate::records::Object;
use crate::world::World;

/// The name of the host of the account's segment.
pub(crate) const SEGMENT: &str = "localhost";

/// The business that a call is in when it says none: that of the segment whose host was asked.
pub(super) fn business(call: &Call, world: &World) -> u64 {
    let of_segment = segment(&call.host, world).and_then(|segment| segment.get("IdBusiness"));
    let id = of_segment.and_then(Value::as_u64);
    id.unwrap_or(world.options.business_id)
}

pub(super) fn is_of_segment(host: &str) -> bool {
    host.eq_ignore_ascii_case(SEGMENT) || label(host).is_some()
}

/// `beta-eur` of `beta-eur.localhost`.
pub(super) fn label(host: &str) -> Option<&str> {
    let (label, name) = host.split_once('.')?;
    name.eq_ignore_ascii_case(SEGMENT).then_some(label)
}

pub(super) fn segment<'a>(host: &str, world: &'a World) -> Option<&'a Object> {
    let path = collections::SEGMENTS.path;
    let Some(label) = label(host) else {
        return world.backoffice.get(path, ID_SEGMENT);
    };
    world.backoffice.all(path).find(|segment| {
        let agents = segment.get("HostAgent").and_then(Value::as_str);
        let first = agents.and_then(|host| host.split('.').next());
        first.is_some_and(|first| first.eq_ignore_ascii_case(label))
    })
}
