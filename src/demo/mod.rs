//! The command `demo`: the page and the emulator side by side, with sample users.
//!
//! Nothing here is reachable from `serve` or from any configuration: the sample sign-in is named in this module only, and
//! what frames the emulator's pages in [`emulated`](crate::emulated). A test reads the sources to keep it so.

mod look;
mod menu;
mod server;
mod sign_in;
mod studio;

pub(crate) use server::{Addresses, Demo, Floating, build};
