#![doc = include_str!("../README.md")]
//!
//! The modules stand in one order, and each imports only from those below it:
//!
//! | module | holds |
//! | --- | --- |
//! | `conformance` | the command `conformance`: checks of a service against what ProAbono publishes |
//! | `api` | the command `api`: every operation of both APIs |
//! | `connection` | the hosts of an API, with the keys of the account |
//! | `operations` | the contract, with the words that it lacks |
//! | `program` | the settings that the commands need of the program that mounts them |
//! | `terminal` | writing to standard output and standard error |

pub mod api;
pub mod conformance;
mod connection;
mod operations;
mod program;
pub mod terminal;

pub use program::{BackofficeAccount, LiveAccount, Program};

#[cfg(test)]
mod tests;
