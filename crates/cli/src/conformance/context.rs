//! What is known of the account while the checks run.

use std::collections::BTreeMap;

use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::Options;
use super::check::Check;

/// A request, with everything filled in.
pub(super) struct Request {
    pub(super) path: String,
    pub(super) query: Vec<(&'static str, String)>,
    pub(super) body: Option<Value>,
}

/// Values by name.
pub(super) struct Context(BTreeMap<&'static str, Value>);

impl Context {
    /// `now` is what the service takes for it.
    pub(super) fn new(options: &Options, now: Timestamp) -> Self {
        let mut values = BTreeMap::new();
        values.insert("segment", Value::from(options.segment.as_str()));
        for (name, kind) in [("new", "a"), ("second", "b"), ("third", "c"), ("unknown", "z")] {
            values.insert(
                name,
                Value::from(format!("conformance-{}-{kind}", options.unique)),
            );
        }
        // A host is of one segment in all of ProAbono.
        for (name, domain) in [("new-host", ""), ("new-host-via", ".via")] {
            let host = format!("conformance-{}{domain}.proabono.com", options.unique);
            values.insert(name, Value::from(host));
        }
        let now = now.as_second();
        for (name, days) in [("now", 0), ("tomorrow", 1), ("next-year", 365)] {
            values.insert(name, Value::from(moment(now - 5, days)));
        }
        Self(values)
    }

    pub(super) fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name)
    }

    pub(super) fn learn(&mut self, name: &'static str, value: Value) {
        self.0.insert(name, value);
    }

    /// The request of a check; the error is the name of what is not known.
    pub(super) fn request(&self, check: &Check) -> Result<Request, &'static str> {
        if !check.after.is_empty() {
            self.named(check.after)?;
        }
        let path = match check.path().split_once('{').zip(check.path().split_once('}')) {
            Some(((before, _), (_, after))) => format!("{before}{}{after}", text(self.named(check.id)?)),
            None => check.path().to_owned(),
        };
        let mut query = Vec::new();
        for (name, value) in check.query {
            let value = match placeholder(value) {
                Some(known) => text(self.named(known)?),
                None => (*value).to_owned(),
            };
            query.push((*name, value));
        }
        let body = if check.body.is_empty() {
            None
        } else {
            // The bodies are constants, and a test reads each of them.
            let mut body = serde_json::from_str(check.body).map_err(|_| "readable body")?;
            self.fill(&mut body)?;
            Some(body)
        };
        Ok(Request { path, query, body })
    }

    fn named(&self, name: &'static str) -> Result<&Value, &'static str> {
        self.0.get(name).ok_or(name)
    }

    fn fill(&self, value: &mut Value) -> Result<(), &'static str> {
        match value {
            Value::Object(members) => members.values_mut().try_for_each(|member| self.fill(member)),
            Value::Array(items) => items.iter_mut().try_for_each(|item| self.fill(item)),
            Value::String(text) => {
                if let Some(name) = placeholder(text) {
                    *value = self.0.get(name).cloned().ok_or(missing(name))?;
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }
}

/// The name of something that a body needs, for the report.
fn missing(name: &str) -> &'static str {
    const NAMES: [&str; 21] = [
        "customer",
        "offer",
        "other-offer",
        "feature",
        "subscription",
        "limit",
        "consumption",
        "switch",
        "subscriber",
        "usage-feature",
        "usage-customer",
        "business",
        "own-business",
        "own-segment",
        "account",
        "tax",
        "own-tax",
        "own-exception",
        "own-agent",
        "own-account",
        "customer-id",
    ];
    NAMES.into_iter().find(|known| *known == name).unwrap_or("value")
}

fn placeholder(text: &str) -> Option<&str> {
    text.strip_prefix('{')?.strip_suffix('}')
}

fn text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

fn moment(second: i64, days: i64) -> String {
    let moment = Timestamp::from_second(second).unwrap_or_default();
    moment
        .checked_add(SignedDuration::from_hours(24 * days))
        .unwrap_or(moment)
        .to_string()
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

    use crate::conformance::Suite;

    #[test]
    fn every_body_of_a_check_is_json() {
        let checks = [Suite::Live, Suite::Backoffice]
            .map(crate::conformance::checks)
            .concat();
        for check in checks.iter().filter(|check| !check.body.is_empty()) {
            let body = serde_json::from_str::<Value>(check.body);
            assert!(body.is_ok(), "{}: {body:?}", check.claim);
        }
    }
}
