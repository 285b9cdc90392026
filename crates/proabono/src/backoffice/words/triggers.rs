//! Words of webhooks.

use crate::words::words;

words! {
    /// An event that a webhook can be told of: those of the guide, then those that only the reference has. ProAbono may refuse
    /// the latter.
    TypeTrigger {
        /// Customer added.
        CustomerAdded,
        /// Customer billing address updated.
        CustomerBillingAddressUpdated,
        /// Customer payment method updated.
        CustomerPaymentMethodUpdated,
        /// Customer billing succeeded.
        CustomerBillingSucceeded,
        /// Customer billing failed.
        CustomerBillingFailed,
        /// Customer charging succeeded.
        CustomerChargingSucceeded,
        /// Customer charging pending.
        CustomerChargingPending,
        /// Customer charging failed.
        CustomerChargingFailed,
        /// Customer charging auto failed no permission.
        CustomerChargingAutoFailedNoPermission,
        /// Customer charging auto failed no retry.
        CustomerChargingAutoFailedNoRetry,
        /// Customer suspended.
        CustomerSuspended,
        /// Customer enabled.
        CustomerEnabled,
        /// Customer is grey listed.
        CustomerIsGreyListed,
        /// Subscription started.
        SubscriptionStarted,
        /// Subscription renewed.
        SubscriptionRenewed,
        /// Subscription suspended agent.
        SubscriptionSuspendedAgent,
        /// Subscription restarted.
        SubscriptionRestarted,
        /// Subscription suspended payment info missing.
        SubscriptionSuspendedPaymentInfoMissing,
        /// Subscription suspended payment due.
        SubscriptionSuspendedPaymentDue,
        /// Subscription terminated at renewal.
        SubscriptionTerminatedAtRenewal,
        /// Subscription terminated.
        SubscriptionTerminated,
        /// Subscription history.
        SubscriptionHistory,
        /// Subscription deleted.
        SubscriptionDeleted,
        /// Subscription updated.
        SubscriptionUpdated,
        /// Subscription features updated.
        SubscriptionFeaturesUpdated,
        /// Subscription upgraded.
        SubscriptionUpgraded,
        /// Subscription terminated for upgrade.
        SubscriptionTerminatedForUpgrade,
        /// Subscription date term updated.
        SubscriptionDateTermUpdated,
        /// Invoice debit issued payment auto.
        InvoiceDebitIssuedPaymentAuto,
        /// Invoice debit issued payment offline.
        InvoiceDebitIssuedPaymentOffline,
        /// Invoice debit paid.
        InvoiceDebitPaid,
        /// Invoice debit refunded.
        InvoiceDebitRefunded,
        /// Invoice debit cancelled.
        InvoiceDebitCancelled,
        /// Invoice debit payment auto failed.
        InvoiceDebitPaymentAutoFailed,
        /// Invoice debit payment auto requested auth.
        InvoiceDebitPaymentAutoRequestedAuth = "InvoiceDebitPaymentAutoRequestedAuto",
        /// Invoice debit overdue.
        InvoiceDebitOverdue,
        /// Invoice debit disputed.
        InvoiceDebitDisputed,
        /// Invoice debit uncollectible.
        InvoiceDebitUncollectible,
        /// Invoice credit issued.
        InvoiceCreditIssued,
        /// Gateway permission soon expired.
        GatewayPermissionSoonExpired,
        /// Gateway permission expired.
        GatewayPermissionExpired,
        /// Gateway permission defective.
        GatewayPermissionDefective,
        /// Gateway permission insufficient funds.
        GatewayPermissionInsufficientFunds,
        /// Gateway permission payment issues.
        GatewayPermissionPaymentIssues,
        /// Customer settings payment updated.
        CustomerSettingsPaymentUpdated,
        /// Customer charging pending validation failed.
        CustomerChargingPendingValidationFailed,
        /// Customer deleted.
        CustomerDeleted,
        /// Subscription unsuspended customer.
        SubscriptionUnsuspendedCustomer,
        /// Subscription suspended customer.
        SubscriptionSuspendedCustomer,
        /// Subscription delayed start cancelled.
        SubscriptionDelayedStartCancelled,
        /// Invoice debit issued payment due.
        InvoiceDebitIssuedPaymentDue,
        /// Invoice debit payment failed.
        InvoiceDebitPaymentFailed,
    }
}
