//! The facts about the account that are known while the checks run.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::operations::{SEGMENT, filled, kebab, text};

use super::check::Check;

/// The name of a number that no object has.
pub(super) const NOBODY: &str = "nobody";

/// The choices of a run.
#[derive(Clone, Debug)]
pub(super) struct Options {
    /// The segment of the account, of an API whose calls take one.
    pub(super) segment: Option<String>,
    /// Also checks what creates and changes objects. They stay: for a sandbox only.
    pub(super) write: bool,
    /// Part of every reference that is made, so that two runs do not meet.
    pub(super) unique: String,
}

/// A request, with everything filled in.
pub(super) struct Request {
    pub(super) path: String,
    pub(super) query: Vec<(String, String)>,
    pub(super) body: Option<Value>,
}

/// Values by name.
pub(super) struct Context(BTreeMap<String, Value>);

impl Context {
    /// `now` is what the service takes for it.
    pub(super) fn new(options: &Options, now: Timestamp) -> Self {
        let mut values = BTreeMap::new();
        let mut insert = |name: &str, value: String| values.insert(name.to_owned(), Value::from(value));
        if let Some(segment) = &options.segment {
            insert(&kebab(SEGMENT), segment.clone());
        }
        for (name, kind) in [("new", "a"), ("second", "b"), ("third", "c"), ("unknown", "z")] {
            insert(name, format!("conformance-{}-{kind}", options.unique));
        }
        // A host is of one segment in all of ProAbono.
        for (name, domain) in [("new-host", ""), ("new-host-via", ".via")] {
            let host = format!("conformance-{}{domain}.proabono.com", options.unique);
            insert(name, host);
        }
        let now = now.as_second();
        for (name, days) in [("now", 0), ("tomorrow", 1), ("next-year", 365)] {
            insert(name, moment(now - 5, days));
        }
        // ProAbono numbers what it makes from below, and is far from here.
        values.insert(NOBODY.to_owned(), Value::from(999_999_999));
        Self(values)
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    /// The value that a text stands for: something learnt, or the text itself.
    pub(super) fn value(&self, text: &str) -> Option<Value> {
        match placeholder(text) {
            Some(name) => self.0.get(name).cloned(),
            None => Some(Value::from(text)),
        }
    }

    pub(super) fn learn(&mut self, name: &str, value: Value) {
        self.0.insert(name.to_owned(), value);
    }

    /// The request of a check; the error is the name of what is not known.
    pub(super) fn request(&self, check: &Check) -> Result<Request, String> {
        if !check.after.is_empty() {
            self.named(&check.after)?;
        }
        let mut at = check.at.iter();
        let path = filled(check.path(), |part| {
            let name = at.next().map_or(part, String::as_str);
            self.named(name).map(text)
        })?;
        let mut query = Vec::new();
        for (name, value) in &check.query {
            let value = match placeholder(value) {
                Some(known) => text(self.named(known)?),
                None => value.clone(),
            };
            query.push((name.clone(), value));
        }
        let mut body = check.body.clone();
        body.iter_mut().try_for_each(|body| self.fill(body))?;
        Ok(Request { path, query, body })
    }

    fn named(&self, name: &str) -> Result<&Value, String> {
        self.0.get(name).ok_or_else(|| name.to_owned())
    }

    fn fill(&self, value: &mut Value) -> Result<(), String> {
        match value {
            Value::Object(members) => members.values_mut().try_for_each(|member| self.fill(member)),
            Value::Array(items) => items.iter_mut().try_for_each(|item| self.fill(item)),
            Value::String(text) => {
                if let Some(name) = placeholder(text) {
                    *value = self.named(name)?.clone();
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

fn placeholder(text: &str) -> Option<&str> {
    text.strip_prefix('{')?.strip_suffix('}')
}

fn moment(second: i64, days: i64) -> String {
    let moment = Timestamp::from_second(second).unwrap_or_default();
    moment
        .checked_add(SignedDuration::from_hours(24 * days))
        .unwrap_or(moment)
        .to_string()
}
