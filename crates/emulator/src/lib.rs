//! ProAbono, offline: an HTTP server on a loopback address that answers as ProAbono is documented to, with an account behind it.
//!
//! It shares no type with the client of this project: a misspelt member would otherwise agree with itself. The README
//! of this crate says where it is stricter than ProAbono, what it invented and what it leaves out.
//!
//! The modules, from top to bottom. Each imports only from those below it; a test reads this table.
//!
//! | module | what it holds |
//! | --- | --- |
//! | `server` | the listener |
//! | `routes` | every address, and what answers there |
//! | `guard` | requests that browsers send for pages of somebody else |
//! | `control` | `/_emulator`: what a test may ask and order |
//! | `seed` | the account at the start |
//! | `index` | `/`: links to all pages |
//! | `mails` | `/mails`: the links that ProAbono would mail |
//! | `widget` | the floating widget |
//! | `chat` | a double of the chat that may stand beside ProAbono's pages |
//! | `portal` | the in-site script and the page that its frame opens first |
//! | `hosted` | the hosted pages |
//! | `live` | the Live API, one file for each resource |
//! | `backoffice` | the Backoffice API |
//! | `api` | what the contract declares, and the checks, lists and refusals of both APIs |
//! | `delivery` | codes and events on their way to the addresses of webhooks |
//! | `shared` | what all handlers share, each part behind its own lock |
//! | `faults` | failures on demand |
//! | `openings` | the record of the pages that were opened |
//! | `calls` | the record of the calls of both APIs |
//! | `stories` | the sample people |
//! | `world` | the account, and what happens in it |
//! | `records` | what the Backoffice API remembers |
//! | `events` | what happened, as webhooks are told |
//! | `model` | what there is in an account, and what it costs |
//! | `options` | the options of one emulator |
//! | `hooks` | the manner in which events are delivered, and the deliveries that wait |
//! | `settings` | how the hosted pages behave |
//! | `catalogue` | offers, features, texts and customers: the sample, or from a file |
//! | `answer` | an answer before it is sent |
//! | `words` | the sentences of the hosted pages in each language, with their dates and prices |
//! | `clock` | moments, and lengths of time |
//! | `loopback` | the names and addresses of this machine |
//! | `tls` | the certificate of an emulator that speaks https |
//! | `render` | from a template to a response |
//! | `assets` | the icon and a script |
//! | `secrets` | credentials, hidden |
//! | `chance` | tokens and ids, by chance or from a seed |
//!
//! ```no_run
//! # async fn run() -> std::io::Result<()> {
//! use proabono_emulator::Emulator;
//!
//! let emulator = Emulator::start().await?;
//! println!("{}/v1/Customer?ReferenceCustomer=cust-alice", emulator.url());
//! emulator.stop().await;
//! # Ok(())
//! # }
//! ```

#![allow(clippy::doc_markdown, reason = "ProAbono is a name, not code")]
#![allow(
    clippy::struct_field_names,
    reason = "members are spelt as the API spells them"
)]

mod answer;
mod api;
mod assets;
mod backoffice;
mod calls;
mod catalogue;
mod chance;
mod chat;
mod clock;
mod control;
mod delivery;
mod events;
mod faults;
mod guard;
mod hooks;
mod hosted;
mod index;
mod live;
mod loopback;
mod mails;
mod model;
mod openings;
mod options;
mod portal;
mod records;
mod render;
mod routes;
mod secrets;
mod seed;
mod server;
mod settings;
mod shared;
mod stories;
mod tls;
mod widget;
mod words;
mod world;

pub use catalogue::{Catalogue, CatalogueError};
pub use hooks::{Deliveries, Loss};
pub use options::{BackofficeHosts, DatesShape, LinkGeneration, Options, UnknownCustomer, UsagesShape};
pub use server::Emulator;
pub use settings::{Closing, HostedPages, Redirection, ReturnIn};
pub use stories::{STORIES, Story};
