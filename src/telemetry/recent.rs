//! The last warnings and errors, kept in memory for those who ask on the operator's listener.

use std::collections::{BTreeMap, VecDeque};
use std::io;
use std::sync::{Arc, Mutex, PoisonError};

/// How many lines are kept.
const KEPT: usize = 100;

/// The longest line that is kept, in bytes.
const LONGEST: usize = 8 << 10;

/// The last hundred warnings and errors of the log, none of more than 8 KiB, one object of JSON per line, oldest first. Clones
/// share them.
#[derive(Clone, Debug, Default)]
pub struct Recent(Arc<Mutex<VecDeque<String>>>);

impl Recent {
    /// The lines, each with its line break.
    pub fn text(&self) -> String {
        let lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect()
    }

    pub(super) fn keep(&self, line: &str) {
        if line.len() > LONGEST {
            return;
        }
        let mut lines = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if lines.len() == KEPT {
            // Strangers can write many lines of one code, which must not push out the others.
            let place = most_frequent(&lines);
            lines.remove(place);
        }
        lines.push_back(line.to_owned());
    }
}

/// The place of the oldest line of the code that has the most lines.
fn most_frequent(lines: &VecDeque<String>) -> usize {
    let mut counts = BTreeMap::new();
    for line in lines {
        *counts.entry(code(line)).or_insert(0_usize) += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    let of_most = |line: &String| most.is_some_and(|(most, _)| code(line) == most);
    lines.iter().position(of_most).unwrap_or_default()
}

/// The code of a line; empty for the lines of libraries, which have none.
fn code(line: &str) -> &str {
    let rest = line.split_once("\"code\":\"").map(|(_, rest)| rest);
    rest.and_then(|rest| rest.split('"').next()).unwrap_or_default()
}

/// The log writes each line at once.
impl io::Write for Recent {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.keep(String::from_utf8_lossy(bytes).trim_end());
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_are_kept_and_no_endless_one() {
        let recent = Recent::default();
        for number in 0..150 {
            recent.keep(&format!("line {number}"));
        }
        recent.keep(&"x".repeat(LONGEST + 1));
        let text = recent.text();
        assert_eq!(text.lines().count(), KEPT);
        assert!(
            text.starts_with("line 50\n") && text.ends_with("line 149\n"),
            "{text}"
        );
    }

    #[test]
    fn many_lines_of_one_code_leave_those_of_the_others() {
        let recent = Recent::default();
        recent.keep("{\"code\":\"panic\",\"n\":0}");
        for number in 0..150 {
            recent.keep(&format!("{{\"code\":\"sign-in-failed\",\"n\":{number}}}"));
        }
        let text = recent.text();
        assert_eq!(text.lines().count(), KEPT);
        assert!(text.contains("panic") && text.contains("\"n\":149}"), "{text}");
    }
}
