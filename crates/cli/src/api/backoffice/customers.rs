use schemars::JsonSchema;
use serde::Deserialize;

use proabono::CustomerId;

use super::{Nothing, Operation};

/// The customer in the path.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct Of {
    /// ProAbono's own number of it.
    id: CustomerId,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::one(
            "retrieve",
            "GET /Distribution/Customers/{Id}",
            "Reads a customer",
            |api, of: Of, _: Nothing, _: Nothing| api.customers().retrieve(of.id),
        )
        .example("$CUSTOMER"),
    ]
}
