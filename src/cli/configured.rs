use std::path::PathBuf;

/// The argument of the commands that read the configuration.
#[derive(Debug, clap::Args)]
pub(super) struct Configured {
    /// The configuration file. Environment variables win over it.
    #[arg(long, value_name = "FILE", env = "PORTAL_CONFIG")]
    pub(super) config: Option<PathBuf>,
}
