//! The settings of a segment, as they are read and written.

use macro_rules_attribute::apply;

use crate::GatewayAccountId;

both! {
    /// The advanced settings of a segment. Read back at the address that its links name.
    read SegmentSettings
    /// The members of [`SegmentSettings`] to write.
    written SegmentSettingsRequest
    {
        /// The address.
        pub url: Option<String>,
        /// The logo of back office and invoices: https only.
        pub url_logo: Option<String>,
        /// The terms and conditions.
        pub url_terms: Option<String>,
        /// Where customers write to.
        pub email_support: Option<String>,
        /// Where customers call.
        pub phone_support: Option<String>,
        /// Where customers find help.
        pub url_support: Option<String>,
    }
}

both! {
    /// The redirections of a segment. Read back at the address that its links name.
    read SegmentSettingsRedirection
    /// Where hosted pages lead. It is documented nowhere whether an address that is left out is kept or cleared.
    written SegmentSettingsRedirectionRequest
    {
        /// Replaces the page of offers for visitors.
        pub url_offers_anonymous: Option<String>,
        /// Where a visitor goes who chose an offer; its reference is appended.
        pub url_offers_anonymous_selection: Option<String>,
        /// Replaces the page of offers for customers.
        pub url_offers_authenticated: Option<String>,
        /// Replaces the page of offers for a change of plan.
        pub url_offers_upgrade: Option<String>,
        /// After a free subscription without a payment method.
        pub url_oneclick_free_offer: Option<String>,
        /// After another subscription without a payment method.
        pub url_oneclick_extra_subscription: Option<String>,
        /// After a change of plan without a payment method.
        pub url_oneclick_upgrade: Option<String>,
        /// After a payment that succeeded.
        pub url_payment_success: Option<String>,
        /// After a payment that waits, such as a direct debit.
        pub url_payment_pending: Option<String>,
        /// After a payment that was cancelled.
        pub url_payment_cancel: Option<String>,
        /// After a payment that is impossible.
        pub url_payment_failure: Option<String>,
        /// After a payment method was registered and nothing charged.
        pub url_permission_registered: Option<String>,
        /// After a payment method could not be registered.
        pub url_permission_registration_failure: Option<String>,
        /// After a payment method was changed and nothing charged.
        pub url_permission_updated: Option<String>,
        /// After a payment method could not be changed.
        pub url_permission_update_failure: Option<String>,
        /// After any other error of a hosted page.
        pub url_generic_error: Option<String>,
    }
}

/// The payment settings of a segment. Read back at the address that its links name.
#[apply(answer)]
pub struct SegmentSettingsPayment {
    /// True if a subscription may start with an invoice that is paid later.
    pub can_start_with_invoice_billing: Option<bool>,
    /// True if a subscription may renew with an invoice that is paid later.
    pub can_renew_with_invoice_billing: Option<bool>,
    /// How many days an invoice may stay unpaid.
    pub capping_invoice_billing_days: Option<i64>,
    /// How much may stay unpaid, in minor units of the currency.
    pub capping_invoice_billing_amount: Option<i64>,
    /// The gateway account for cards.
    pub id_gateway_account_for_card: Option<GatewayAccountId>,
    /// The gateway account for direct debits.
    pub id_gateway_account_for_direct_debit: Option<GatewayAccountId>,
}

/// The settings of the hosted pages of a segment. Read back at the address that its links name.
#[apply(answer)]
pub struct SegmentSettingsHostedPages {
    /// True if links of the page of offers open in the parent window.
    pub is_offers_anonymous_link_target_parent: Option<bool>,
    /// True if a visitor may subscribe.
    pub can_subscribe_anonymous: Option<bool>,
    /// True if a billing address is asked for.
    pub is_requiring_address_billing: Option<bool>,
    /// True if a free offer asks for a payment method.
    pub is_requiring_payment_info_when_free: Option<bool>,
    /// True if a change asks for a payment method.
    pub is_requiring_payment_info_when_updated: Option<bool>,
    /// True if the frame closes after subscribing.
    pub is_iframe_closed_after_subscribe: Option<bool>,
    /// True if customers may change their plan.
    pub can_customer_upgrade: Option<bool>,
    /// True if customers may terminate.
    pub can_customer_terminate: Option<bool>,
    /// True if a shipping address is asked for. In the sample of the reference only.
    pub is_requiring_address_shipping: Option<bool>,
}

/// The members of [`SegmentSettingsPayment`] to write.
#[apply(request)]
pub struct SegmentSettingsPaymentRequest {
    /// True if a subscription may start with an invoice that is paid later.
    pub can_start_with_invoice_billing: bool,
    /// True if a subscription may renew with an invoice that is paid later.
    pub can_renew_with_invoice_billing: bool,
    /// How many days an invoice may stay unpaid.
    pub capping_invoice_billing_days: Option<i64>,
    /// How much may stay unpaid, in minor units of the currency.
    pub capping_invoice_billing_amount: Option<i64>,
    /// The gateway account for cards.
    pub id_gateway_account_for_card: Option<GatewayAccountId>,
    /// The gateway account for direct debits.
    pub id_gateway_account_for_direct_debit: Option<GatewayAccountId>,
}

/// The members of [`SegmentSettingsHostedPages`] to write.
#[apply(whole)]
#[allow(clippy::struct_excessive_bools, reason = "they are ProAbono's")]
pub struct SegmentSettingsHostedPagesRequest {
    /// True if links of the page of offers open in the parent window.
    pub is_offers_anonymous_link_target_parent: bool,
    /// True if a visitor may subscribe.
    pub can_subscribe_anonymous: bool,
    /// True if a billing address is asked for.
    pub is_requiring_address_billing: bool,
    /// True if a free offer asks for a payment method.
    pub is_requiring_payment_info_when_free: bool,
    /// True if a change asks for a payment method.
    pub is_requiring_payment_info_when_updated: bool,
    /// True if the frame closes after subscribing.
    pub is_iframe_closed_after_subscribe: bool,
    /// True if customers may change their plan.
    pub can_customer_upgrade: bool,
    /// True if customers may terminate.
    pub can_customer_terminate: bool,
    /// True if a shipping address is asked for. In the sample of the reference only.
    pub is_requiring_address_shipping: Option<bool>,
}
