//! The subscription page of an application that bills through ProAbono.
//!
//! An application, in any language, sends its signed-in user to `/Subscriptions`. This crate serves that page: it knows
//! who is asking, finds (or creates) the matching ProAbono customer, decides which of ProAbono's hosted pages to open,
//! proves that it is ProAbono's, and renders it with the widget's parameters beside it.
//!
//! There are two ways in. The binary `proabono-portal` runs behind a reverse proxy: users come with a header of the proxy,
//! by the hand-off of the application, or by OpenID Connect. An actix-web application mounts the same page as a library,
//! with its own login:
//!
//! ```no_run
//! use std::future::{Future, ready};
//! use std::pin::Pin;
//!
//! use actix_web::{App, HttpRequest, HttpServer};
//! use proabono_portal::identity::{Identify, Identity, User};
//! use proabono_portal::{Config, Portal};
//!
//! /// The login of the application.
//! struct Login;
//!
//! impl Identify for Login {
//!     fn name(&self) -> &'static str {
//!         "login"
//!     }
//!
//!     fn identify<'a>(&'a self, request: &'a HttpRequest) -> Pin<Box<dyn Future<Output = Identity> + 'a>> {
//!         # fn user_of_session(_: &HttpRequest) -> Option<User> { None }
//!         let user = user_of_session(request);
//!         Box::pin(ready(user.map_or(Identity::Nothing, Identity::User)))
//!     }
//! }
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! let config = Config::load(None)?;
//! // Once: clones share the cache of customers, the metrics and the connections.
//! let portal = Portal::builder(&config).identify(Login).build()?;
//! actix_web::rt::System::new().block_on(async {
//!     HttpServer::new(move || App::new().service(portal.scope()))
//!         .bind("127.0.0.1:8080")?
//!         .run()
//!         .await
//! })?;
//! # Ok(())
//! # }
//! ```
//!
//! The modules stand in one order, and each imports only from those below it:
//!
//! | module | what it is for |
//! | --- | --- |
//! | `fuzzing` | the promises that the fuzz targets try; compiled for them and for tests |
//! | `cli` | the commands, one file each |
//! | `dev` | the page with its own sign-in and the emulator, for an integrator |
//! | `demo` | the page and the emulator side by side, with sample users |
//! | `emulated` | the part that `dev` and `demo` share |
//! | `server` | the server of its own: listeners, shutdown, the operator's listener |
//! | `portal` | the builder, the route table, and how each request is answered |
//! | `config` | puts the settings of all parts together, with every problem in one report |
//! | `pages` | the pages, one handler each |
//! | `sign_in` | the ways to sign in here, and out |
//! | `visit` | what is known of one request, and how its answer leaves |
//! | `chat` | the chat beside the page: its settings, and what its script is told |
//! | `words` | the sentences, one complete set for each language |
//! | `events` | ProAbono's events: received, kept, and worked |
//! | `rights` | what a customer may use: read, remembered, decided, explained |
//! | `openings` | which of ProAbono's pages is opened, and how |
//! | `customers` | which customer a user is, look-up and creation, how a customer stands |
//! | `sessions` | the sessions of visitors who sign in here |
//! | `identity` | who is asking |
//! | `account` | the ProAbono account, and the settings of the clients that call it |
//! | `web` | addresses, headers, files, escaping, counters |
//! | `listener` | connections, with a time limit around each request that arrives |
//! | `telemetry` | the log, and its last warnings |
//! | `settings` | how settings are declared and read |
//! | `warnings` | the codes of the log's warnings, and what to do about each |
//! | `store` | small sealed values that outlive a restart |
//! | `clock` | the time of day |
//! | `crylk` | the link gate |
//!
//! A host application uses a few of them:
//!
//! | to | see |
//! | --- | --- |
//! | mount the page | [`Portal`], [`PortalBuilder`] |
//! | say who is asking | [`identity::Identify`] |
//! | set it up | [`Config`], [`config::keys`] |
//! | run the server of its own, also in tests | [`server::build`] |
//! | know the codes of warnings in the log | [`warnings::find`] |
//! | check a link | [`crylk::Gate`] |
//! | call ProAbono | [`proabono::Live`] |
//!
//! Features, both on by default and neither needed by a host application: `cli` (the command line and the binary) and
//! `emulator` (ProAbono, offline; with `cli` also the commands `demo` and `dev`).
//!
//! `README.md` says where to read on.

mod account;
mod chat;
#[cfg(feature = "cli")]
pub mod cli;
mod clock;
pub mod config;
pub mod crylk;
pub mod customers;
#[cfg(all(feature = "cli", feature = "emulator"))]
mod demo;
#[cfg(all(feature = "cli", feature = "emulator"))]
mod dev;
#[cfg(all(feature = "cli", feature = "emulator"))]
mod emulated;
mod events;
#[cfg(any(test, fuzzing))]
pub mod fuzzing;
pub mod identity;
mod listener;
mod openings;
mod pages;
mod portal;
mod rights;
pub mod server;
mod sessions;
mod settings;
mod sign_in;
mod store;
pub mod telemetry;
mod visit;
pub mod warnings;
mod web;
mod words;

pub use ::proabono;
#[cfg(feature = "emulator")]
pub use ::proabono_emulator as emulator;
pub use config::Config;
pub use events::EventsError;
pub use portal::{BuildError, Portal, PortalBuilder};
