//! How `serve` says that it does not serve: to people, or to those who read the log as JSON.

use std::error::Error;

use jiff::Timestamp;
use proabono_cli::terminal::{complain, mutter};
use serde_json::{Value, json};

use crate::config::{LogFormat, Report};

/// Writes the reason to standard error in the format of the log.
pub(super) fn report(error: &(dyn Error + 'static), format: LogFormat) {
    match format {
        LogFormat::Text => complain(error),
        LogFormat::Json => mutter(line(error)),
    }
}

/// One line, whatever line breaks there are in the texts.
fn line(error: &(dyn Error + 'static)) -> Value {
    let mut line = json!({
        "timestamp": Timestamp::now(),
        "level": "ERROR",
        "code": "not-started",
        "message": error.to_string(),
        "target": module_path!(),
    });
    if let Some(report) = error.downcast_ref::<Report>() {
        let problems = report.problems.iter();
        let problems = problems.map(|problem| json!({ "place": problem.place, "what": problem.what }));
        line["problems"] = problems.collect();
    }
    let causes = std::iter::successors(error.source(), |&cause| cause.source());
    let causes: Vec<String> = causes.map(ToString::to_string).collect();
    if !causes.is_empty() {
        line["causes"] = json!(causes);
    }
    line
}
