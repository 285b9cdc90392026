//! Checks of a service that says it is one of ProAbono's APIs: names, shapes, statuses, refusals.
//!
//! They are written from the published facts alone: a contract for each API and the notes on it. They look at
//! the JSON as it comes and share no type with the client's answers or with the emulator, so that a misspelt name cannot
//! agree with itself. Without `--write` nothing is changed; quotes are asked for, which change nothing.

mod also;
mod check;
mod checks;
mod command;
mod context;
mod judge;
mod made;
mod report;
mod run;
mod shapes;

pub use command::Arguments;
#[cfg(test)]
pub(crate) use command::report;
