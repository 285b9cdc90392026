//! The account of the commands that call ProAbono: the one of the page.

use std::path::Path;

use proabono_cli::{BackofficeAccount, Failure, LiveAccount, Program};

use crate::config::Account;

/// This program, as `proabono-cli` knows it.
pub(super) enum Portal {}

impl Program for Portal {
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
