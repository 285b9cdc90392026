//! The chat of mluvii beside the page: its settings, and what its script is told.

mod settings;
mod told;

pub use settings::{ChatConfig, ChatDatum, ChatLanguage};
pub(crate) use told::{Chat, Told};
