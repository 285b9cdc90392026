//! The page with an emulator in ProAbono's place: the part that the commands `demo` and `dev` share.
//!
//! Nothing here is reachable from `serve` or from any configuration: the gate that admits the emulator's loopback origin is
//! named in this module only, and only these two commands import it. A test reads the sources to keep it so.

mod account;
mod controls;
mod local;
mod presets;
mod stage;

pub(crate) use account::{account, played, widget_script};
pub(crate) use controls::Controls;
pub(crate) use local::{is_local, local};
pub(crate) use presets::{Question, preset, questions};
pub(crate) use stage::{Trouble, start, tell, unreal};
