use jiff::Timestamp;
use macro_rules_attribute::apply;

use crate::backoffice::words::StateLife;
use crate::{BusinessId, Links, SegmentId, SegmentReference};

/// A segment of a business: one currency, one set of hosted pages.
#[apply(tracked)]
pub struct Segment {
    /// ProAbono's own number of it.
    pub id: Option<SegmentId>,
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// The name.
    pub name: Option<String>,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// The host of the hosted pages: `{x}.proabono.com`.
    pub host_customer: Option<String>,
    /// The host of the back office: `{y}.via.proabono.com`.
    pub host_agent: Option<String>,
    /// The state: in use, or why it is not.
    pub state_life: Option<StateLife>,
    /// The language that holds where none is said: ISO 639-1.
    pub language_default: Option<String>,
    /// The links, which are found by name.
    pub links: Links,
}

/// A new segment. The reference demands the default language and leaves it out of its sample, and does not say whether the
/// hosts are needed: say all of them.
#[apply(request)]
pub struct SegmentRequest {
    /// ProAbono's own number of the business.
    pub id_business: BusinessId,
    /// The name.
    pub name: String,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// ISO 4217.
    pub currency: String,
    /// The language that holds where none is said: ISO 639-1.
    pub language_default: String,
    /// The host of the hosted pages: `{x}.proabono.com`.
    pub host_customer: Option<String>,
    /// The host of the back office: `{y}.via.proabono.com`.
    pub host_agent: Option<String>,
}

/// The members of a segment to write. It is not documented whether a member that is left out is kept, so give all that you
/// know. `currency` is in the sample of the reference only, and cannot change: give it unchanged or not at all.
#[apply(whole)]
pub struct SegmentUpdateRequest {
    /// The name.
    pub name: String,
    /// The segment, by its reference.
    pub reference_segment: SegmentReference,
    /// The language that holds where none is said: ISO 639-1.
    pub language_default: String,
    /// The state: in use, or why it is not.
    pub state_life: StateLife,
    /// The host of the hosted pages: `{x}.proabono.com`.
    pub host_customer: String,
    /// The host of the back office: `{y}.via.proabono.com`.
    pub host_agent: String,
    /// ISO 4217.
    pub currency: Option<String>,
}

/// Filters of [`Segments::list`](super::Segments::list).
#[apply(dated_filters)]
pub struct ListSegments {
    /// The state: in use, or why it is not.
    pub state_life: Option<StateLife>,
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// The language that holds where none is said: ISO 639-1.
    pub language_default: Option<String>,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// ISO 4217.
    pub currency: Option<String>,
}
