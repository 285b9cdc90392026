use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::CustomerQuery;
use crate::call::Call;
use crate::request::Transport;
use crate::{CustomerReference, Error};

/// The billing address of a customer. Source: API Live, schema `CustomerAddressBilling`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CustomerAddressBilling {
    /// The company.
    pub company: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// The first line of the address.
    pub address_line1: Option<String>,
    /// The second line of the address.
    pub address_line2: Option<String>,
    /// The postal code.
    pub zip_code: Option<String>,
    /// The city.
    pub city: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// ISO 3166-2, e.g. `FR-75`.
    pub region: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The tax number; a European VAT number is checked later.
    pub tax_information: Option<String>,
}

/// What to write of a billing address; what is left out stays. Source: schema
/// `CustomerAddressBillingRequest`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct CustomerAddressBillingRequest {
    /// The company.
    pub company: Option<String>,
    /// The first name.
    pub first_name: Option<String>,
    /// The last name.
    pub last_name: Option<String>,
    /// The first line of the address.
    pub address_line1: Option<String>,
    /// The second line of the address.
    pub address_line2: Option<String>,
    /// The postal code.
    pub zip_code: Option<String>,
    /// The city.
    pub city: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// ISO 3166-2, e.g. `FR-75`.
    pub region: Option<String>,
    /// The telephone number.
    pub phone: Option<String>,
    /// The tax number; a European VAT number is checked later.
    pub tax_information: Option<String>,
}

/// The operations on billing addresses.
#[derive(Clone, Copy)]
pub struct BillingAddresses<'a> {
    transport: &'a Transport,
}

impl<'a> BillingAddresses<'a> {
    pub(super) fn new(transport: &'a Transport) -> Self {
        Self { transport }
    }

    /// `GET /v1/CustomerAddressBilling`: the address, `None` when there is none.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn retrieve(
        self,
        customer: &CustomerReference,
    ) -> Result<Option<CustomerAddressBilling>, Error> {
        let call = Call::get("retrieve_billing_address", "/v1/CustomerAddressBilling")
            .query(&CustomerQuery::of(customer))?;
        self.transport.send(call).await
    }

    /// `POST /v1/CustomerAddressBilling`: writes what is set and leaves the rest.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn update(
        self,
        customer: &CustomerReference,
        request: &CustomerAddressBillingRequest,
    ) -> Result<Option<CustomerAddressBilling>, Error> {
        let call = Call::post("update_billing_address", "/v1/CustomerAddressBilling")
            .query(&CustomerQuery::of(customer))?
            .body(request)?;
        self.transport.send(call).await
    }
}
