use jiff::Timestamp;
use macro_rules_attribute::apply;
use serde_json::Value;

use super::Agents;
use super::words::StateLife;
use crate::call::Call;
use crate::list::Listing;
use crate::{AgentId, BusinessId, Links, Request, SecretText};

/// An agent: somebody who works with the account.
#[apply(tracked)]
pub struct Agent {
    /// ProAbono's own number of it.
    pub id: Option<AgentId>,
    /// The name.
    pub name: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The key of the agent: a credential.
    pub key: Option<SecretText>,
    /// The state: in use, or why it is not.
    pub state_life: Option<StateLife>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// ISO 3166-1, two letters.
    pub country: Option<String>,
    /// The picture.
    pub url_picture: Option<String>,
    /// The links, which are found by name.
    pub links: Links,
}

/// A new agent.
#[apply(request)]
pub struct AgentRequest {
    /// The e-mail address.
    pub email: String,
    /// The name.
    pub name: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// ISO 3166-1, two letters.
    pub country: Option<String>,
    /// The picture.
    pub url_picture: Option<String>,
}

/// The members of an agent to write. Its number is in the body.
#[apply(request)]
pub struct AgentUpdateRequest {
    /// ProAbono's own number of it.
    pub id: AgentId,
    /// The e-mail address.
    pub email: String,
    /// The name.
    pub name: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// ISO 3166-1, two letters.
    pub country: Option<String>,
    /// The picture.
    pub url_picture: Option<String>,
}

/// Filters of [`Agents::list`].
#[apply(dated_filters)]
pub struct ListAgents {
    /// The state: in use, or why it is not.
    pub state_life: Option<StateLife>,
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
}

impl<'a> Agents<'a> {
    /// `POST /Distribution/Agents`: a new one.
    ///
    /// It is `ToModerate` at first, and the answer has its key, a credential.
    pub fn create(self, request: &AgentRequest) -> Request<'a, Agent> {
        self.api
            .segment(Call::post("create_agent", "/Distribution/Agents").body(request))
    }

    /// `GET /Distribution/Agents/{Id}`.
    pub fn retrieve(self, id: AgentId) -> Request<'a, Agent> {
        self.api
            .segment(Call::get("retrieve_agent", format!("/Distribution/Agents/{id}")))
    }

    /// `PUT /Distribution/Agents/`: writes it.
    ///
    /// The content of the answer is not documented: a success says only that it is done.
    pub fn update(self, request: &AgentUpdateRequest) -> Request<'a, Value> {
        self.api
            .segment(Call::put("update_agent", "/Distribution/Agents/").body(request))
    }

    /// `DELETE /Distribution/Agents/{Id}`: for good.
    ///
    /// The answer says only that it is done.
    pub fn delete(self, id: AgentId) -> Request<'a, Value> {
        self.api
            .segment(Call::delete("delete_agent", format!("/Distribution/Agents/{id}")))
    }

    /// `GET /Organization/Agents`.
    ///
    /// It is on the host of the account, and in another area than the rest.
    pub fn list(self, options: &ListAgents) -> Listing<'a, Agent> {
        Listing::new(
            self.api
                .account(Call::get("list_agents", "/Organization/Agents").query(options)),
        )
    }
}
