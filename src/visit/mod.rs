//! One visit: everything that is known of the request, made once, and the way in which every answer leaves.

mod again;
mod answer;
mod findings;
mod look;
mod problem;
mod settings;
mod shell;
mod site;
mod stop;
mod theme;
mod visitor;

pub(crate) use again::WAITED;
pub(crate) use answer::{Answer, Outcome};
pub(crate) use findings::Findings;
pub(crate) use look::Look;
pub use settings::{Home, PageConfig};
pub(crate) use shell::Shell;
pub(crate) use site::{SignsIn, Site};
pub(crate) use stop::{Cause, Stop};
pub(crate) use theme::Theme;
pub use theme::{ColorScheme, Colour, Place, ThemeConfig, ThemeError};
#[cfg(all(feature = "cli", feature = "emulator"))]
pub(crate) use theme::{Contrast, contrasts};
pub(crate) use visitor::{Visit, Visitor, user_if_known};
