use std::collections::BTreeMap;

use serde::Deserialize;

use crate::Type;

/// All that is published of one API.
#[derive(Clone, Debug, Default, Deserialize)]
#[non_exhaustive]
pub struct Contract {
    /// In the order of ProAbono's documentation.
    pub operations: Vec<Operation>,
    /// The members of each object, by the name of its schema and in the order of ProAbono's documentation.
    pub schemas: BTreeMap<String, Vec<Member>>,
    /// The words of each enumeration.
    #[serde(rename = "enums")]
    pub enumerations: BTreeMap<String, Vec<String>>,
}

impl Contract {
    /// The operation with this method and path, such as `GET /v1/Customer`.
    pub fn operation(&self, route: &str) -> Option<&Operation> {
        let (method, path) = route.split_once(' ')?;
        let mut operations = self.operations.iter();
        operations.find(|operation| operation.method == method && operation.path == path)
    }

    /// The members of a schema; none when there is no such schema.
    pub fn members(&self, schema: &str) -> &[Member] {
        self.schemas.get(schema).map(Vec::as_slice).unwrap_or_default()
    }

    /// The members of the body that an operation takes, or of each item of it when it is a list; none without a body.
    pub fn body_members(&self, operation: &Operation) -> &[Member] {
        let schema = operation.body.as_ref().and_then(Type::schema);
        schema.map(|schema| self.members(schema)).unwrap_or_default()
    }
}

/// One operation of an API.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct Operation {
    /// The section of ProAbono's documentation.
    pub tag: String,
    /// The host that serves it.
    #[serde(default)]
    pub host: Host,
    /// `GET`, `POST`, `PUT` or `DELETE`.
    pub method: String,
    /// The path, with a name in braces for each part of it that varies: `/v1/Subscription/{IdSubscription}`.
    pub path: String,
    /// The parameters in the path and the query.
    pub parameters: Vec<Parameter>,
    /// The type of the body that it takes.
    pub body: Option<Type>,
    /// The type of the answer by its status; `None` where the answer has no body.
    pub responses: BTreeMap<u16, Option<Type>>,
    /// A remark; empty when there is none.
    #[serde(default)]
    pub note: String,
}

impl Operation {
    /// The method and the path: `GET /v1/Customer`.
    pub fn route(&self) -> String {
        format!("{} {}", self.method, self.path)
    }

    /// The parameters in the path, in the order of the contract.
    pub fn path_parts(&self) -> impl Iterator<Item = &Parameter> {
        let parameters = self.parameters.iter();
        parameters.filter(|parameter| parameter.place == Place::Path)
    }

    /// The parameters in the query, in the order of the contract.
    pub fn filters(&self) -> impl Iterator<Item = &Parameter> {
        let parameters = self.parameters.iter();
        parameters.filter(|parameter| parameter.place == Place::Query)
    }

    /// Tells whether the contract declares answers with this status.
    pub fn declares(&self, status: u16) -> bool {
        self.responses.contains_key(&status)
    }

    /// The type of an answer with this status; `None` when it is not declared or has no body.
    pub fn answer(&self, status: u16) -> Option<&Type> {
        self.responses.get(&status)?.as_ref()
    }
}

/// The host that serves an operation. The Live API has one only, that of the account.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Host {
    /// The host of the account.
    #[default]
    Account,
    /// The host of the segment.
    Segment,
}

/// The place of a parameter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
}

/// A parameter of an operation.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct Parameter {
    /// As it is spelled in the query, or within the braces of the path.
    pub name: String,
    /// The type of its value.
    #[serde(rename = "type")]
    pub kind: Type,
    /// In the path or in the query.
    #[serde(rename = "in")]
    pub place: Place,
    /// True if a call without it is refused.
    pub required: bool,
    /// True if it always has the same value, `true`.
    #[serde(default)]
    pub constant: bool,
    /// A remark; empty when there is none.
    #[serde(default)]
    pub note: String,
}

/// A member of an object.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct Member {
    /// As it is spelled in the JSON.
    pub name: String,
    /// The type of its value.
    #[serde(rename = "type")]
    pub kind: Type,
    /// True if a request without it is refused. Of answers nothing is required.
    pub required: bool,
    /// True if `null` is documented as a value.
    #[serde(default)]
    pub nullable: bool,
    /// A remark; empty when there is none.
    #[serde(default)]
    pub note: String,
}
