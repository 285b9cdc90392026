use jiff::Timestamp;
use macro_rules_attribute::apply;

use super::Customers;
use super::words::StateLife;
use crate::call::Call;
use crate::{BusinessId, CustomerId, CustomerReference, Links, Request, SegmentId};

/// A customer, as the back office has it.
#[apply(tracked)]
pub struct BackofficeCustomer {
    /// ProAbono's own number of it.
    pub id: Option<CustomerId>,
    /// ProAbono's own number of the segment.
    pub id_segment: Option<SegmentId>,
    /// ProAbono's own number of the business.
    pub id_business: Option<BusinessId>,
    /// The state: in use, or why it is not.
    pub state_life: Option<StateLife>,
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// The name.
    pub name: Option<String>,
    /// The e-mail address.
    pub email: Option<String>,
    /// ISO 639-1.
    pub language: Option<String>,
    /// The links, which are found by name.
    pub links: Links,
}

impl<'a> Customers<'a> {
    /// `GET /Distribution/Customers/{Id}`.
    ///
    /// The reference has it in a sample only, without a section of its own.
    pub fn retrieve(self, id: CustomerId) -> Request<'a, BackofficeCustomer> {
        self.api.segment(Call::get(
            "retrieve_customer",
            format!("/Distribution/Customers/{id}"),
        ))
    }
}
