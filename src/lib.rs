//! proabono-portal

#[cfg(feature = "emulator")]
pub mod emulator;
