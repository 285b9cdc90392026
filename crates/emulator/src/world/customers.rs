//! Customers.

use data_encoding::HEXLOWER;

use crate::model::{Address, Customer, CustomerDraft, ID_SEGMENT, Invoice, Settings};

use super::World;

/// The name of a customer who was anonymised.
const CLEARED: &str = "## cleared ##";

impl World {
    pub(crate) fn customer(&self, reference: &str) -> Option<&Customer> {
        self.references
            .get(reference)
            .and_then(|id| self.customers.get(id))
    }

    pub(crate) fn customer_by_id(&self, id: u64) -> Option<&Customer> {
        self.customers.get(&id)
    }

    /// All of them, oldest first.
    pub(crate) fn customers(&self) -> impl Iterator<Item = &Customer> {
        self.customers.values()
    }

    pub(crate) fn create_customer(&mut self, draft: CustomerDraft) -> u64 {
        let id = self.next_id();
        let reference = match &draft.reference {
            Some(reference) => reference.clone(),
            None => self.generated_reference(),
        };
        let (id_segment, reference_segment) = self.segment(draft.segment.as_deref());
        let reference_segment = reference_segment.to_owned();
        let customer = Customer {
            id,
            id_segment,
            reference_customer: reference.clone(),
            reference_segment,
            currency: self.catalogue.currency().to_owned(),
            name: None,
            email: None,
            language: "en".to_owned(),
            status: "Enabled",
            reference_affiliation: None,
            date_affiliation: None,
            metadata: None,
            date_creation: self.now(),
            date_update: self.now(),
            card: None,
            address: Address::default(),
            settings: Settings::default(),
            invalidated: false,
        };
        self.customers.insert(id, customer);
        self.references.insert(reference, id);
        self.update_customer(id, draft);
        self.tell_of_customer("CustomerAdded", id, self.now());
        id
    }

    /// The id and the reference of the account's segment.
    pub(crate) fn own_segment(&self) -> (u64, &str) {
        (ID_SEGMENT, &self.options.segment_ref)
    }

    /// The account's segment and each further one, by id and reference.
    pub(crate) fn segments(&self) -> impl Iterator<Item = (u64, &str)> {
        let further = (ID_SEGMENT + 1..).zip(self.options.further_segments.iter().map(String::as_str));
        std::iter::once(self.own_segment()).chain(further)
    }

    /// The one with this reference, else the account's.
    fn segment(&self, reference: Option<&str>) -> (u64, &str) {
        let mut segments = self.segments();
        let found = segments.find(|(_, one)| Some(*one) == reference);
        found.unwrap_or(self.own_segment())
    }

    /// The segment of the customer with this id, and of all that the customer has.
    pub(crate) fn segment_of(&self, customer: u64) -> (u64, &str) {
        match self.customers.get(&customer) {
            Some(customer) => customer.segment(),
            None => self.own_segment(),
        }
    }

    /// True for the segment of the account and for each further one.
    pub(crate) fn has_segment(&self, reference: &str) -> bool {
        self.segments().any(|(_, one)| one == reference)
    }

    /// Writes what the draft holds, nothing else.
    pub(crate) fn update_customer(&mut self, id: u64, draft: CustomerDraft) {
        let now = self.now();
        let Some(customer) = self.customers.get_mut(&id) else {
            return;
        };
        customer.date_update = now;
        if let Some(language) = draft.language {
            customer.language = language;
        }
        if draft.affiliation.is_some() && draft.affiliation != customer.reference_affiliation {
            customer.reference_affiliation = draft.affiliation;
            customer.date_affiliation = Some(now);
        }
        customer.name = draft.name.or(customer.name.take());
        customer.email = draft.email.or(customer.email.take());
        customer.metadata = draft.metadata.or(customer.metadata.take());
    }

    /// Suspends the customer: no page opens for them any more.
    pub(crate) fn suspend_customer(&mut self, id: u64) {
        let customer = self.customers.get_mut(&id).filter(|one| !one.is_suspended());
        if let Some(customer) = customer {
            customer.status = "Suspended";
            self.tell_of_customer("CustomerSuspended", id, self.now());
        }
    }

    /// Erases the personal data. It is refused while an invoice is to be paid.
    pub(crate) fn anonymize(&mut self, id: u64) -> bool {
        if self.invoices_of(id).any(Invoice::is_open) {
            return false;
        }
        if let Some(customer) = self.customers.get_mut(&id) {
            customer.name = Some(CLEARED.to_owned());
            customer.email = None;
            customer.address = Address::default();
        }
        true
    }

    /// Another reference takes the place of the one that the application knows.
    pub(crate) fn invalidate(&mut self, id: u64) {
        let reference = self.generated_reference();
        if let Some(customer) = self.customers.get_mut(&id) {
            self.references.remove(&customer.reference_customer);
            customer.reference_customer.clone_from(&reference);
            customer.invalidated = true;
            self.references.insert(reference, id);
        }
        self.revoke(id);
    }

    /// A card becomes the payment method.
    pub(crate) fn register_card(&mut self, id: u64, last_four: &str) {
        self.set_payment(id, "Card", Some(last_four.to_owned()));
    }

    pub(super) fn set_payment(&mut self, id: u64, method: &'static str, card: Option<String>) {
        if let Some(customer) = self.customers.get_mut(&id) {
            customer.card = card;
            customer.settings.type_payment = Some(method);
            self.tell_of_customer("CustomerPaymentMethodUpdated", id, self.now());
        }
    }

    /// Writes these members of the billing address, and no others.
    pub(crate) fn write_address(&mut self, id: u64, members: Vec<(String, String)>) {
        if let Some(customer) = self.customers.get_mut(&id) {
            customer.address.extend(members);
            self.tell_of_customer("CustomerBillingAddressUpdated", id, self.now());
        }
    }

    /// Changes the payment settings; `None` for an unknown customer.
    pub(crate) fn change_settings(
        &mut self,
        id: u64,
        change: impl FnOnce(&mut Settings),
    ) -> Option<Settings> {
        let settings = &mut self.customers.get_mut(&id)?.settings;
        let before = settings.clone();
        change(settings);
        let after = settings.clone();
        let now = self.now();
        if after.type_payment != before.type_payment {
            self.tell_of_customer("CustomerPaymentMethodUpdated", id, now);
        }
        if after.is_grey_listed && !before.is_grey_listed {
            self.tell_of_customer("CustomerIsGreyListed", id, now);
        }
        Some(after)
    }

    /// The real one looks like a UUID; all that is promised is that it obeys the rule of references.
    pub(crate) fn generated_reference(&mut self) -> String {
        HEXLOWER.encode(&self.chance.bytes::<16>())
    }
}
