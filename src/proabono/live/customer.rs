use std::collections::BTreeMap;

use reqwest::Method;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::proabono::request::{Call, Transport};
use crate::proabono::{CustomerReference, Error, Links, OfferReference, SegmentReference};

/// Free pairs of a customer. ProAbono documents texts and shows numbers too, so a value is any JSON scalar.
pub type Metadata = BTreeMap<String, Value>;

/// Whether a customer may use the hosted pages.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum StatusCustomer {
    /// The customer is in order.
    Enabled,
    /// Portal, hosted pages and invoices are closed to the customer.
    Suspended,
    /// A word that this version does not know.
    Other(String),
}

impl<'de> Deserialize<'de> for StatusCustomer {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Ok(match word.as_str() {
            "Enabled" => Self::Enabled,
            "Suspended" => Self::Suspended,
            _ => Self::Other(word),
        })
    }
}

/// A customer as ProAbono returns it. Every field may be missing. Source: API Live, schema `Customer`.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(rename_all = "PascalCase", default)]
#[non_exhaustive]
pub struct Customer {
    /// ProAbono's own number of the customer.
    pub id: Option<u64>,
    /// ProAbono's own number of the segment.
    pub id_segment: Option<u64>,
    /// The reference shared with the application.
    pub reference_customer: Option<String>,
    /// The segment the customer is in.
    pub reference_segment: Option<String>,
    /// ISO 4217; fixed by the segment.
    pub currency: Option<String>,
    /// The internal name, not the billing name.
    pub name: Option<String>,
    /// Where invoices go; absent after anonymisation.
    pub email: Option<String>,
    /// ISO 639 code or locale.
    pub language: Option<String>,
    /// Whether the customer may use the hosted pages.
    pub status: Option<StatusCustomer>,
    /// The affiliate that brought the customer.
    pub reference_affiliation: Option<String>,
    /// When that was (ISO 8601).
    pub date_affiliation: Option<String>,
    /// Free pairs.
    pub metadata: Option<Metadata>,
    /// Links to the hosted pages of this customer; empty for a suspended one.
    pub links: Links,
}

/// What to write. Only what is set is sent, and only what is sent is written. Source: API Live, schema
/// `CustomerRequest`.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "PascalCase")]
#[non_exhaustive]
pub struct CustomerRequest {
    /// Which customer: the key of the upsert.
    pub reference_customer: CustomerReference,
    /// Which segment. Left out, ProAbono takes the default one without a word, so it is mandatory here.
    pub reference_segment: SegmentReference,
    /// Where invoices go.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub email: Option<String>,
    /// The internal name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// ISO 639 code or locale.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Makes the link to subscribe to this offer appear in the answer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_offer: Option<OfferReference>,
    /// The affiliate that brought the customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reference_affiliation: Option<String>,
    /// Free pairs: at most 5, of at most 450 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub metadata: Option<Metadata>,
}

impl CustomerRequest {
    /// A request that names the customer and writes nothing to one that exists.
    pub fn new(customer: CustomerReference, segment: SegmentReference) -> Self {
        Self {
            reference_customer: customer,
            reference_segment: segment,
            email: None,
            name: None,
            language: None,
            reference_offer: None,
            reference_affiliation: None,
            metadata: None,
        }
    }
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
    /// [`CUSTOMER_UNACCESSIBLE`](crate::proabono::Code::CUSTOMER_UNACCESSIBLE).
    pub async fn retrieve(self, customer: &CustomerReference) -> Result<Option<Customer>, Error> {
        let call = Call::new("retrieve_customer", Method::GET, "/v1/Customer")
            .query("ReferenceCustomer", customer.as_str());
        let answer = self.transport.send(call).await?;
        answer.json()
    }

    /// `POST /v1/Customer`: creates the customer, or writes what is set to the one that exists.
    ///
    /// # Errors
    /// [`Error`]; the properties at fault are the targets of a refusal with status 422.
    pub async fn create_or_update(self, request: &CustomerRequest) -> Result<Upserted, Error> {
        let call = Call::new("create_or_update_customer", Method::POST, "/v1/Customer").body(request)?;
        let answer = self.transport.send(call).await?;
        Ok(Upserted {
            created: answer.status() == 201,
            customer: answer.json()?,
        })
    }
}
