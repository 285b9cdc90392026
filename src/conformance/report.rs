//! What the checks found.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::{Value, json};

use super::check::Check;

/// How one check ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    Ok,
    /// What was expected and what came.
    Failed {
        expected: String,
        got: String,
    },
    /// Why.
    NotRun(String),
}

struct Line {
    claim: &'static str,
    route: &'static str,
    outcome: Outcome,
}

/// Every check and how it ended.
#[derive(Default)]
pub(crate) struct Report {
    lines: Vec<Line>,
    /// What is new to the contract, and no fault.
    pub(super) notes: Vec<String>,
}

impl Report {
    pub(super) fn add(&mut self, check: &Check, outcome: Outcome) {
        self.lines.push(Line {
            claim: check.claim,
            route: check.route,
            outcome,
        });
    }

    /// Checks that were right, that failed, and that were not run.
    pub(crate) fn counts(&self) -> (usize, usize, usize) {
        let count = |fits: fn(&Outcome) -> bool| self.lines.iter().filter(|line| fits(&line.outcome)).count();
        (
            count(|outcome| *outcome == Outcome::Ok),
            count(|outcome| matches!(outcome, Outcome::Failed { .. })),
            count(|outcome| matches!(outcome, Outcome::NotRun(_))),
        )
    }

    fn notes(&self) -> BTreeSet<&str> {
        self.notes.iter().map(String::as_str).collect()
    }

    /// For scripts.
    pub(crate) fn json(&self) -> Value {
        let (ok, failed, not_run) = self.counts();
        let checks: Vec<Value> = self.lines.iter().map(Line::json).collect();
        json!({ "Ok": ok, "Failed": failed, "NotRun": not_run, "Checks": checks, "Notes": self.notes() })
    }
}

impl Line {
    fn json(&self) -> Value {
        let mut line = json!({ "Operation": self.route, "Claim": self.claim });
        match &self.outcome {
            Outcome::Ok => line["Outcome"] = json!("ok"),
            Outcome::Failed { expected, got } => {
                line["Outcome"] = json!("failed");
                line["Expected"] = json!(expected);
                line["Got"] = json!(got);
            }
            Outcome::NotRun(reason) => {
                line["Outcome"] = json!("not run");
                line["Reason"] = json!(reason);
            }
        }
        line
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for line in &self.lines {
            let (word, more) = match &line.outcome {
                Outcome::Ok => ("ok", String::new()),
                Outcome::Failed { expected, got } => (
                    "failed",
                    format!("\n           expected  {expected}\n           got       {got}"),
                ),
                Outcome::NotRun(reason) => ("not run", format!("\n           {reason}")),
            };
            writeln!(f, "{word:<9}  {}  ({}){more}", line.claim, line.route)?;
        }
        for note in self.notes() {
            writeln!(f, "note       {note}")?;
        }
        let (ok, failed, not_run) = self.counts();
        write!(f, "{ok} ok, {failed} failed, {not_run} not run")
    }
}
