//! What ProAbono sends and what the application is sent: the commands, and the posts.

mod application;
mod posts;
mod register;
