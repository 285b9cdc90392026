//! The command `demo`: the page and the emulator side by side, with sample users.
//!
//! Nothing here is reachable from `serve` or from any configuration: the sample sign-in and the gate that admits the
//! emulator's loopback origin are named in this module only, and a test reads the sources to keep it so.

mod menu;
mod server;
mod sign_in;

pub(crate) use server::{Addresses, Demo, Floating, build};
