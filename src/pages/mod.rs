//! The pages, with one handler each. A handler takes everything that is known of the visit, and returns an answer or
//! the reason why there is none.

mod arrival;
mod break_out;
mod cards;
mod context;
mod csp_report;
mod document;
mod drawn;
mod events;
mod facts;
mod fragment;
mod holding;
mod message;
mod offers;
mod opened;
mod parts;
mod returned;
mod rights;
mod row;
mod settings;
mod standing;
mod static_files;
mod status;
mod subscription;
mod tab;
mod user;
mod waiting;
mod ways;
mod workflows;

pub(crate) use context::context;
pub(crate) use csp_report::csp_report;
pub(crate) use document::document;
pub(crate) use drawn::Rows;
pub(crate) use events::events;
pub(crate) use fragment::fragment;
pub(crate) use offers::offers;
pub(crate) use parts::{Pages, reports};
pub(crate) use returned::{posted, returned};
pub(crate) use rights::rights;
pub use settings::{OffersConfig, PublicOffers, ReturnsConfig};
pub(crate) use standing::standing;
pub(crate) use static_files::{embed, own_file, static_file};
pub(crate) use status::status;
pub(crate) use subscription::subscription;
pub(crate) use user::user;
pub(crate) use workflows::{subscribe, workflow};
