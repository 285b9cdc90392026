//! Signing in and out here: the ways to do so, and everything that they have in common.

mod ask;
mod enter;
mod handoff;
mod kept;
mod login;
mod logout;
mod oidc;
mod settings;
mod view;
mod wanted;
mod ways;

pub(crate) use ask::ask;
#[cfg(all(feature = "cli", feature = "emulator"))]
pub(crate) use enter::enter;
#[cfg(feature = "cli")]
pub(crate) use handoff::LATE_COOKIE;
pub(crate) use handoff::{arrive, forms, hand_over};
#[cfg(all(feature = "cli", feature = "emulator"))]
pub(crate) use kept::wanted_before;
pub(crate) use login::login;
pub(crate) use logout::{logout, logout_page};
pub(crate) use oidc::callback;
pub use settings::SignInConfig;
#[cfg(feature = "cli")]
pub(crate) use ways::HANDOFF;
pub(crate) use ways::{Place, SignIn, SignInError};
