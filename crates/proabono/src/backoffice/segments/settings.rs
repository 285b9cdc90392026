//! The settings of a segment, as they are read and written.

use macro_rules_attribute::apply;

use crate::GatewayAccountId;

both! {
    /// The advanced settings of a segment. Read back at the address that its links name.
    read SegmentSettings
    /// What to write of [`SegmentSettings`].
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
    /// Where hosted pages lead. Whether an address that is left out is kept or cleared is documented nowhere.
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
    /// Whether a subscription may start with an invoice that is paid later.
    pub can_start_with_invoice_billing: Option<bool>,
    /// Whether a subscription may renew with an invoice that is paid later.
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
    /// Whether links of the page of offers open in the parent window.
    pub is_offers_anonymous_link_target_parent: Option<bool>,
    /// Whether a visitor may subscribe.
    pub can_subscribe_anonymous: Option<bool>,
    /// Whether a billing address is asked for.
    pub is_requiring_address_billing: Option<bool>,
    /// Whether a free offer asks for a payment method.
    pub is_requiring_payment_info_when_free: Option<bool>,
    /// Whether a change asks for a payment method.
    pub is_requiring_payment_info_when_updated: Option<bool>,
    /// Whether the frame closes after subscribing.
    pub is_iframe_closed_after_subscribe: Option<bool>,
    /// Whether customers may change their plan.
    pub can_customer_upgrade: Option<bool>,
    /// Whether customers may terminate.
    pub can_customer_terminate: Option<bool>,
    /// Whether a shipping address is asked for. In the sample of the reference only.
    pub is_requiring_address_shipping: Option<bool>,
}

/// What to write of `SegmentSettingsPayment`.
#[apply(request)]
pub struct SegmentSettingsPaymentRequest {
    /// Whether a subscription may start with an invoice that is paid later.
    pub can_start_with_invoice_billing: bool,
    /// Whether a subscription may renew with an invoice that is paid later.
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

/// What to write of `SegmentSettingsHostedPages`.
#[apply(whole)]
#[allow(clippy::struct_excessive_bools, reason = "they are ProAbono's")]
pub struct SegmentSettingsHostedPagesRequest {
    /// Whether links of the page of offers open in the parent window.
    pub is_offers_anonymous_link_target_parent: bool,
    /// Whether a visitor may subscribe.
    pub can_subscribe_anonymous: bool,
    /// Whether a billing address is asked for.
    pub is_requiring_address_billing: bool,
    /// Whether a free offer asks for a payment method.
    pub is_requiring_payment_info_when_free: bool,
    /// Whether a change asks for a payment method.
    pub is_requiring_payment_info_when_updated: bool,
    /// Whether the frame closes after subscribing.
    pub is_iframe_closed_after_subscribe: bool,
    /// Whether customers may change their plan.
    pub can_customer_upgrade: bool,
    /// Whether customers may terminate.
    pub can_customer_terminate: bool,
    /// Whether a shipping address is asked for. In the sample of the reference only.
    pub is_requiring_address_shipping: Option<bool>,
}
