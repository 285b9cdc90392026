//! The account of the commands that call ProAbono: the one of the page.

use std::path::Path;

use proabono_cli::terminal::Failure;
use proabono_cli::{BackofficeAccount, LiveAccount, Program};

use crate::account::BackofficeConfig;
use crate::config::Account;

/// This program, as `proabono-cli` knows it.
#[derive(Clone, Debug)]
pub(super) enum Portal {}

impl Program for Portal {
    const NAME: &'static str = "proabono-portal";
    const CONFIG: &'static str = "PORTAL_CONFIG";
    const ACCOUNT: &'static str = "\
        The account comes from the PROABONO_… variables, or from the section [proabono] of the file that \
        --config names.";
    const SEGMENT_HOST: &'static str = BackofficeConfig::segment_base.env;
    const SEGMENT_HOST_IN_FILE: &'static str = BackofficeConfig::segment_base.name;
    const HTTP_PROXY: &'static str = Account::http_proxy.env;

    fn live(file: Option<&Path>, dry_run: bool) -> Result<LiveAccount, Failure> {
        let account = if dry_run {
            Account::load_without_keys(file)
        } else {
            Account::load(file)
        }?;
        Ok(LiveAccount {
            settings: account.client_settings(),
            segment: account.segment_ref,
        })
    }

    fn backoffice(file: Option<&Path>, dry_run: bool) -> Result<BackofficeAccount, Failure> {
        let account = Account::load_backoffice(file, dry_run)?;
        Ok(BackofficeAccount {
            settings: account.backoffice_settings(),
            segment_base: account.backoffice.segment_base,
        })
    }
}
