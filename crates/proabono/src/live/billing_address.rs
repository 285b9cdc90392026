use super::BillingAddresses;
use super::CustomerQuery;
use crate::call::Call;
use crate::{CustomerReference, Request};

both! {
    /// The billing address of a customer. Source: the Live API, schema `CustomerAddressBilling`.
    read CustomerAddressBilling
    /// The members of a billing address to write; the others stay as they are. Source: schema `CustomerAddressBillingRequest`.
    written CustomerAddressBillingRequest
    {
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
}

impl<'a> BillingAddresses<'a> {
    /// `GET /v1/CustomerAddressBilling`: the address, `None` when there is none.
    pub fn retrieve(self, customer: &CustomerReference) -> Request<'a, CustomerAddressBilling> {
        self.transport.request(
            Call::get("retrieve_billing_address", "/v1/CustomerAddressBilling")
                .query(&CustomerQuery::of(customer)),
        )
    }

    /// `POST /v1/CustomerAddressBilling`: writes what is set and leaves the rest.
    pub fn update(
        self,
        customer: &CustomerReference,
        request: &CustomerAddressBillingRequest,
    ) -> Request<'a, CustomerAddressBilling> {
        self.transport.request(
            Call::post("update_billing_address", "/v1/CustomerAddressBilling")
                .query(&CustomerQuery::of(customer))
                .body(request),
        )
    }
}
