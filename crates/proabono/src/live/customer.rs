use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use serde_with::skip_serializing_none;

use super::CustomerQuery;
use crate::call::Call;
use crate::list::Listing;
use crate::request::Transport;
use crate::{
    CustomerId, CustomerReference, Error, FeatureReference, Links, Metadata, OfferReference, SegmentId,
    SegmentReference, StatusCustomer,
};

/// A customer as ProAbono returns it; every field may be missing. Source: API Live, schema `Customer`.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct Customer {
    /// ProAbono's own number of it.
    pub id: Option<CustomerId>,
    /// ProAbono's own number of the segment.
    pub id_segment: Option<SegmentId>,
    /// The customer, by the reference shared with the application.
    pub reference_customer: Option<CustomerReference>,
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// The internal name.
    pub name: Option<String>,
    /// Where invoices go.
    pub email: Option<String>,
    /// ISO 639 code or locale.
    pub language: Option<String>,
    /// The coarse state.
    pub status: Option<StatusCustomer>,
    /// The affiliate that brought the customer.
    pub reference_affiliation: Option<String>,
    /// When the affiliate brought the customer.
    pub date_affiliation: Option<Timestamp>,
    /// Free pairs.
    pub metadata: Option<Metadata>,
    /// Links, found by name.
    #[serde(default, skip_serializing_if = "Links::is_empty")]
    pub links: Links,
}

/// What to write. Only what is set is sent, and only what is sent is written. The contract makes the
/// segment optional; left out, ProAbono takes the default one without a word, so it is mandatory here.
/// Source: schema `CustomerRequest`.
#[skip_serializing_none]
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct CustomerRequest {
    /// The customer, by the reference shared with the application. Without one a new customer is made each time.
    pub reference_customer: Option<CustomerReference>,
    /// Where invoices go.
    pub email: Option<String>,
    /// The internal name.
    pub name: Option<String>,
    /// ISO 639 code or locale.
    pub language: Option<String>,
    /// The segment, by its reference.
    pub reference_segment: SegmentReference,
    /// The offer, by its reference.
    pub reference_offer: Option<OfferReference>,
    /// The affiliate that brought the customer.
    pub reference_affiliation: Option<String>,
    /// Free pairs.
    pub metadata: Option<Metadata>,
}

impl CustomerRequest {
    /// With what is mandatory; the rest is left out until it is set.
    pub fn new(reference_customer: CustomerReference, reference_segment: SegmentReference) -> Self {
        Self {
            reference_customer: Some(reference_customer),
            ..Self::without_reference(reference_segment)
        }
    }

    /// A new customer, to whom ProAbono gives a reference of its own.
    pub fn without_reference(reference_segment: SegmentReference) -> Self {
        Self {
            reference_customer: None,
            email: None,
            name: None,
            language: None,
            reference_segment,
            reference_offer: None,
            reference_affiliation: None,
            metadata: None,
        }
    }
}

/// What [`Customers::retrieve`] reads beside the reference.
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct RetrieveCustomer {
    /// The offer, by its reference.
    pub reference_offer: Option<OfferReference>,
}

/// Filters of [`Customers::list`].
#[skip_serializing_none]
#[derive(Clone, Debug, Default, PartialEq, Deserialize, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "PascalCase", deny_unknown_fields)]
pub struct ListCustomers {
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// The feature, by its reference.
    pub reference_feature: Option<FeatureReference>,
}

/// The answer to an upsert.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Upserted {
    /// True when the customer did not exist before (status 201).
    pub created: bool,
    /// The customer as it is now; `None` when ProAbono answered without a body.
    pub customer: Option<Customer>,
}

/// The operations on customers.
#[derive(Clone, Copy)]
pub struct Customers<'a> {
    transport: &'a Transport,
}

impl<'a> Customers<'a> {
    pub(super) fn new(transport: &'a Transport) -> Self {
        Self { transport }
    }

    /// `GET /v1/Customer`: the customer of this reference, `None` when ProAbono answers with nothing (204).
    ///
    /// This operation has no segment in the contract: compare
    /// [`reference_segment`](Customer::reference_segment) before using the answer.
    ///
    /// # Errors
    /// [`Error`]; an unknown customer is a refusal with status 404 or with the code
    /// [`CUSTOMER_UNACCESSIBLE`](crate::Code::CUSTOMER_UNACCESSIBLE).
    pub async fn retrieve(
        self,
        customer: &CustomerReference,
        options: &RetrieveCustomer,
    ) -> Result<Option<Customer>, Error> {
        let call = Call::get("retrieve_customer", "/v1/Customer")
            .query(&CustomerQuery::of(customer))?
            .query(options)?;
        self.transport.send(call).await
    }

    /// `POST /v1/Customer`: creates the customer, or writes what is set to the one that exists.
    ///
    /// # Errors
    /// [`Error`]; the properties at fault are the targets of a refusal with status 422.
    pub async fn create_or_update(self, request: &CustomerRequest) -> Result<Upserted, Error> {
        let call = Call::post("create_or_update_customer", "/v1/Customer").body(request)?;
        let answer = self.transport.answer(call).await?;
        Ok(Upserted {
            created: answer.status == 201,
            customer: answer.body,
        })
    }

    /// `GET /v1/Customers`.
    ///
    /// # Errors
    /// [`Error::Settings`] when the filters cannot be written; what is sent fails when it is read.
    pub fn list(self, options: &ListCustomers) -> Result<Listing<'a, Customer>, Error> {
        let mut options = options.clone();
        self.transport.fill(&mut options.reference_segment);
        let call = Call::get("list_customers", "/v1/Customers").query(&options)?;
        Ok(Listing::new(self.transport, call))
    }

    /// `POST /v1/Customer/Anonymization`: clears name and e-mail for good; refused while an invoice is due.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn anonymize(self, customer: &CustomerReference) -> Result<Option<Customer>, Error> {
        let call = Call::post("anonymize_customer", "/v1/Customer/Anonymization")
            .query(&CustomerQuery::of(customer))?;
        self.transport.send(call).await
    }

    /// `POST /v1/Customer/LinksRevokation`: ends every link issued so far; the answer has new ones.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn revoke_links(self, customer: &CustomerReference) -> Result<Option<Customer>, Error> {
        let call = Call::post("revoke_customer_links", "/v1/Customer/LinksRevokation")
            .query(&CustomerQuery::of(customer))?;
        self.transport.send(call).await
    }

    /// `POST /v1/Customer/Invalidation`: swaps the reference for a random one: the application loses its key to the customer.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn invalidate(self, customer: &CustomerReference) -> Result<Option<Customer>, Error> {
        let call = Call::post("invalidate_customer", "/v1/Customer/Invalidation")
            .query(&CustomerQuery::of(customer))?;
        self.transport.send(call).await
    }

    /// `POST /v1/Customer/Suspension`: closes portal, hosted pages and invoices. Only the back office undoes it.
    ///
    /// # Errors
    /// [`Error`]: a refusal with its codes, or why there was no answer.
    pub async fn suspend(self, customer: &CustomerReference) -> Result<Option<Customer>, Error> {
        let call =
            Call::post("suspend_customer", "/v1/Customer/Suspension").query(&CustomerQuery::of(customer))?;
        self.transport.send(call).await
    }
}
