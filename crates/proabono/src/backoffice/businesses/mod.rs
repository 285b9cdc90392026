mod settings;

use jiff::Timestamp;
use macro_rules_attribute::apply;
use serde_json::Value;

use super::Businesses;
use super::words::StateLife;
use crate::call::Call;
use crate::list::Listing;
use crate::{BusinessId, Links, Request};

pub use settings::{
    BusinessAddressBilling, BusinessAddressBillingRequest, BusinessSettingsInvoice,
    BusinessSettingsInvoiceRequest,
};

/// A business: the seller.
#[apply(tracked)]
pub struct Business {
    /// ProAbono's own number of it.
    pub id: Option<BusinessId>,
    /// The name.
    pub name: Option<String>,
    /// The state: in use, or why it is not.
    pub state_life: Option<StateLife>,
    /// The language that holds where none is said: ISO 639-1.
    pub language_default: Option<String>,
    /// The links, which are found by name.
    pub links: Links,
}

/// A new business.
#[apply(request)]
pub struct BusinessRequest {
    /// The name.
    pub name: String,
    /// The language that holds where none is said: ISO 639-1.
    pub language_default: String,
}

/// The members to write. It is not documented whether a member that is left out is kept, so give all that you know.
#[apply(request)]
pub struct BusinessUpdateRequest {
    /// The name.
    pub name: String,
    /// The language that holds where none is said: ISO 639-1.
    pub language_default: String,
    /// The state: in use, or why it is not.
    pub state_life: StateLife,
}

/// Filters of [`Businesses::list`].
#[apply(dated_filters)]
pub struct ListBusinesses {
    /// The state: in use, or why it is not.
    pub state_life: Option<StateLife>,
}

impl<'a> Businesses<'a> {
    /// `POST /Organization/Businesses`: a new one.
    pub fn create(self, request: &BusinessRequest) -> Request<'a, Business> {
        self.api
            .account(Call::post("create_business", "/Organization/Businesses").body(request))
    }

    /// `GET /Organization/Businesses/{Id}`.
    pub fn retrieve(self, id: BusinessId) -> Request<'a, Business> {
        self.api.account(Call::get(
            "retrieve_business",
            format!("/Organization/Businesses/{id}"),
        ))
    }

    /// `PUT /Organization/Businesses/{Id}`: writes it.
    ///
    /// The content of the answer is not documented: a success says only that it is done.
    pub fn update(self, id: BusinessId, request: &BusinessUpdateRequest) -> Request<'a, Value> {
        self.api
            .account(Call::put("update_business", format!("/Organization/Businesses/{id}")).body(request))
    }

    /// `PUT /Organization/Businesses/{Id}/AddressBilling`: writes the billing address.
    ///
    /// The content of the answer is not documented: a success says only that it is done.
    pub fn update_billing_address(
        self,
        id: BusinessId,
        request: &BusinessAddressBillingRequest,
    ) -> Request<'a, Value> {
        self.api.account(
            Call::put(
                "update_business_billing_address",
                format!("/Organization/Businesses/{id}/AddressBilling"),
            )
            .body(request),
        )
    }

    /// `PUT /Organization/Businesses/{Id}/SettingsInvoice`: writes the invoice settings.
    ///
    /// The content of the answer is not documented: a success says only that it is done.
    pub fn update_invoice_settings(
        self,
        id: BusinessId,
        request: &BusinessSettingsInvoiceRequest,
    ) -> Request<'a, Value> {
        self.api.account(
            Call::put(
                "update_business_invoice_settings",
                format!("/Organization/Businesses/{id}/SettingsInvoice"),
            )
            .body(request),
        )
    }

    /// `GET /Organization/Businesses`.
    pub fn list(self, options: &ListBusinesses) -> Listing<'a, Business> {
        Listing::new(
            self.api
                .account(Call::get("list_businesses", "/Organization/Businesses").query(options)),
        )
    }

    /// `GET /Organization/Businesses/{Id}/AddressBilling`: the billing address.
    ///
    /// The reference does not describe it; the links of the object lead there.
    pub fn retrieve_billing_address(self, id: BusinessId) -> Request<'a, BusinessAddressBilling> {
        self.api.account(Call::get(
            "retrieve_business_billing_address",
            format!("/Organization/Businesses/{id}/AddressBilling"),
        ))
    }

    /// `GET /Organization/Businesses/{Id}/SettingsInvoice`: the invoice settings.
    ///
    /// The reference does not describe it; the links of the object lead there.
    pub fn retrieve_invoice_settings(self, id: BusinessId) -> Request<'a, BusinessSettingsInvoice> {
        self.api.account(Call::get(
            "retrieve_business_invoice_settings",
            format!("/Organization/Businesses/{id}/SettingsInvoice"),
        ))
    }
}
