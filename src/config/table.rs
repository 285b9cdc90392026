use std::collections::BTreeSet;
use std::path::Path;

use crate::customers::{BadFile, TableFile};
use crate::proabono::SegmentReference;

use super::account;
use super::key::Key;
use super::source::Source;

/// Reads the look-up table that a key names. Every line that is wrong is a problem of its own.
pub(super) fn read(
    source: &mut Source,
    key: &Key,
    further: &BTreeSet<SegmentReference>,
) -> Option<TableFile> {
    let path = source.optional(key)?;
    // Without the account's segment the report says so, and any segment would be called wrong.
    let usual = account::segment(source);
    let admitted = usual.map(|usual| further.iter().cloned().chain([usual]).collect());
    match TableFile::open(Path::new(&path), admitted) {
        Ok(file) => {
            for warning in file.warnings() {
                source.warn(format!("{path}: {warning}"));
            }
            Some(file)
        }
        Err(BadFile::Lines(faults)) => {
            for fault in faults {
                source.problem(format!("{path}:{}", fault.line), fault.what);
            }
            None
        }
        Err(error) => {
            source.problem_with(key, format!("{error} (it is {path:?})"));
            None
        }
    }
}
