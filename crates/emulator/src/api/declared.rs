//! Operations as the contract declares them, and what is taken beyond it.
//!
//! The contract says `integer` where an id, an amount or a length of time is meant, and `string` where a reference or an address
//! is meant: here these are told apart by name.

use std::sync::Arc;

use proabono_contract::{Api, Contract, Member, Type};

use crate::catalogue::limits;
use crate::secrets;

use super::operation::{Body, Operation, Run};
use super::property::{ID, Kind, PAGE, Property, SIZE_PAGE};

const DURATION: Kind = Kind::Whole {
    least: *limits::DURATION.start(),
    most: *limits::DURATION.end(),
};

const PERIODS: Kind = Kind::Whole {
    least: *limits::PERIODS.start(),
    most: *limits::PERIODS.end(),
};

const QUANTITY: Kind = Kind::Whole {
    least: limits::QUANTITY.start().unsigned_abs(),
    most: limits::QUANTITY.end().unsigned_abs(),
};

/// A feature of a new subscription, whose quantities cannot be negative.
const FEATURE: &str = "SubscriptionFeatureRequest";

/// Required although the contract does not say so: the schema and the member.
const REQUIRED: (&str, &str) = (FEATURE, "ReferenceFeature");

/// Additions to the contract of one API.
pub(crate) struct Beyond {
    pub(crate) operations: &'static [Further],
    /// Further words of an enumeration, by the name of the member.
    pub(crate) words: &'static [(&'static str, &'static [&'static str])],
    /// Optional parameters of every operation with that method, or of all where there is none.
    pub(crate) everywhere: &'static [(Option<&'static str>, &'static str, Kind)],
}

/// An operation that takes more than the contract says, or that the contract does not have.
pub(crate) struct Further {
    pub(crate) route: &'static str,
    /// The operation of the contract whose properties it takes: itself, or another one.
    pub(crate) like: &'static str,
    pub(crate) without: &'static [&'static str],
    /// Optional properties: in the query of a read, in the body of a write.
    pub(crate) with: &'static [(&'static str, Kind)],
}

/// An operation for each route that is in the contract of the API or beyond it.
pub(crate) fn operations(
    api: Api,
    beyond: &Beyond,
    routes: impl IntoIterator<Item = (&'static str, &'static str, Run)>,
) -> Vec<Operation> {
    let declared = Declared {
        contract: api.contract(),
        beyond,
    };
    let mut operations: Vec<Operation> = routes
        .into_iter()
        .filter_map(|(method, path, run)| declared.operation(method, path, run))
        .collect();
    let known = Arc::new(operations.iter().flat_map(Operation::names).collect());
    for operation in &mut operations {
        operation.known = Arc::clone(&known);
    }
    operations
}

struct Declared<'a> {
    contract: &'static Contract,
    beyond: &'a Beyond,
}

impl Declared<'_> {
    fn operation(&self, method: &'static str, path: &'static str, run: Run) -> Option<Operation> {
        let route = format!("{method} {path}");
        let further = self
            .beyond
            .operations
            .iter()
            .find(|further| further.route == route);
        let found = self
            .contract
            .operation(further.map_or(&route, |further| further.like))?;
        let mut query: Vec<Property> = found
            .filters()
            .map(|filter| Property {
                required: filter.required,
                ..Property::optional(&filter.name, self.kind(&filter.kind, &filter.name, None))
            })
            .collect();
        for (of, name, kind) in self.beyond.everywhere {
            let known = query.iter().any(|property| property.name == *name);
            if !known && of.is_none_or(|of| of == method) {
                query.push(Property::optional(name, kind.clone()));
            }
        }
        let mut body = match &found.body {
            None => Body::Nothing,
            Some(Type::List { item, most }) => {
                Body::List(self.members(item.schema()), most.unwrap_or(usize::MAX))
            }
            Some(kind) => Body::Object(self.members(kind.schema())),
        };
        if let Some(further) = further {
            let places = match &mut body {
                Body::Object(members) => members,
                _ => &mut query,
            };
            places.retain(|property| !further.without.contains(&property.name));
            let with = further.with.iter();
            places.extend(with.map(|(name, kind)| Property::optional(name, kind.clone())));
        }
        Some(Operation {
            method,
            path,
            host: found.host,
            query,
            body,
            known: Arc::default(),
            run,
        })
    }

    fn members(&self, schema: Option<&'static str>) -> Vec<Property> {
        let members = schema.map(|schema| self.contract.members(schema));
        let members = members.unwrap_or_default().iter();
        members.map(|member| self.member(member, schema)).collect()
    }

    fn member(&self, member: &'static Member, schema: Option<&str>) -> Property {
        let name = member.name.as_str();
        Property {
            name,
            kind: self.kind(&member.kind, name, schema),
            required: member.required || Some(REQUIRED) == schema.map(|schema| (schema, name)),
            nullable: member.nullable,
        }
    }

    /// `schema` is that of the body that has the member; a parameter is in none.
    fn kind(&self, kind: &'static Type, name: &str, schema: Option<&str>) -> Kind {
        match kind {
            Type::Text if name.starts_with("Reference") || name.starts_with("PrefixReference") => {
                Kind::Reference
            }
            Type::Text if name.starts_with("Url") => Kind::Url,
            Type::Text => Kind::Text,
            Type::Integer => whole(name, schema),
            Type::TextOrInteger if name.starts_with("Amount") => Kind::LooseAmount,
            Type::TextOrInteger => Kind::LooseInteger,
            Type::Boolean => Kind::Flag,
            Type::Moment => Kind::Date,
            Type::Metadata => Kind::Metadata,
            Type::Words(words) => Kind::OneOf(self.words(words, name)),
            Type::Object(schema) if secrets::is_gateway(schema) => Kind::AtLeast(self.members(Some(schema))),
            Type::Object(schema) => Kind::Object(self.members(Some(schema))),
            Type::Record(members) => Kind::Object(self.record(members)),
            Type::List { item, .. } => match &**item {
                Type::Words(words) => Kind::Words(self.words(words, name)),
                Type::Record(members) => Kind::List(self.record(members)),
                item => Kind::List(self.members(item.schema())),
            },
            Type::Page { .. } | Type::Any => Kind::Any,
        }
    }

    fn record(&self, members: &'static [(String, Type)]) -> Vec<Property> {
        let member = |(name, kind): &'static (String, Type)| Property {
            required: true,
            ..Property::optional(name, self.kind(kind, name, None))
        };
        members.iter().map(member).collect()
    }

    fn words(&self, words: &'static [String], name: &str) -> Vec<&'static str> {
        let further = self.beyond.words.iter().filter(|(member, _)| *member == name);
        let further = further.flat_map(|(_, words)| words.iter().copied());
        words.iter().map(String::as_str).chain(further).collect()
    }
}

/// A whole number by its name.
fn whole(name: &str, schema: Option<&str>) -> Kind {
    let is_id = |rest: &str| rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_uppercase());
    match name {
        "Page" => PAGE,
        "SizePage" => SIZE_PAGE,
        "DurationTrial" | "CountMinRecurrences" => DURATION,
        "DurationRecurrence" | "CountRecurrences" => PERIODS,
        "QuantityCurrent" | "QuantityIncluded" if schema == Some(FEATURE) => QUANTITY,
        _ if name.strip_prefix("Id").is_some_and(is_id) => ID,
        // The bounds of a filter are any numbers.
        _ if name.contains("Amount") && schema.is_some() => Kind::Amount,
        _ => Kind::Integer,
    }
}
