use schemars::JsonSchema;
use serde::Deserialize;

use proabono::GatewayRequestId;

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &[
    "Id",
    "IdCustomer",
    "IdPermission",
    "TypeRequest",
    "Amount",
    "StatusRequest",
    "StatusHttp",
];

/// The gateway request in the path.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct Of {
    /// ProAbono's own number of it.
    id: GatewayRequestId,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::one(
            "retrieve",
            "GET /Gateway/GatewayRequests/{Id}",
            "Reads a gateway request",
            |api, of: Of, _: Nothing, _: Nothing| api.gateway_requests().retrieve(of.id),
        )
        .example("$REQUEST"),
        Operation::list(
            "list",
            "GET /Gateway/GatewayRequests",
            "Lists gateway requests",
            |api, options| api.gateway_requests().list(&options),
        )
        .columns(COLUMNS)
        .example("--status-request Success --all"),
    ]
}
