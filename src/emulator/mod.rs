//! ProAbono, offline.
//!
//! # What it is not
//!
//! It is not a copy of ProAbono, and nothing that passes here proves that the real service behaves the same. It was written from
//! the public documentation and its samples, never from the service itself. No money moves, no mail leaves, no card number is kept.
//!
//! **Stricter than the real service**, so that a mistake shows here first:
//!
//! - `POST /v1/Customer` without `ReferenceSegment` is refused; the real service silently takes the default segment
//!   ([`Options::default_segment`] brings that back). An unknown segment is refused.
//! - `null` is refused in a request body, and so are unknown, repeated and misspelt query parameters (what the real service does
//!   with those is not documented). Property names are compared exactly.
//! - References are checked against the documented rule: 50 characters, none of `< > ; " = ? &`.
//! - Only the documented sample card numbers are accepted, so that nobody types a real one.
//!
//! **Invented**, because it is published nowhere: the codes of 400, 401, 404 and of a reference against the rules or of an unknown
//! segment; the challenge header of 401; the lifetime of links and the page of an expired one (410); the look and the texts of every
//! hosted page; the script of the floating widget; what a page of a suspended customer shows; a page past the end of a list
//! answers 204; metadata is replaced as a whole.
//!
//! **Left out so far**: every operation of the Live API but the customer's, the Backoffice API, webhooks, the in-site script.
//!
//! # What it is
//!
//! An HTTP server on a loopback address with a small state behind it: a catalogue of three offers, customers, subscriptions and
//! invoices. It answers the API (`/v1/…`), shows hosted pages that look and act like billing pages, lists the links that ProAbono
//! would mail (`/mails`), serves a floating widget (`/widget.js`), and fails on demand (`/_emulator/faults`). It shares no type with
//! the client of this crate: a misspelt field would otherwise agree with itself.
//!
//! ```no_run
//! # async fn run() -> std::io::Result<()> {
//! use proabono_portal::emulator::{Emulator, Options};
//!
//! let mut emulator = Emulator::bind(Options::default())?;
//! emulator.page_url("http://127.0.0.1:8080/Subscriptions".to_owned());
//! emulator.run().await
//! # }
//! ```

#![allow(clippy::doc_markdown, reason = "ProAbono is a name, not code")]
#![allow(
    clippy::struct_field_names,
    reason = "members are spelt as the API spells them"
)]

mod answer;
mod assets;
mod calls;
mod catalogue;
mod chance;
mod clock;
mod control;
mod faults;
mod hosted;
mod index;
mod live;
mod mails;
mod options;
mod render;
mod routes;
mod server;
mod shared;
mod state;
mod stories;
mod widget;

pub use options::{LinkGeneration, Options, UnknownCustomer};
pub use server::Emulator;
pub use stories::{STORIES, Story};
