//! The command `dev`: the page with the integrator's own sign-in, the emulator in ProAbono's place, and a page that shows
//! what happens.
//!
//! It runs on this machine alone, and is out of reach of `serve` and of every configuration as `demo` is. The page that shows
//! what happens has a listener of its own, so that no proxy in front of the page passes it on.

mod panel;
mod server;
mod settings;
mod view;
mod visits;

pub(crate) use server::{Addresses, Dev, build};
