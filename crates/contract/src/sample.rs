use serde::Deserialize;
use serde_json::Value;

use crate::Type;

/// A documented body.
#[derive(Clone, Debug, Deserialize)]
#[non_exhaustive]
pub struct Sample {
    /// A name of its own, such as `live-customer-get-200`.
    pub name: String,
    /// The direction: it is sent or received.
    pub direction: Direction,
    /// The calls that it is documented with. Most name one operation; some describe several (`any POST with a body`).
    pub operation: String,
    /// The status of the answer.
    #[serde(default)]
    pub status: Option<u16>,
    /// Its type; `None` for a body that is known to depart from the contract.
    pub schema: Option<Type>,
    /// The body itself.
    pub body: Value,
}

/// The direction of a sample.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Direction {
    /// It is sent to ProAbono.
    Request,
    /// ProAbono answers with it.
    Response,
}
