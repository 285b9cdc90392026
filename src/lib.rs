//! The subscription page of an application that bills through ProAbono.
//!
//! An application, in any language, sends its signed-in user to `/Subscriptions`. This crate serves that page: it knows
//! who is asking, finds (or creates) the matching ProAbono customer, decides which of ProAbono's hosted pages to open,
//! proves that it is ProAbono's, and renders it with the widget's parameters beside it.
//!
//! There are two ways in. The binary `proabono-portal` runs behind a reverse proxy that names the user in a header. An
//! actix-web application mounts the same page as a library:
//!
//! ```no_run
//! use actix_web::{App, HttpServer};
//! use proabono_portal::{Config, Portal};
//!
//! # #[actix_web::main]
//! # async fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let portal = Portal::new(&Config::load(None)?)?;
//! HttpServer::new(move || App::new().service(portal.scope()))
//!     .bind("127.0.0.1:8080")?
//!     .run()
//!     .await?;
//! # Ok(())
//! # }
//! ```
//!
//! A request runs in one direction: `identity` (who is asking) → `page::destination` (what is asked for) → `customers`
//! (which customer) → [`crylk`] (what may be opened) → `page` (words and values) → the templates.

mod assets;
#[cfg(feature = "cli")]
pub mod cli;
pub mod config;
#[cfg(feature = "cli")]
mod conformance;
pub mod crylk;
pub mod customers;
#[cfg(all(feature = "cli", feature = "emulator"))]
mod demo;
#[cfg(feature = "emulator")]
pub mod emulator;
mod error;
mod headers;
pub mod identity;
mod metrics;
mod observe;
mod operations;
pub mod page;
mod portal;
pub mod proabono;
pub mod server;
pub mod telemetry;
mod widgets;

pub use config::Config;
pub use portal::{BuildError, Portal, PortalBuilder};
