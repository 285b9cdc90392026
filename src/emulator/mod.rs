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
//! - Exactly one of `Increment`, `QuantityCurrent` and `IsEnabled` is taken, for a feature of that type, and a `DateStamp` more than a
//!   second ahead is refused.
//! - A parameter that stands in the query and, with another value, in the body is refused. So is `Upgrade=true` of a list of offers
//!   without a customer or a subscription, and a `DurationRecurrence` or `CountRecurrences` of 0.
//! - No amount is beyond 10,000,000,000.00 either way, no date outside the years 1 to 2999, and no `DateStart` more than ten years back,
//!   since what has been due since then happens at once. The clock moves ten years at a time.
//!
//! **Invented**, because it is published nowhere:
//!
//! - *Refusals*: the codes of 400, 401, 404 and 409, of a reference against the rules, of an unknown segment, offer, feature or id, of a
//!   date in the future or too long ago, of a quantity below zero, of an engagement, of a suspended customer, of a body of
//!   more than 256 KiB (413); the challenge header of 401. A transition from a wrong state is 409.
//! - *Lists*: oldest first; a page past the end answers 204; left out, `ReferenceSegment` means the account's segment, the first; a filter by an unknown
//!   customer is 403. `GET /v1/Subscription` prefers the running one, then the newest.
//! - *Links*: their lifetime and the page of an expired one (410); a suspended or invalidated customer's invoices have none, its
//!   subscriptions only `self`; a link of an offer without a customer opens nothing, and
//!   `Upgrade` of one offer changes nothing without one.
//! - *Customers*: one that is suspended is not billed, neither on demand (403) nor automatically, and its balance stays due; it can be
//!   subscribed and its subscriptions go on, since nothing is published against it; metadata is replaced as a whole; anonymisation clears the address; an empty text clears nothing but is written;
//!   `IsGreyListed` is kept and has no effect; without a payment method `TypePayment` is absent.
//! - *Time*: a renewal happens at the term and its lines are due at once; the automatic billing takes every due line six hours after the
//!   oldest was written, or at `DateNextBilling`, when `ModeBilling` is `Auto`, there is a payment method and the sum is above zero. A
//!   renewal or a trial's end without a payment method suspends (`SuspendedNoPaymentInfo`). An invoice is overdue after 15 days. The header
//!   `Date` of an answer has the time of the clock, also where that was moved.
//! - *Subscriptions*: a start is asked for a payment method when it costs something, `EnsureBillable=true` always asks, `false` never;
//!   `TryStart` that is refused leaves a draft. `Immediate` of an upgrade is true when it is left out. An upgrade keeps the period where
//!   the lengths agree, refunds the rest of the old one, begins no trial, ends one; stocks that were changed and counters go with it. Any
//!   offer may be the target. An engagement holds back an upgrade, not a termination. A start takes back what waits for the term, and a
//!   planned successor is deleted; a termination refunds nothing; a draft ends at once; `DateTerm` moves the end of the period and costs nothing.
//! - *Usages*: a stock starts full and a volume empty; what has no limit is not counted; the usages of a suspended subscription are not
//!   listed; several that fit a change ask for `IdSubscription`; one refused item refuses its batch; a reading without any is 404, and one that several
//!   fit, as without a parameter, is the first of them.
//! - *Prices*: the tax of each line is rounded down; a stock and a switch are paid for the rest of the period and refunded for it, a volume
//!   when it is used; nothing of it during a trial; only the first step of a price list counts, `QuantityMax` does not, and no feature costs more than the largest amount; discounts are
//!   accepted and change nothing. A balance that is not above zero is not billed (204).
//! - *Quotes*: what a transition refuses for the state of the subscription, its quote refuses too (409), but for the start of what runs,
//!   to which ProAbono's samples link; the payment method is asked for with `EnsureBillable=true`, and for a usage when a fee arises.
//! - *The Backoffice API*: a part of an object that is left out of an update stays; every update is answered like those of taxes; an
//!   unknown id in a body is 422, and so are an empty `Name`, `Label`, `Email` or `Code`, what has not the shape of a language, currency or
//!   country, an address that is not of the web, and a reference or host that another segment has; no other duplicates are refused, and no
//!   member is looked up in its ISO list; creations are 201; a new agent and a new webhook are `ToModerate`; the name
//!   `localhost` is the host of the segment and the address is that of the account ([`Options::backoffice_hosts`]), where an operation of
//!   the other one is 404; `beta-eur.localhost` is the host of the segment of that `HostAgent`, and a tax or an agent of its business; lists are oldest first and filter by equality, `Name` by a part of it, and texts by a part of `Code` and `Content`; past events are that
//!   each customer was added; what is written here changes nothing of the Live API, and of the hosted pages only what
//!   `SettingsHostedPages` and `SettingsRedirection` of the account's segment say. A webhook is `Ok` once it repeats the code that its
//!   address answered with 200; the code goes to addresses of this machine only and is not signed.
//! - *The in-site script*: everything behind `ProAbonoPortal.open`; an opening that is refused is 403 for a missing or wrong hash and for
//!   an opener of somebody else, 400 for anything else; an unknown parameter is refused and complained of; metadata is flat, and its
//!   names and values have 450 characters together; an opener that was issued to nobody opens for everybody.
//! - *The floating widget*: its script, `ProAbono.start` for a single-page application, the name `hash`.
//! - *Workflows*: their pages; bank debit and invoice beside the card; that a draft is started beside what runs; which event of
//!   `SettingsRedirection` fits what, and that a missing page leads to `UrlGenericError`; that the addresses of offers take the place of
//!   those pages; the window of a return; how a frame is closed, and that it then returns nowhere; the outcome `failure`; that an invoice whose
//!   payment waits for a bank has no link to be paid.
//! - *The rest*: the look and the texts of every hosted page; what a page of a suspended customer
//!   shows; the document of an invoice.
//!
//! **Left out so far**: webhooks beyond their code, credit notes, invoices that a card refuses, subscribing without a customer, the addresses and payment
//! methods that `SettingsHostedPages` can require, anything but
//! customers in further segments ([`Options::further_segments`], unknown to every other operation),
//! texts in other languages than English, the legacy paths of old clients (but `GET /v1/Subscription/{id}`, where `self` links lead).
//!
//! # What it is
//!
//! An HTTP server on a loopback address with a small state behind it: a catalogue of four offers and six features, customers,
//! subscriptions, usages, a balance and invoices. It answers all 39 operations of the API Live (`/v1/…`) and the 62 of the Backoffice API, shows hosted pages that look and act like billing pages, lists the links that ProAbono
//! would mail (`/mails`), serves the in-site script (`/Get/portal.js`) and a floating widget (`/widget.js`), remembers what they opened
//! (`/_emulator/openings`), changes the settings of its pages (`/_emulator/hosted-pages`), moves its clock (`/_emulator/clock`), and fails
//! on demand (`/_emulator/faults`). With [`Options::seed`] the same calls give the same answers. It shares no type with
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
mod api;
mod assets;
mod backoffice;
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
mod openings;
mod options;
mod portal;
mod render;
mod routes;
mod secrets;
mod server;
mod settings;
mod shared;
mod state;
mod stories;
mod widget;

pub use options::{BackofficeHosts, LinkGeneration, Options, UnknownCustomer, UsagesShape};
pub use server::Emulator;
pub use settings::{Closing, HostedPages, Redirection, ReturnIn};
pub use stories::{STORIES, Story};
