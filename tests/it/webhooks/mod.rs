//! What ProAbono sends and what the application is sent: the commands, and the posts.

mod application;
mod inbox;
mod listen;
mod posts;
mod register;
mod told;
