//! The results of the checks.

use std::collections::BTreeSet;
use std::fmt;

use serde_json::{Value, json};

use super::check::Check;

/// How one check ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Ok,
    /// A refusal that depends on the account, where a success would have been one too: nothing was proved.
    Refused(String),
    /// The answer is not the expected one.
    Failed {
        expected: String,
        got: String,
    },
    /// The reason why it could not be run.
    NotRun(String),
}

/// How many checks ended how.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Counts {
    pub(super) ok: usize,
    pub(super) refused: usize,
    pub(super) failed: usize,
    pub(super) not_run: usize,
}

struct Line {
    claim: String,
    route: String,
    outcome: Outcome,
}

/// Every check and how it ended.
#[derive(Default)]
pub(crate) struct Report {
    lines: Vec<Line>,
    /// Members and words that are new to the contract, which is no fault.
    pub(super) notes: Vec<String>,
}

impl Report {
    pub(super) fn add(&mut self, check: &Check, outcome: Outcome) {
        self.lines.push(Line {
            claim: check.claim.clone(),
            route: check.route.clone(),
            outcome,
        });
    }

    pub(super) fn counts(&self) -> Counts {
        let count = |fits: fn(&Outcome) -> bool| self.lines.iter().filter(|line| fits(&line.outcome)).count();
        Counts {
            ok: count(|outcome| *outcome == Outcome::Ok),
            refused: count(|outcome| matches!(outcome, Outcome::Refused(_))),
            failed: count(|outcome| matches!(outcome, Outcome::Failed { .. })),
            not_run: count(|outcome| matches!(outcome, Outcome::NotRun(_))),
        }
    }

    fn notes(&self) -> BTreeSet<&str> {
        self.notes.iter().map(String::as_str).collect()
    }

    /// For scripts.
    pub(crate) fn json(&self) -> Value {
        let counts = self.counts();
        let checks: Vec<Value> = self.lines.iter().map(Line::json).collect();
        json!({
            "Ok": counts.ok, "Refused": counts.refused, "Failed": counts.failed, "NotRun": counts.not_run,
            "Checks": checks, "Notes": self.notes(),
        })
    }
}

impl Line {
    fn json(&self) -> Value {
        let mut line = json!({ "Operation": self.route, "Claim": self.claim });
        match &self.outcome {
            Outcome::Ok => line["Outcome"] = json!("ok"),
            Outcome::Refused(got) => {
                line["Outcome"] = json!("refused");
                line["Got"] = json!(got);
            }
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
                Outcome::Refused(got) => ("refused", format!("\n           {got}")),
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
        let Counts {
            ok,
            refused,
            failed,
            not_run,
        } = self.counts();
        write!(
            f,
            "{ok} ok, {refused} refused, {failed} failed, {not_run} not run"
        )
    }
}
