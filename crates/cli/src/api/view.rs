//! Answers as tables: what the contract knows of them, in its order.

use std::fmt::Write as _;

use comfy_table::{ContentArrangement, Table, presets};
use serde_json::{Map, Value};

use proabono_contract::{Contract, Type};

use super::lists::Many;
use super::text::{cell, plain};

/// How many objects deep a table goes; ProAbono's own nest two deep.
const DEEPEST: usize = 8;

/// The members that the contract has, in its order; null is as good as absent.
pub(super) fn known(contract: &Contract, kind: &Type, value: Value) -> Value {
    match (kind, value) {
        (Type::List { item, .. } | Type::Page { item, .. }, Value::Array(items)) => {
            items.into_iter().map(|one| known(contract, item, one)).collect()
        }
        (Type::Page { item, .. } | Type::List { item, .. }, value) => known(contract, item, value),
        (Type::Object(schema), Value::Object(mut members)) => {
            let declared = contract.members(schema).iter();
            let member = |member: &proabono_contract::Member| {
                let value = members.remove(&member.name).filter(|value| !value.is_null())?;
                Some((member.name.clone(), known(contract, &member.kind, value)))
            };
            let mut known: Map<_, _> = declared.filter_map(member).collect();
            // A quote has one that the contract forgets, and an amount says nothing without it.
            known.extend(members.remove_entry("Currency"));
            Value::Object(known)
        }
        (_, value) => value,
    }
}

/// The choices that a table leaves to the command.
pub(super) struct View<'v> {
    pub(super) columns: &'v [String],
    /// Links are bearer secrets: shown only when that is asked for.
    pub(super) links: bool,
}

impl View<'_> {
    /// An object in two columns, followed by its lists and objects.
    pub(super) fn object(&self, value: &Value) -> String {
        let mut parts = Vec::new();
        match value {
            Value::Object(object) => self.sections("", object, None, 0, &mut parts),
            Value::Array(items) => parts.push(self.rows(items)),
            other => parts.push(plain(&other.to_string())),
        }
        parts.join("\n")
    }

    /// A list, one line for each item, and what is known of the whole.
    pub(super) fn list(&self, many: &Many) -> String {
        // Sums of several currencies would have none.
        let currency = many.items.first().and_then(currency_of);
        let currency =
            currency.filter(|currency| many.items.iter().all(|item| currency_of(item) == Some(*currency)));
        let mut text = self.rows(&many.items);
        if let Some(mut sums) = many.computations.clone() {
            sums.other.clear();
            let sums = serde_json::to_value(sums).unwrap_or_default();
            for (name, value) in sums.as_object().into_iter().flatten() {
                let _ = write!(text, "\n{name}: {}", cell(name, value, currency));
            }
        }
        text
    }

    fn sections(
        &self,
        title: &str,
        object: &Map<String, Value>,
        currency: Option<&str>,
        depth: usize,
        parts: &mut Vec<String>,
    ) {
        let currency = object.get("Currency").and_then(Value::as_str).or(currency);
        let mut table = empty();
        let mut nested = Vec::new();
        for (name, value) in object {
            match value {
                Value::Array(items) if name == "Links" => {
                    table.add_row([name.clone(), names(items)]);
                    if self.links {
                        nested.push((name, value));
                    }
                }
                Value::Array(items) if items.iter().any(Value::is_object) => nested.push((name, value)),
                Value::Object(_) if name != "Metadata" && depth < DEEPEST => nested.push((name, value)),
                value => {
                    table.add_row([plain(name), cell(name, value, currency)]);
                }
            }
        }
        if table.is_empty() && nested.is_empty() {
            parts.push(titled(title, "Nothing is set."));
        } else if !table.is_empty() {
            parts.push(titled(title, &table.trim_fmt()));
        }
        for (name, value) in nested {
            let title = if title.is_empty() {
                plain(name)
            } else {
                format!("{title}.{}", plain(name))
            };
            match value {
                Value::Object(object) => self.sections(&title, object, currency, depth + 1, parts),
                Value::Array(items) => {
                    parts.push(titled(&title, &self.rows_in(items, &columns_of(items), currency)));
                }
                _ => {}
            }
        }
    }

    fn rows(&self, items: &[Value]) -> String {
        let mut chosen = if self.columns.is_empty() {
            columns_of(items)
        } else {
            self.columns.to_vec()
        };
        if self.links && items.iter().any(|item| item.get("Links").is_some()) {
            chosen.push("Links".to_owned());
        }
        self.rows_in(items, &chosen, None)
    }

    fn rows_in(&self, items: &[Value], columns: &[String], currency: Option<&str>) -> String {
        if items.is_empty() {
            return "Nothing found.".to_owned();
        }
        let mut table = empty();
        table.set_header(columns.iter().map(|column| plain(column)));
        for item in items {
            let currency = currency_of(item).or(currency);
            table.add_row(columns.iter().map(|column| match item.get(column) {
                Some(Value::Array(links)) if column == "Links" && !self.links => names(links),
                Some(value) => cell(column, value, currency),
                None => String::new(),
            }));
        }
        table.trim_fmt()
    }
}

fn currency_of(item: &Value) -> Option<&str> {
    item.get("Currency").and_then(Value::as_str)
}

/// The members of the items that hold something, in the order of their first appearance.
fn columns_of(items: &[Value]) -> Vec<String> {
    let mut columns: Vec<String> = Vec::new();
    for name in items.iter().filter_map(Value::as_object).flat_map(Map::keys) {
        if !columns.contains(name) {
            columns.push(name.clone());
        }
    }
    columns
}

/// The names of links; where they lead is for their holder alone.
fn names(links: &[Value]) -> String {
    let names: Vec<String> = links
        .iter()
        .filter_map(|link| link.get("rel")?.as_str())
        .map(plain)
        .collect();
    names.join(", ")
}

fn titled(title: &str, table: &str) -> String {
    if title.is_empty() {
        table.to_owned()
    } else {
        format!("\n{title}\n{table}")
    }
}

/// As wide as the terminal; as wide as it must be when nobody watches.
fn empty() -> Table {
    let mut table = Table::new();
    table
        .load_style(presets::NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic);
    if let Some((width, _)) = terminal_size::terminal_size() {
        table.set_width(width.0);
    }
    table
}
