use jiff::Timestamp;

use super::super::inbox::{Brief, Came, Millis, Post};
use super::super::worker::Telling;
use super::message::{CustomerChanged, Happened, Message, new_id};
use crate::rights::Rights;

/// Makes the post that tells the application of a look at a customer.
pub(in crate::events) fn telling(rights: Rights) -> Telling {
    Box::new(move |customer, events, rights_changed, now| {
        let changed = CustomerChanged {
            customer: customer.reference.as_str(),
            segment: customer.segment.as_str(),
            events: events.iter().filter_map(happened).collect(),
            rights_changed,
            rights: rights.known(customer),
        };
        Post {
            id: new_id(),
            body: Message::changed(moment(now), changed).body(),
            attempts: 0,
        }
    })
}

/// A look that this server put into its inbox by itself is no event of ProAbono's.
fn happened(event: &Brief) -> Option<Happened<'_>> {
    (event.came != Came::Reread).then(|| Happened {
        id: &event.id,
        kind: &event.trigger,
        date: event.happened.map(moment),
    })
}

fn moment(millis: Millis) -> Timestamp {
    Timestamp::from_millisecond(millis).unwrap_or_default()
}
