//! The settings of a business, as they are read and written.

use crate::backoffice::words::TypeProrata;
use crate::{AddressId, TaxProfileId};

both! {
    /// The billing address of a business. Read back at the address that its links name.
    read BusinessAddressBilling {
        /// ProAbono's own number of it.
        pub id: Option<AddressId>,
    }
    /// The members of [`BusinessAddressBilling`] to write.
    written BusinessAddressBillingRequest
    {
        /// The name of the company.
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
        /// ISO 3166-1, two letters.
        pub country: Option<String>,
        /// ISO 3166-2.
        pub region: Option<String>,
        /// The tax number.
        pub tax_information: Option<String>,
        /// The telephone number.
        pub phone: Option<String>,
    }
}

both! {
    /// The invoice settings of a business. Read back at the address that its links name.
    read BusinessSettingsInvoice
    /// The members of [`BusinessSettingsInvoice`] to write.
    written BusinessSettingsInvoiceRequest
    {
        /// The language of all invoices: ISO 639-1.
        pub language_forced: Option<String>,
        /// The treatment of the rest of a period on an upgrade.
        pub type_prorata_on_upgrade: Option<TypeProrata>,
        /// The treatment of the rest of a period on a downgrade.
        pub type_prorata_on_downgrade: Option<TypeProrata>,
        /// The treatment of the rest of a period on a termination.
        pub type_prorata_on_termination: Option<TypeProrata>,
        /// The first tax of invoices.
        pub id_tax_profile1: Option<TaxProfileId>,
        /// The second tax of invoices.
        pub id_tax_profile2: Option<TaxProfileId>,
    }
}
