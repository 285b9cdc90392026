//! Flags that follow from the contract: one for each property, so that a new property needs no second list.

use clap::{Arg, ArgAction, ArgMatches};
use proabono::holds_secrets;
use proabono_contract::{Member, Parameter, Place, Type};
use serde_json::{Map, Value};

use crate::operations::{Operation, Surface, is_number_of_an_object, is_reference, kebab, singular, spaced};

use super::doc::doc;
use super::kind::{Kind, NOW};

/// A property that the command line can set.
#[derive(Clone, Debug)]
pub(super) struct Flag {
    /// As ProAbono spells it.
    pub(super) property: String,
    /// The name of its argument among those of the command.
    pub(super) id: String,
    pub(super) in_path: bool,
    /// True when it may also stand at its place on the line, without its name.
    pub(super) placed: bool,
    doc: String,
    kind: Kind,
    required: bool,
}

/// The flags of the parameters, in the order of the contract. Those of pages are arguments of lists, and one that always
/// has the same value is no flag.
pub(super) fn of_parameters(surface: &Surface, operation: &Operation) -> Vec<Flag> {
    let no_flag = |one: &&Parameter| one.constant || operation.pages() && is_of_pages(&one.name);
    let parameters = operation.declared.parameters.iter();
    let said = parameters.filter(|one| !no_flag(one));
    said.map(|parameter| Flag::of_parameter(surface, operation, parameter))
        .collect()
}

fn is_of_pages(name: &str) -> bool {
    matches!(name, "Page" | "SizePage")
}

/// The flags of the members of the body, or of each item of it when it is a list. A name that a parameter has too is that
/// of the parameter, and the member is set by `--body-…`.
pub(super) fn of_body(surface: &Surface, operation: &Operation) -> Vec<Flag> {
    let schema = operation.declared.body.as_ref().and_then(Type::schema);
    let members = surface.contract.body_members(operation.declared).iter();
    let parameters = &operation.declared.parameters;
    let flag = |member: &Member| {
        let mut flag = Flag::of_member(surface, schema.unwrap_or_default(), member).placed_in(operation);
        if parameters.iter().any(|one| one.name == flag.property) {
            flag.id = format!("Body{}", flag.property);
        }
        flag
    };
    members.map(flag).collect()
}

/// The argument that names the file of a body.
pub(super) const BODY: &str = "body";

/// Names an object, and so may stand at its place on the line where a command needs it.
fn names_an_object(property: &str) -> bool {
    is_number_of_an_object(property) || is_reference(property) || property == "FullNumber"
}

/// The name of the flag of a property. Those of all commands are taken, such as `--links`, which shows links.
pub(super) fn name(property: &str) -> String {
    let name = kebab(property);
    match name.as_str() {
        "links" | "config" | "json" | "dry-run" | "body" | "all" | "count" | "progress" | "help" => {
            format!("with-{name}")
        }
        _ => name,
    }
}

impl Flag {
    fn of_parameter(surface: &Surface, operation: &Operation, parameter: &Parameter) -> Self {
        let Parameter { name, kind, note, .. } = parameter;
        // In the path it says which object is meant, and the segment of the account goes without saying.
        let said = parameter.place == Place::Path || surface.gives(name);
        let note = if said { "" } else { note };
        let of = format!("the {}", singular(&spaced(&operation.declared.tag)));
        Self {
            property: name.clone(),
            id: name.clone(),
            in_path: parameter.place == Place::Path,
            placed: false,
            doc: doc(&operation.declared.route(), name, note, &of),
            kind: Kind::of(surface.contract, name, kind, false),
            required: parameter.required && !surface.gives(name) || operation.words.required.contains(name),
        }
        .placed_in(operation)
    }

    fn of_member(surface: &Surface, schema: &str, member: &Member) -> Self {
        let Member { name, kind, note, .. } = member;
        let note = if surface.gives(name) { "" } else { note };
        Self {
            property: name.clone(),
            id: name.clone(),
            in_path: false,
            placed: false,
            doc: doc(schema, name, note, "it"),
            kind: Kind::of(surface.contract, name, kind, member.nullable),
            required: member.required && !surface.gives(name),
        }
    }

    /// The same, at its place too where the operation cannot do without it, or its words say so.
    fn placed_in(mut self, operation: &Operation) -> Self {
        self.placed = self.in_path
            || self.required && names_an_object(&self.property)
            || operation.words.placed.as_ref() == Some(&self.property);
        self
    }

    /// The order in which the objects of a command stand on its line: those of the path, a number, the customer, then any other.
    pub(super) fn rank(&self) -> u8 {
        match self.property.as_str() {
            _ if self.in_path => 0,
            "Id" => 1,
            "ReferenceCustomer" => 2,
            _ => 3,
        }
    }

    /// The name by which it is said, without the dashes.
    pub(super) fn name(&self) -> String {
        name(&self.id)
    }

    /// The name of its place on the line, in the help.
    pub(super) fn place_name(&self) -> String {
        kebab(&self.property).replace('-', "_").to_uppercase()
    }

    /// True when it names an object, and may do so by this word.
    pub(super) fn may_name(&self, word: &str) -> bool {
        let number = matches!(self.kind, Kind::Integer { .. });
        names_an_object(&self.property) && (!number || word.parse::<u64>().is_ok())
    }

    /// The name of the argument that stands at its place.
    fn place(&self) -> String {
        format!("placed {}", self.id)
    }

    /// Something that could be said for it, in an example; nothing when it need not be said.
    pub(super) fn example(&self) -> Option<String> {
        if !self.required {
            return None;
        }
        let value = self.kind.example();
        Some(match &self.kind {
            _ if self.in_path => value,
            Kind::Boolean => format!("--{}", self.name()),
            _ => format!("--{} {value}", self.name()),
        })
    }

    fn bare(&self, id: String, value_name: String) -> Arg {
        let silent = holds_secrets(&self.property);
        let parser = if silent {
            self.kind.silent_parser()
        } else {
            self.kind.parser()
        };
        Arg::new(id)
            .value_name(value_name)
            .help(self.help())
            .value_parser(parser)
    }

    /// The argument at its place on the line, for one that may stand there. A part of the path is asked for there, and
    /// anything else by its name; either will do.
    pub(super) fn placed_argument(&self) -> Arg {
        let argument = self
            .bare(self.place(), self.place_name())
            .conflicts_with(&self.id);
        if self.in_path {
            argument.required_unless_present(&self.id)
        } else {
            argument
        }
    }

    /// The argument by its name.
    pub(super) fn argument(&self) -> Arg {
        let argument = self.named();
        match (self.required && !self.in_path, self.placed) {
            (true, true) => argument.required_unless_present(self.place()),
            (required, _) => argument.required(required),
        }
    }

    fn named(&self) -> Arg {
        let argument = self.bare(self.id.clone(), self.kind.value_name().to_owned());
        let argument = argument.long(self.name());
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
        let argument = self.named();
        let argument = match (self.required, self.placed) {
            (true, true) => argument.required_unless_present_any([BODY.to_owned(), self.place()]),
            (true, false) => argument.required_unless_present(BODY),
            (false, _) => argument,
        };
        if alone {
            argument.conflicts_with(BODY)
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

    /// True for a date that is said to be the present one.
    pub(super) fn says_now(&self, matches: &ArgMatches) -> bool {
        let said = matches.try_get_one::<Value>(&self.id).ok().flatten();
        self.kind == Kind::Date && said.is_some_and(|value| value == NOW)
    }

    /// True when the command line says it.
    pub(super) fn is_said(&self, matches: &ArgMatches) -> bool {
        self.value(matches, "").is_some()
    }

    /// The value that was said for it.
    fn value(&self, matches: &ArgMatches, now: &str) -> Option<Value> {
        let by_name = matches.get_many::<Value>(&self.id);
        let at_its_place = || self.placed.then(|| matches.get_many::<Value>(&self.place()))?;
        let mut said = by_name.or_else(at_its_place)?.cloned();
        match &self.kind {
            Kind::Date if self.says_now(matches) => Some(Value::from(now)),
            Kind::Pairs => Some(Value::Object(said.filter_map(object).flatten().collect())),
            Kind::Objects(_) => Some(Value::Array(said.flat_map(items).collect())),
            Kind::Several(_) => Some(Value::Array(said.collect())),
            _ => said.next(),
        }
    }
}

/// The values that were said for these flags, as one object. `now` is the instant of that name.
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
