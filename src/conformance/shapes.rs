//! Whether JSON has the shape that the contract gives it.
//!
//! A member that is missing or null is no fault, since the contract requires none of an answer; a member or a word that
//! the contract does not have is worth a note, since new ones may come at any time. A fault names the place and the two
//! types, never a value: it may be a link.

use serde_json::{Map, Value};

use super::contract::Contract;

/// How deep objects of the API nest, with room to spare.
const DEEPEST: usize = 12;

/// The faults and notes of one answer.
#[derive(Default)]
pub(super) struct Shape {
    pub(super) faults: Vec<String>,
    pub(super) notes: Vec<String>,
}

impl Shape {
    /// An answer of this type: `Customer`, `List<Customer>`, `Usage[]` or `Error[]`.
    pub(super) fn answer(&mut self, contract: &Contract, kind: &str, value: &Value) {
        let listed = kind.strip_prefix("List<").and_then(|rest| rest.split_once('>'));
        match (listed, kind.strip_suffix("[]")) {
            (Some((item, also)), _) => match value {
                // The contract and its examples disagree on this list: both shapes are right.
                Value::Array(items) if item == "Usage" => self.items(contract, item, items, ""),
                Value::Object(envelope) => {
                    self.envelope(contract, item, envelope, also.contains("Computations"));
                }
                other => self.fault("", "a list in an envelope", other),
            },
            (None, Some(item)) => match value {
                Value::Array(items) => self.items(contract, item, items, ""),
                other => self.fault("", "a list", other),
            },
            (None, None) => self.object(contract, kind, value, "", 0),
        }
    }

    fn envelope(&mut self, contract: &Contract, item: &str, envelope: &Map<String, Value>, sums: bool) {
        for name in ["Count", "Page", "SizePage", "TotalItems"] {
            match envelope.get(name) {
                Some(number) if number.is_u64() => {}
                Some(other) => self.fault(name, "a number", other),
                None => self.faults.push(format!("{name} is missing")),
            }
        }
        let no_items = Vec::new();
        let items = match envelope.get("Items") {
            Some(Value::Array(items)) => items,
            None | Some(Value::Null) => &no_items,
            Some(other) => {
                self.fault("Items", "a list", other);
                &no_items
            }
        };
        let number = |name: &str| envelope.get(name).and_then(Value::as_u64).unwrap_or_default();
        if number("Count") != items.len() as u64 {
            self.faults.push(format!(
                "Count is {}, and there are {} items",
                number("Count"),
                items.len()
            ));
        }
        if number("TotalItems") < items.len() as u64 {
            self.faults
                .push("TotalItems is less than the number of items".to_owned());
        }
        self.items(contract, item, items, "Items");
        if let Some(links) = envelope.get("Links") {
            self.value(contract, "array<Link>", links, "Links", 0);
        }
        if sums {
            let computations = envelope.get("Computations").unwrap_or(&Value::Null);
            self.object(
                contract,
                "BalanceLineList.Computations",
                computations,
                "Computations",
                0,
            );
        }
    }

    fn items(&mut self, contract: &Contract, kind: &str, items: &[Value], at: &str) {
        for (index, item) in items.iter().enumerate() {
            self.object(contract, kind, item, &format!("{at}[{index}]"), 0);
        }
    }

    fn object(&mut self, contract: &Contract, kind: &str, value: &Value, at: &str, depth: usize) {
        let (Some(fields), Value::Object(members)) = (contract.schema(kind), value) else {
            return self.fault(at, kind, value);
        };
        for (name, value) in members {
            let place = if at.is_empty() {
                name.clone()
            } else {
                format!("{at}.{name}")
            };
            match fields.iter().find(|field| field.name == *name) {
                Some(field) => self.value(contract, &field.kind, value, &place, depth + 1),
                None => self
                    .notes
                    .push(format!("{kind} has {name}, which the contract does not have")),
            }
        }
    }

    fn value(&mut self, contract: &Contract, kind: &str, value: &Value, at: &str, depth: usize) {
        if value.is_null() || depth > DEEPEST {
            return;
        }
        if let Some(words) = kind.strip_prefix("enum ") {
            return self.word(words, value, at);
        }
        if let Some(item) = kind
            .strip_prefix("array<")
            .and_then(|rest| rest.strip_suffix('>'))
        {
            let Value::Array(items) = value else {
                return self.fault(at, "a list", value);
            };
            for (index, one) in items.iter().enumerate() {
                let at = format!("{at}[{index}]");
                match item.strip_prefix("enum ") {
                    Some(words) => self.word(words, one, &at),
                    None => self.object(contract, item, one, &at, depth),
                }
            }
            return;
        }
        let fits = match kind {
            "string" => value.is_string(),
            "any" => true,
            "integer" => value.is_i64() || value.is_u64(),
            "boolean" => value.is_boolean(),
            "date-time" => value.as_str().is_some_and(is_date),
            "Metadata" => value.as_object().is_some_and(|pairs| {
                pairs
                    .values()
                    .all(|value| !value.is_object() && !value.is_array())
            }),
            schema => return self.object(contract, schema, value, at, depth),
        };
        if !fits {
            self.fault(at, kind, value);
        }
    }

    fn word(&mut self, words: &str, value: &Value, at: &str) {
        match value.as_str() {
            None => self.fault(at, "a word", value),
            Some(word) if words.split('|').any(|known| known == word) => {}
            Some(word) => self.notes.push(format!(
                "{at} has the word {:?}, which the contract does not have",
                word.chars().take(40).collect::<String>()
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

/// ISO 8601 in UTC.
fn is_date(text: &str) -> bool {
    text.ends_with('Z') && text.parse::<jiff::Timestamp>().is_ok()
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};

    use super::{Contract, Shape};
    use crate::conformance::Suite;

    fn faults(kind: &str, value: &Value) -> Vec<String> {
        let mut shape = Shape::default();
        shape.answer(&Contract::read(Suite::Live).unwrap(), kind, value);
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
        let envelope = |count: u64, total: u64| json!({ "Count": count, "Page": 1, "SizePage": 2, "TotalItems": total, "Items": [{ "Id": 1 }] });
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
            &Contract::read(Suite::Live).unwrap(),
            "Customer",
            &json!({ "Status": "Dreaming", "Mood": 1 }),
        );
        assert_eq!((shape.faults.len(), shape.notes.len()), (0, 2));
    }
}
