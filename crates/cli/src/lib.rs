#![doc = include_str!("../README.md")]
//!
//! The modules stand in one order, and each imports only from those below it:
//!
//! | module | holds |
//! | --- | --- |
//! | `conformance` | the command `conformance`: checks of a service against what ProAbono publishes |
//! | `api` | the command `api`: every operation of both APIs |
//! | `program` | the settings that the commands need of the program that mounts them |
//! | `terminal` | writing to standard output and standard error |

pub mod api;
pub mod conformance;
mod program;
pub mod terminal;

pub use program::{BackofficeAccount, LiveAccount, Program};
pub use terminal::Failure;
