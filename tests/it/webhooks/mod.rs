//! The commands about ProAbono's events, and the posts to the application.

mod application;
mod inbox;
mod listen;
mod listen_on;
mod posts;
mod register;
mod several;
mod told;
