use std::path::Path;

use proabono::{SegmentReference, Settings};
use url::Url;

use crate::terminal::Failure;

/// An account of the Live API.
#[derive(Clone)]
pub struct LiveAccount {
    /// The address and the keys.
    pub settings: Settings,
    /// The segment that goes with every call that takes one and is given none.
    pub segment: SegmentReference,
}

/// An account of the Backoffice API.
#[derive(Clone)]
pub struct BackofficeAccount {
    /// The address of the host of the account, and the keys.
    pub settings: Settings,
    /// The address of the host of the segment; `None` when it is not known.
    pub segment_base: Option<Url>,
}

/// The program that mounts the commands, which knows where its configuration is.
pub trait Program: Clone + std::fmt::Debug + 'static {
    /// The name of the binary, for the examples of the help.
    const NAME: &'static str;
    /// The environment variable that names the configuration file.
    const CONFIG: &'static str;
    /// A sentence for the help: where the account comes from.
    const ACCOUNT: &'static str;
    /// The environment variable with the address of the host of the segment.
    const SEGMENT_HOST: &'static str;
    /// The same setting in the configuration file.
    const SEGMENT_HOST_IN_FILE: &'static str;
    /// The environment variable with the address of the HTTP proxy.
    const HTTP_PROXY: &'static str;

    /// The account of the Live API. `file` is the one that `--config` names; a dry run needs no keys.
    ///
    /// # Errors
    /// A text that names what is missing or wrong in the configuration.
    fn live(file: Option<&Path>, dry_run: bool) -> Result<LiveAccount, Failure>;

    /// The account of the Backoffice API, likewise.
    ///
    /// # Errors
    /// A text that names what is missing or wrong in the configuration.
    fn backoffice(file: Option<&Path>, dry_run: bool) -> Result<BackofficeAccount, Failure>;
}
