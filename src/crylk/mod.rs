//! The link gate, which decides what may be opened in the frame.
//!
//! Promise: a URL is framed only when a browser would load it over https, port 443, from `proabono.com` or a name
//! below it. [`Gate::check`] is the only way to a [`FrameUrl`], and the page's template takes nothing else. Links from
//! the visitor's address bar and links from ProAbono's own API pass the same gate.
//!
//! The gate never fetches what it checks.

mod frame_url;
mod gate;
mod pa_query;
mod query;
mod refusal;

pub use frame_url::FrameUrl;
pub(crate) use gate::below_domain;
pub use gate::{DOMAIN, Gate, InvalidHost};
pub use pa_query::{PA_QUERY, PaQuery};
pub(crate) use query::value;
pub use query::{CRYLK, Crylk, from_query};
pub use refusal::Refusal;
