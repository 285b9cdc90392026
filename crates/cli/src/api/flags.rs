//! Flags that follow from a JSON schema: one for each property, so that a new property needs no second list.

use clap::{Arg, ArgAction, ArgMatches};
use schemars::JsonSchema;
use schemars::generate::SchemaSettings;
use serde_json::{Map, Value};

use proabono::holds_secrets;

use super::kind::{Kind, NOW};

/// A property that the command line can set.
#[derive(Clone, Debug)]
pub(super) struct Flag {
    /// As ProAbono spells it.
    pub(super) property: String,
    doc: String,
    kind: Kind,
    required: bool,
}

/// The flags of a struct, in the order of its fields; for a list of structs those of one of them. `given` need not be
/// said.
pub(super) fn of<T: JsonSchema>(given: Option<&str>) -> Vec<Flag> {
    let schema = schema::<T>();
    let schema = schema.get("items").unwrap_or(&schema);
    let required: Vec<&str> = array(schema, "required").filter_map(Value::as_str).collect();
    let properties = schema.get("properties").and_then(Value::as_object);
    let flags = properties.into_iter().flatten().map(|(property, schema)| Flag {
        property: property.clone(),
        doc: schema
            .get("description")
            .and_then(Value::as_str)
            .unwrap_or_default()
            .to_owned(),
        kind: Kind::of(schema),
        required: given != Some(property.as_str()) && required.contains(&property.as_str()),
    });
    flags.collect()
}

/// Whether it is a list of structs.
pub(super) fn is_list<T: JsonSchema>() -> bool {
    schema::<T>().get("items").is_some()
}

fn schema<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    settings.into_generator().into_root_schema_for::<T>().to_value()
}

fn array<'a>(schema: &'a Value, name: &str) -> impl Iterator<Item = &'a Value> {
    schema.get(name).and_then(Value::as_array).into_iter().flatten()
}

/// `ReferenceCustomer` as `reference-customer`, `AddressLine1` as `address-line1`.
pub(super) fn kebab(property: &str) -> String {
    let mut name = String::with_capacity(property.len() + 4);
    for c in property.chars() {
        if c.is_ascii_uppercase() && !name.is_empty() {
            name.push('-');
        }
        name.push(c.to_ascii_lowercase());
    }
    name
}

/// The name of the flag of a property.
pub(super) fn name(property: &str) -> String {
    match property {
        // `--links` shows links, with every command.
        "Links" => "with-links".to_owned(),
        _ => kebab(property),
    }
}

impl Flag {
    /// The argument: at its place on the line for a part of the path, otherwise by its name.
    pub(super) fn argument(&self, in_path: bool) -> Arg {
        let value_name = if in_path {
            kebab(&self.property).replace('-', "_").to_uppercase()
        } else {
            self.kind.value_name().to_owned()
        };
        let argument = Arg::new(self.property.clone())
            .value_name(value_name)
            .help(self.help())
            .value_parser(if holds_secrets(&self.property) {
                self.kind.silent_parser()
            } else {
                self.kind.parser()
            })
            .required(self.required);
        if in_path {
            return argument;
        }
        let argument = argument.long(name(&self.property));
        match &self.kind {
            Kind::Boolean => argument
                .num_args(0..=1)
                .require_equals(true)
                .default_missing_value("true"),
            Kind::Integer { negative: true, .. } => argument.allow_negative_numbers(true),
            kind if kind.repeats() => argument.action(ArgAction::Append),
            _ => argument,
        }
    }

    /// The same for a member of a body that can also come from a file.
    pub(super) fn body_argument(&self, alone: bool) -> Arg {
        let argument = self.argument(false).required(false);
        let argument = if self.required {
            argument.required_unless_present(super::body::BODY)
        } else {
            argument
        };
        if alone {
            argument.conflicts_with(super::body::BODY)
        } else {
            argument
        }
    }

    fn help(&self) -> String {
        let doc = self.doc.trim_end_matches('.');
        match self.kind.hint() {
            Some(hint) => format!("{doc}. {hint}"),
            None => doc.to_owned(),
        }
    }

    /// Whether null is something to send for it.
    pub(super) fn takes_null(&self) -> bool {
        matches!(self.kind, Kind::Integer { null: true, .. })
    }

    /// Whether it is a date, and the present one.
    pub(super) fn says_now(&self, matches: &ArgMatches) -> bool {
        let said = matches.try_get_one::<Value>(&self.property).ok().flatten();
        self.kind == Kind::Date && said.is_some_and(|value| value == NOW)
    }

    /// Whether this member of a body says `now`, which only a flag may.
    pub(super) fn is_now_in(&self, body: &Map<String, Value>) -> bool {
        self.kind == Kind::Date && body.get(&self.property).is_some_and(|value| value == NOW)
    }

    /// What was said for it.
    fn value(&self, matches: &ArgMatches, now: &str) -> Option<Value> {
        let mut said = matches.get_many::<Value>(&self.property)?.cloned();
        match &self.kind {
            Kind::Date if self.says_now(matches) => Some(Value::from(now)),
            Kind::Pairs => Some(Value::Object(said.filter_map(object).flatten().collect())),
            Kind::Objects(_) => Some(Value::Array(said.flat_map(items).collect())),
            Kind::Several(_) => Some(Value::Array(said.collect())),
            _ => said.next(),
        }
    }
}

/// What was said for these flags, as one object. `now` is the instant of that name.
pub(super) fn said(flags: &[Flag], matches: &ArgMatches, now: &str) -> Map<String, Value> {
    let pairs = flags
        .iter()
        .filter_map(|flag| Some((flag.property.clone(), flag.value(matches, now)?)));
    pairs.collect()
}

fn object(value: Value) -> Option<Map<String, Value>> {
    match value {
        Value::Object(pairs) => Some(pairs),
        _ => None,
    }
}

fn items(value: Value) -> Vec<Value> {
    match value {
        Value::Array(items) => items,
        other => vec![other],
    }
}
