use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::Backoffice;
use super::words::StateLife;
use crate::call::Call;
use crate::{BusinessId, CustomerId, CustomerReference, Error, Links, SegmentId, UserId};

/// A customer.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct BackofficeCustomer {
    /// ProAbono's own number of it.
    pub id: Option<CustomerId>,
    /// When it changed last.
    pub date_update: Option<Timestamp>,
    /// Who changed it last.
    pub id_user_update: Option<UserId>,
    /// ProAbono's own number of the segment.
    pub id_segment: Option<SegmentId>,
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// When it was made.
    pub date_creation: Option<Timestamp>,
    /// Who made it.
    pub id_user_creation: Option<UserId>,
    /// Whether it is in use.
    pub state_life: Option<StateLife>,
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// The name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// Links, found by name.
    #[serde(default, skip_serializing_if = "Links::is_empty")]
    pub links: Links,
}

/// The operations on customers, as the back office has them.
#[derive(Clone, Copy)]
pub struct Customers<'a> {
    api: &'a Backoffice,
}

impl<'a> Customers<'a> {
    pub(super) fn new(api: &'a Backoffice) -> Self {
        Self { api }
    }

    /// `GET /Distribution/Customers/{Id}`.
    ///
    /// In a sample of the reference, without a section of its own.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve(self, id: CustomerId) -> Result<Option<BackofficeCustomer>, Error> {
        let call = Call::get("retrieve_customer", format!("/Distribution/Customers/{id}"));
        self.api.segment()?.send(call).await
    }
}
