//! Words of webhooks.

use crate::words::words;

words! {
    /// An event that a webhook can be told of: those of the guide, then those that only the reference has. ProAbono may refuse
    /// the latter.
    TypeTrigger {
        CustomerAdded,
        CustomerBillingAddressUpdated,
        CustomerPaymentMethodUpdated,
        CustomerBillingSucceeded,
        CustomerBillingFailed,
        CustomerChargingSucceeded,
        CustomerChargingPending,
        CustomerChargingFailed,
        CustomerChargingAutoFailedNoPermission,
        CustomerChargingAutoFailedNoRetry,
        CustomerSuspended,
        CustomerEnabled,
        CustomerIsGreyListed,
        SubscriptionStarted,
        SubscriptionRenewed,
        SubscriptionSuspendedAgent,
        SubscriptionRestarted,
        SubscriptionSuspendedPaymentInfoMissing,
        SubscriptionSuspendedPaymentDue,
        SubscriptionTerminatedAtRenewal,
        SubscriptionTerminated,
        SubscriptionHistory,
        SubscriptionDeleted,
        SubscriptionUpdated,
        SubscriptionFeaturesUpdated,
        SubscriptionUpgraded,
        SubscriptionTerminatedForUpgrade,
        SubscriptionDateTermUpdated,
        InvoiceDebitIssuedPaymentAuto,
        InvoiceDebitIssuedPaymentOffline,
        InvoiceDebitPaid,
        InvoiceDebitRefunded,
        InvoiceDebitCancelled,
        InvoiceDebitPaymentAutoFailed,
        InvoiceDebitPaymentAutoRequestedAuth = "InvoiceDebitPaymentAutoRequestedAuto",
        InvoiceDebitOverdue,
        InvoiceDebitDisputed,
        InvoiceDebitUncollectible,
        InvoiceCreditIssued,
        GatewayPermissionSoonExpired,
        GatewayPermissionExpired,
        GatewayPermissionDefective,
        GatewayPermissionInsufficientFunds,
        GatewayPermissionPaymentIssues,
        CustomerSettingsPaymentUpdated,
        CustomerChargingPendingValidationFailed,
        CustomerDeleted,
        SubscriptionUnsuspendedCustomer,
        SubscriptionSuspendedCustomer,
        SubscriptionDelayedStartCancelled,
        InvoiceDebitIssuedPaymentDue,
        InvoiceDebitPaymentFailed,
    }
}

impl TypeTrigger {
    /// The events of ProAbono's guide, which it sends today. The words behind them are of the old reference alone.
    pub fn current() -> impl Iterator<Item = Self> {
        let old = Self::CustomerSettingsPaymentUpdated;
        let words = Self::WORDS.iter().map(|word| Self::from((*word).to_owned()));
        words.take_while(move |word| *word != old)
    }
}
