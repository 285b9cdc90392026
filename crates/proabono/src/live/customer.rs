use jiff::Timestamp;
use macro_rules_attribute::apply;

use super::CustomerQuery;
use super::Customers;
use crate::call::Call;
use crate::list::Listing;
use crate::{
    CustomerId, CustomerReference, FeatureReference, Links, Metadata, OfferReference, Request, SegmentId,
    SegmentReference, StatusCustomer,
};

/// A customer as ProAbono returns it; every field may be missing. Source: the Live API, schema `Customer`.
#[apply(answer)]
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
    #[serde(default, deserialize_with = "crate::tolerant::deciding")]
    pub status: Option<StatusCustomer>,
    /// The affiliate that brought the customer.
    pub reference_affiliation: Option<String>,
    /// When the affiliate brought the customer.
    pub date_affiliation: Option<Timestamp>,
    /// Free pairs of a key and a text.
    pub metadata: Option<Metadata>,
    /// The links, which are found by name.
    pub links: Links,
}

/// A customer to create, or the members to write to one that exists: only those that are set. The contract makes the
/// segment optional, and ProAbono silently takes the default one, so it is mandatory here.
/// Source: schema `CustomerRequest`.
#[apply(whole)]
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
    /// Free pairs of a key and a text.
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

/// Options of [`Customers::retrieve`].
#[apply(options)]
pub struct RetrieveCustomer {
    /// The offer, by its reference.
    pub reference_offer: Option<OfferReference>,
}

/// Filters of [`Customers::list`].
#[apply(options)]
pub struct ListCustomers {
    /// The segment, by its reference.
    pub reference_segment: Option<SegmentReference>,
    /// The feature, by its reference.
    pub reference_feature: Option<FeatureReference>,
}

impl<'a> Customers<'a> {
    /// `GET /v1/Customer`: the customer of this reference, `None` when ProAbono answers with nothing (204).
    ///
    /// This operation has no segment in the contract: compare
    /// [`reference_segment`](Customer::reference_segment) before using the answer. An unknown customer is a refusal with
    /// status 404 or with the code [`CUSTOMER_UNACCESSIBLE`](crate::Code::CUSTOMER_UNACCESSIBLE).
    pub fn retrieve(self, customer: &CustomerReference, options: &RetrieveCustomer) -> Request<'a, Customer> {
        self.transport.request(
            Call::get("retrieve_customer", "/v1/Customer")
                .query(&CustomerQuery::of(customer))
                .query(options),
        )
    }

    /// `POST /v1/Customer`: creates the customer, or writes what is set to the one that exists;
    /// [`Answer::created`](crate::Answer::created) tells which. The properties at fault are the targets of a refusal with
    /// status 422.
    pub fn create_or_update(self, request: &CustomerRequest) -> Request<'a, Customer> {
        self.transport
            .request(Call::post("create_or_update_customer", "/v1/Customer").body(request))
    }

    /// `GET /v1/Customers`.
    pub fn list(self, options: &ListCustomers) -> Listing<'a, Customer> {
        let mut options = options.clone();
        self.transport.fill(&mut options.reference_segment);
        Listing::new(
            self.transport
                .request(Call::get("list_customers", "/v1/Customers").query(&options)),
        )
    }

    /// `POST /v1/Customer/Anonymization`: clears name and e-mail for good; refused while an invoice is due.
    pub fn anonymize(self, customer: &CustomerReference) -> Request<'a, Customer> {
        self.transport.request(
            Call::post("anonymize_customer", "/v1/Customer/Anonymization")
                .query(&CustomerQuery::of(customer)),
        )
    }

    /// `POST /v1/Customer/LinksRevokation`: ends every link issued so far; the answer has new ones.
    pub fn revoke_links(self, customer: &CustomerReference) -> Request<'a, Customer> {
        self.transport.request(
            Call::post("revoke_customer_links", "/v1/Customer/LinksRevokation")
                .query(&CustomerQuery::of(customer)),
        )
    }

    /// `POST /v1/Customer/Invalidation`: swaps the reference for a random one: the application loses its key to the customer.
    pub fn invalidate(self, customer: &CustomerReference) -> Request<'a, Customer> {
        self.transport.request(
            Call::post("invalidate_customer", "/v1/Customer/Invalidation")
                .query(&CustomerQuery::of(customer)),
        )
    }

    /// `POST /v1/Customer/Suspension`: closes portal, hosted pages and invoices. Only the back office undoes it.
    pub fn suspend(self, customer: &CustomerReference) -> Request<'a, Customer> {
        self.transport.request(
            Call::post("suspend_customer", "/v1/Customer/Suspension").query(&CustomerQuery::of(customer)),
        )
    }
}
