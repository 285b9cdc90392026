use schemars::JsonSchema;
use serde::Deserialize;

use proabono::AgentId;
use proabono::backoffice::{AgentRequest, AgentUpdateRequest};

use super::{Nothing, Operation};

const COLUMNS: &[&str] = &["Id", "Email", "Name", "FirstName", "Language", "StateLife"];

/// The agent in the path.
#[derive(Deserialize, JsonSchema)]
#[serde(rename_all = "PascalCase")]
struct Of {
    /// ProAbono's own number of it.
    id: AgentId,
}

pub(super) fn operations() -> Vec<Operation> {
    vec![
        Operation::one(
            "create",
            "POST /Distribution/Agents",
            "Creates an agent",
            |api, _: Nothing, _: Nothing, body: AgentRequest| api.agents().create(&body),
        )
        .example("--email sam@acme.example --name Operator --first-name Sam --language en --country FR"),
        Operation::one(
            "retrieve",
            "GET /Distribution/Agents/{Id}",
            "Reads an agent",
            |api, of: Of, _: Nothing, _: Nothing| api.agents().retrieve(of.id),
        )
        .example("$AGENT"),
        Operation::one(
            "update",
            "PUT /Distribution/Agents/",
            "Writes an agent",
            |api, _: Nothing, _: Nothing, body: AgentUpdateRequest| api.agents().update(&body),
        )
        .example("--id $AGENT --email sam@acme.example --name 'Senior Operator'"),
        Operation::one(
            "delete",
            "DELETE /Distribution/Agents/{Id}",
            "Deletes an agent for good",
            |api, of: Of, _: Nothing, _: Nothing| api.agents().delete(of.id),
        )
        .example("$AGENT"),
        Operation::list(
            "list",
            "GET /Organization/Agents",
            "Lists agents",
            |api, options| api.agents().list(&options),
        )
        .columns(COLUMNS)
        .example("--email sam@acme.example --json"),
    ]
}
