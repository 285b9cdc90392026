//! The options of one emulator.

use std::net::{Ipv4Addr, SocketAddr};
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::catalogue::Catalogue;
use crate::hooks::Deliveries;
use crate::settings::HostedPages;

/// The settings of an [`Emulator`](crate::Emulator). The default is the sample account.
#[derive(Clone)]
#[allow(clippy::struct_excessive_bools, reason = "each is a switch of its own")]
pub struct Options {
    /// The address to listen on: a loopback address, any other is refused. Port 0 takes a free one.
    pub listen: SocketAddr,
    /// Speak https, with a certificate that is made at the start; see [`Emulator::authority`](crate::Emulator::authority).
    pub https: bool,
    /// The id of the business; the widget's settings must name it.
    pub business_id: u64,
    /// The segment of the account, with the catalogue and the sample people.
    pub segment_ref: String,
    /// Further segments: customers can be in them, with what they have. The catalogue is that of the account's.
    pub further_segments: Vec<String>,
    /// User name of HTTP Basic.
    pub agent_key: String,
    /// Password of HTTP Basic.
    pub api_key: String,
    /// The generation of the links that a customer carries.
    pub links: LinkGeneration,
    /// The origin written into links, without a slash at its end; `None` is the emulator's own.
    pub hosted_origin: Option<String>,
    /// Answer under the names of this machine and under that of [`hosted_origin`](Self::hosted_origin) alone, so that no page in a browser
    /// here reads the account by making its own name lead to it. Without it a forwarder, such as that of a container, may have any name.
    pub this_machine_alone: bool,
    /// The application's page, the base of the links that are "mailed".
    pub page_url: Option<String>,
    /// The `insite-home` link is [`page_url`](Self::page_url), as when the installation URL is set.
    pub insite_home_is_page: bool,
    /// The address that a finished workflow sends the visitor to, with `from`, `outcome`, `idc`…; `None` shows a page of the emulator.
    pub return_url: Option<String>,
    /// The behaviour of the hosted pages.
    pub hosted_pages: HostedPages,
    /// The secret of the in-site portal's hash. With one, as in production, a missing or wrong hash of a customer is refused;
    /// `None` is a sandbox, where it is not looked at.
    pub portal_secret: Option<String>,
    /// The secret that everything is signed with that webhooks are sent.
    pub webhook_secret: String,
    /// The address of a webhook that is there and confirmed from the start, and listens to every event: http, on a loopback
    /// address.
    pub webhook_url: Option<String>,
    /// The manner in which events reach the webhooks.
    pub deliveries: Deliveries,
    /// The answer to a read of an unknown customer.
    pub unknown_customer: UnknownCustomer,
    /// Write a new customer without `ReferenceSegment` into the account's segment, as the real service does, instead of refusing.
    pub default_segment: bool,
    /// Take `null` in a request for a member that is left out, instead of refusing it.
    pub null_members: bool,
    /// Take what clients of earlier years send: `DateTime` for `DateStamp`, `IsAutoBilling` for `ModeBilling`, `IdCustomer` for
    /// `ReferenceCustomer`, `false` for a date; `Html`, `Language`, `Aggregate` and `EnsureBillable` are ignored where they
    /// mean nothing.
    pub old_clients: bool,
    /// The way in which answers write dates.
    pub dates: DatesShape,
    /// The lifetime of a link. The real one is not published.
    pub link_lifetime: Duration,
    /// The same seed and the same calls give the same answers: tokens, ids and dates. The clock starts at a fixed instant,
    /// 1 October 2026 at 8:00, and stands still until it is moved: what is dated after it is in the future. The header
    /// `Date` of each answer says where it stands. `None` takes real chance and the real time.
    pub seed: Option<u64>,
    /// Keep the answers of calls in their record, without links and credentials.
    pub answers: bool,
    /// The shape of the list of usages.
    pub usages: UsagesShape,
    /// Cents unpaid from which anything billable is refused with `Error.Customer.Billing.CappingReached`; `None` is never.
    pub payment_capping: Option<i64>,
    /// The hosts of the operations of the Backoffice API.
    pub backoffice_hosts: BackofficeHosts,
    /// Offers, features, texts and customers of the account; `None` is the sample.
    pub catalogue: Option<Catalogue>,
    /// Start with the customers of [`STORIES`](crate::STORIES), who go with the sample catalogue, and with objects of the
    /// Backoffice API.
    pub stories: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            https: false,
            business_id: 1,
            segment_ref: "acme-eur".to_owned(),
            further_segments: Vec::new(),
            agent_key: "agent-demo".to_owned(),
            api_key: "api-demo".to_owned(),
            links: LinkGeneration::Hosted,
            hosted_origin: None,
            this_machine_alone: false,
            page_url: None,
            insite_home_is_page: false,
            return_url: None,
            hosted_pages: HostedPages::default(),
            portal_secret: None,
            webhook_secret: "webhook-demo".to_owned(),
            webhook_url: None,
            deliveries: Deliveries::default(),
            unknown_customer: UnknownCustomer::NotFound,
            default_segment: false,
            null_members: false,
            old_clients: false,
            dates: DatesShape::WithOffset,
            link_lifetime: Duration::from_mins(5),
            seed: None,
            answers: false,
            usages: UsagesShape::Envelope,
            payment_capping: None,
            backoffice_hosts: BackofficeHosts::Two,
            catalogue: None,
            stories: true,
        }
    }
}

/// The generation of a customer's links.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkGeneration {
    /// `hosted-…`, every one an `href`.
    Hosted,
    /// `insite-…`: the home is an `href`, every other a `query`.
    InSite,
}

/// The shape of the answer of `GET /v1/Usages`; the contract's schema and its samples disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UsagesShape {
    /// The envelope of pages, as in every sample.
    Envelope,
    /// A bare array, as the schema has it; the page that was asked for, nothing around it.
    BareArray,
}

/// The shape of the dates in answers; samples of both exist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatesShape {
    /// `2026-11-14T09:30:00.00Z`, as in almost every sample.
    WithOffset,
    /// `2026-11-14T09:30:00.00`: the same instant in UTC, which is not said.
    WithoutOffset,
}

/// The hosts of the operations of the Backoffice API; its reference and newer clients of ProAbono's disagree.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BackofficeHosts {
    /// Each on one of two hosts, as in the reference; on the other one it is not found.
    Two,
    /// Every operation on both.
    One,
}

/// The answer of `GET /v1/Customer` for a reference it does not know; the sources name all three.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnknownCustomer {
    /// 404 with an error object.
    NotFound,
    /// 403 `Error.Api.Customer.Unaccessible`.
    Unaccessible,
    /// 204 without a body.
    Empty,
}
