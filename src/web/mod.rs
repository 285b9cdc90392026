//! Everything about the web that has nothing to do with ProAbono: addresses, headers, files, escaping, counters.

mod assets;
mod body;
mod client;
mod headers;
mod html;
mod metrics;
mod origin;
mod own_file;
mod paths;
mod plain_path;
mod policy;
mod settings;

pub(crate) use assets::{Assets, EMBED, FILES, File, has_phone_rules};
pub(crate) use body::body;
pub(crate) use client::client;
pub(crate) use headers::{Class, Headers};
pub(crate) use html::Plain;
pub(crate) use metrics::{InboxNumbers, Metrics, Request};
pub(crate) use origin::{
    Reader, is_for_frame, is_shown, navigates, navigates_in_frame, only, reader, reader_of_part, same_origin,
};
pub(crate) use own_file::OwnFile;
pub(crate) use paths::Paths;
pub use paths::{BasePath, PublicUrl};
pub(crate) use plain_path::{is_plain, plain};
pub(crate) use policy::{ChatSources, Inputs, Nonce};
pub use settings::HeadersConfig;
