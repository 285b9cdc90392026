//! The shape of JSON against the contract.
//!
//! A member that is missing or null is no fault, since the contract requires none of an answer; a member or a word that
//! the contract does not have is worth a note, since new ones may come at any time. A fault names the place and the two
//! types, never a value: it may be a link.

use proabono_contract::{Contract, Type};
use serde_json::{Map, Value};

/// How deep objects of the API nest, with room to spare.
const DEEPEST: usize = 12;
/// The schema of the sums over a list.
const COMPUTATIONS: &str = "BalanceLineList.Computations";

/// The faults and notes of one answer.
#[derive(Default)]
pub(super) struct Shape {
    pub(super) faults: Vec<String>,
    pub(super) notes: Vec<String>,
}

impl Shape {
    /// An answer of this type.
    pub(super) fn answer(&mut self, contract: &Contract, kind: &Type, value: &Value) {
        match (kind, value) {
            // The contract and its examples disagree on this list: both shapes are right.
            (Type::Page { item, .. }, Value::Array(_)) if item.schema() == Some("Usage") => {
                self.items(contract, item, value, "", 0);
            }
            (Type::Page { item, computations }, Value::Object(envelope)) => {
                self.envelope(contract, item, envelope, *computations);
            }
            (Type::Page { .. }, other) => self.fault("", "a list in an envelope", other),
            _ => self.value(contract, kind, value, "", 0),
        }
    }

    fn envelope(&mut self, contract: &Contract, item: &Type, envelope: &Map<String, Value>, sums: bool) {
        for name in ["Count", "Page", "SizePage", "TotalItems"] {
            match envelope.get(name) {
                Some(number) if number.is_u64() => {}
                Some(other) => self.fault(name, "a number", other),
                None => self.faults.push(format!("{name} is missing")),
            }
        }
        let items = envelope.get("Items").filter(|items| !items.is_null());
        let count = items.and_then(Value::as_array).map_or(0, Vec::len) as u64;
        let number = |name: &str| envelope.get(name).and_then(Value::as_u64).unwrap_or_default();
        if number("Count") != count {
            let fault = format!("Count is {}, and there are {count} items", number("Count"));
            self.faults.push(fault);
        }
        if number("TotalItems") < count {
            self.faults
                .push("TotalItems is less than the number of items".to_owned());
        }
        if let Some(items) = items {
            self.items(contract, item, items, "Items", 0);
        }
        if let Some(links) = envelope.get("Links").filter(|links| !links.is_null()) {
            self.items(contract, &Type::Object("Link".to_owned()), links, "Links", 0);
        }
        if sums {
            let computations = envelope.get("Computations").unwrap_or(&Value::Null);
            self.object(contract, COMPUTATIONS, computations, "Computations", 0);
        }
    }

    fn items(&mut self, contract: &Contract, item: &Type, value: &Value, at: &str, depth: usize) {
        let Value::Array(items) = value else {
            return self.fault(at, "a list", value);
        };
        for (index, one) in items.iter().enumerate() {
            let at = format!("{at}[{index}]");
            match item {
                Type::Words(words) => self.word(words, one, &at),
                Type::Object(schema) => self.object(contract, schema, one, &at, depth),
                kind => self.value(contract, kind, one, &at, depth),
            }
        }
    }

    fn object(&mut self, contract: &Contract, schema: &str, value: &Value, at: &str, depth: usize) {
        let (Some(fields), Value::Object(members)) = (contract.schemas.get(schema), value) else {
            return self.fault(at, schema, value);
        };
        for (name, value) in members {
            let place = if at.is_empty() {
                name.clone()
            } else {
                format!("{at}.{name}")
            };
            match fields.iter().find(|field| field.name == *name) {
                // Nothing is required of an answer.
                Some(_) if value.is_null() || depth >= DEEPEST => {}
                Some(field) => self.value(contract, &field.kind, value, &place, depth + 1),
                None => self.notes.push(format!(
                    "{schema} has {:?}, which the contract does not have",
                    beginning(name)
                )),
            }
        }
    }

    fn value(&mut self, contract: &Contract, kind: &Type, value: &Value, at: &str, depth: usize) {
        let fits = match kind {
            Type::Words(words) => return self.word(words, value, at),
            Type::List { item, .. } => return self.items(contract, item, value, at, depth),
            Type::Object(schema) => return self.object(contract, schema, value, at, depth),
            Type::Moment => value.as_str().is_some_and(is_date),
            kind => kind.takes(value),
        };
        if !fits {
            self.fault(at, &kind.to_string(), value);
        }
    }

    fn word(&mut self, words: &[String], value: &Value, at: &str) {
        match value.as_str() {
            None => self.fault(at, "a word", value),
            Some(word) if words.iter().any(|known| known == word) => {}
            Some(word) => self.notes.push(format!(
                "{at} has the word {:?}, which the contract does not have",
                beginning(word)
            )),
        }
    }

    fn fault(&mut self, at: &str, expected: &str, value: &Value) {
        let got = match value {
            Value::Null => "nothing",
            Value::Bool(_) => "a boolean",
            Value::Number(_) => "a number",
            Value::String(_) => "a text",
            Value::Array(_) => "a list",
            Value::Object(_) => "an object",
        };
        let at = if at.is_empty() { "the answer" } else { at };
        self.faults.push(format!("{at} is {got} where {expected} is due"));
    }
}

/// As much of a name or a word of the service as a report repeats.
fn beginning(text: &str) -> String {
    text.chars().take(40).collect()
}

/// ISO 8601 in UTC.
fn is_date(text: &str) -> bool {
    text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok()
}

#[cfg(test)]
mod tests {
    use proabono_contract::{Api, Type};
    use serde_json::{Value, json};

    use super::Shape;

    fn faults(kind: &str, value: &Value) -> Vec<String> {
        let mut shape = Shape::default();
        shape.answer(Api::Live.contract(), &kind.parse().unwrap(), value);
        shape.faults
    }

    #[test]
    fn a_wrong_type_is_found_wherever_it_is() {
        assert_eq!(
            faults("Customer", &json!({ "Id": 1, "Name": "x", "Links": [] })),
            [""; 0]
        );
        assert_eq!(faults("Customer", &json!({ "Id": "1" })).len(), 1);
        assert_eq!(faults("Customer", &json!([])).len(), 1);
        assert_eq!(
            faults("Customer", &json!({ "DateAffiliation": "yesterday" })).len(),
            1
        );
        assert_eq!(faults("Customer", &json!({ "Links": [{ "rel": 1 }] })).len(), 1);
        assert_eq!(
            faults(
                "Quote",
                &json!({ "NextTerm": { "NextTerm": { "AmountTotal": "1" } } })
            )
            .len(),
            1
        );
    }

    #[test]
    fn an_envelope_whose_numbers_contradict_its_items_is_found() {
        let envelope = |count: u64, total: u64| {
            let items = [json!({ "Id": 1 })];
            json!({ "Count": count, "Page": 1, "SizePage": 2, "TotalItems": total, "Items": items })
        };
        assert_eq!(faults("List<Customer>", &envelope(1, 1)), [""; 0]);
        assert_eq!(faults("List<Customer>", &envelope(2, 1)).len(), 1);
        assert_eq!(faults("List<Customer>", &envelope(1, 0)).len(), 1);
        assert_eq!(faults("List<Customer>", &json!([])).len(), 1);
        assert_eq!(faults("List<Usage>", &json!([])), [""; 0]);
        assert_eq!(
            faults("List<BalanceLine> + Computations", &envelope(1, 1)).len(),
            1
        );
    }

    #[test]
    fn what_is_new_is_noted_and_not_blamed() {
        let mut shape = Shape::default();
        shape.answer(
            Api::Live.contract(),
            &Type::Object("Customer".to_owned()),
            &json!({ "Status": "Dreaming", "Mood": 1, "\u{1b}[2J": 1, "m".repeat(99): 1 }),
        );
        assert_eq!((shape.faults.len(), shape.notes.len()), (0, 4));
        let long = |note: &String| note.chars().any(char::is_control) || note.len() > 100;
        assert!(!shape.notes.iter().any(long), "{:?}", shape.notes);
    }
}
