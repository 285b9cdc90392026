//! A typed client for ProAbono's APIs.
//!
//! It imports nothing else of this crate, so that it can become a crate of its own. One file per concern:
//! `request` is the only code that sends, retries and decodes; `retry` is the pure decision behind it; each file
//! below `live` is one resource of the Live API, with handlers named by the verbs of ProAbono's documentation.
//!
//! ```no_run
//! use proabono_portal::proabono::{Credentials, CustomerReference, Live, Settings};
//!
//! # async fn example() -> Result<(), Box<dyn std::error::Error>> {
//! let credentials = Credentials::new("agent key", "API key");
//! let live = Live::new(Settings::new("https://api-1.proabono.com".parse()?, credentials))?;
//! let customer = live.customers().retrieve(&CustomerReference::new("cust-42")?).await?;
//! println!("{:?}", customer.map(|customer| customer.status));
//! # Ok(())
//! # }
//! ```

mod credentials;
mod error;
mod link;
mod live;
mod reference;
mod request;
mod retry;
mod settings;

pub use credentials::Credentials;
pub use error::{ApiError, Code, Error, Refusal};
pub use link::{Link, LinkTarget, Links};
pub use live::Live;
pub use live::customer::{Customer, CustomerRequest, Customers, Metadata, StatusCustomer, Upserted};
pub use reference::{CustomerReference, InvalidReference, OfferReference, SegmentReference};
pub use request::{CallReport, Observer, Outcome};
pub use retry::RetryPolicy;
pub(crate) use settings::is_loopback;
pub use settings::{InvalidBase, Settings};
