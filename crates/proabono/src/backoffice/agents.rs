use jiff::Timestamp;
use macro_rules_attribute::apply;
use serde_json::Value;

use super::words::StateLife;
use super::{Agents, capitals};
use crate::call::Call;
use crate::list::Listing;
use crate::{AgentId, BusinessId, Links, Request, SecretText, UserId};

/// A agent.
#[apply(answer)]
pub struct Agent {
    /// ProAbono's own number of it.
    pub id: Option<AgentId>,
    /// When it changed last.
    pub date_update: Option<Timestamp>,
    /// Who changed it last.
    pub id_user_update: Option<UserId>,
    /// When it was made.
    pub date_creation: Option<Timestamp>,
    /// Who made it.
    pub id_user_creation: Option<UserId>,
    /// The name.
    pub name: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The key of the agent: a credential.
    pub key: Option<SecretText>,
    /// Whether it is in use.
    pub state_life: Option<StateLife>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// ISO 3166-1, two letters.
    pub country: Option<String>,
    /// The picture.
    pub url_picture: Option<String>,
    /// Links, found by name.
    pub links: Links,
}

/// What to write of `Agent`.
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

/// What to write to an agent, whose number is in the body.
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

impl AgentRequest {
    /// The sample of the reference writes `us` where ISO 3166-1 has `US`.
    fn spelt(mut self) -> Self {
        self.country = capitals(self.country);
        self
    }
}

impl AgentUpdateRequest {
    /// The sample of the reference writes `us` where ISO 3166-1 has `US`.
    fn spelt(mut self) -> Self {
        self.country = capitals(self.country);
        self
    }
}

/// Filters of [`Agents::list`].
#[apply(options)]
pub struct ListAgents {
    /// Made at this time or later.
    pub date_creation_min: Option<Timestamp>,
    /// Made at this time or earlier.
    pub date_creation_max: Option<Timestamp>,
    /// Changed at this time or later.
    pub date_update_min: Option<Timestamp>,
    /// Changed at this time or earlier.
    pub date_update_max: Option<Timestamp>,
    /// Whether it is in use.
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
            .segment(Call::post("create_agent", "/Distribution/Agents").body(&request.clone().spelt()))
    }

    /// `GET /Distribution/Agents/{Id}`.
    pub fn retrieve(self, id: AgentId) -> Request<'a, Agent> {
        self.api
            .segment(Call::get("retrieve_agent", format!("/Distribution/Agents/{id}")))
    }

    /// `PUT /Distribution/Agents/`: writes it.
    ///
    /// What the answer holds is not documented; that it came is the success.
    pub fn update(self, request: &AgentUpdateRequest) -> Request<'a, Value> {
        self.api
            .segment(Call::put("update_agent", "/Distribution/Agents/").body(&request.clone().spelt()))
    }

    /// `DELETE /Distribution/Agents/{Id}`: for good.
    ///
    /// The answer says no more than that it is done.
    pub fn delete(self, id: AgentId) -> Request<'a, Value> {
        self.api
            .segment(Call::delete("delete_agent", format!("/Distribution/Agents/{id}")))
    }

    /// `GET /Organization/Agents`.
    ///
    /// On the host of the account and in another area than the rest.
    pub fn list(self, options: &ListAgents) -> Listing<'a, Agent> {
        Listing::new(
            self.api
                .account(Call::get("list_agents", "/Organization/Agents").query(options)),
        )
    }
}
