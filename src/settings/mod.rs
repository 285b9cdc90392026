//! The declaration and the reading of settings: a TOML file and the environment, with every problem in one report.
//!
//! Each part of the program declares its settings once, in a [`settings!`] block of its own; `config` puts the parts
//! together. The samples, `docs/configuration.md` and the readers all follow from these declarations.

mod declare;
mod environment;
mod key;
mod placeholder;
mod reading;
#[cfg(feature = "cli")]
pub(crate) mod renamed;
mod report;
#[cfg(feature = "cli")]
mod said;
mod section;
mod source;
pub(crate) mod text;
mod toml_file;
pub(crate) mod values;
pub(crate) mod variable;

pub(crate) use declare::settings;
pub use key::Key;
#[cfg(feature = "cli")]
pub(crate) use reading::REPEATED;
pub use report::{Problem, Report};
#[cfg(feature = "cli")]
pub(crate) use said::Said;
pub(crate) use section::{Section, Shape, Switched};
pub use source::Source;
