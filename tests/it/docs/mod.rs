//! The documents say what is so: samples follow the keys, links lead somewhere, tables and snippets are tried.

mod account;
mod commands;
mod document;
mod emulator;
mod headers;
mod keys;
mod links;
mod monitoring;
mod nginx;
mod operators;
mod samples;
mod served;
mod shipped;
mod snippets;
mod warnings;
mod whoami;
