//! Words of payment gateways.

use crate::words::words;

words! {
    /// A payment gateway. Samples of the reference have words beyond its own list.
    TypeGateway {
        /// Card dummy.
        CardDummy,
        /// Card paybox.
        CardPaybox,
        /// Card stripe.
        CardStripe,
        /// Direct debit dummy sepa.
        DirectDebitDummySepa,
        /// Direct debit go cardless.
        DirectDebitGoCardless,
    }

    /// What a gateway is asked for.
    TypeGatewayRequest {
        /// Undefined.
        Undefined,
        /// Transaction authorization.
        TransactionAuthorization,
        /// Transaction debit on authorization.
        TransactionDebitOnAuthorization,
        /// Transaction debit.
        TransactionDebit,
        /// Transaction credit.
        TransactionCredit,
        /// Transaction refund.
        TransactionRefund,
        /// Transaction cancellation.
        TransactionCancellation,
        /// Transaction update.
        TransactionUpdate,
        /// Permission register.
        PermissionRegister,
        /// Permission get.
        PermissionGet,
        /// Permission list.
        PermissionList,
        /// Permission update.
        PermissionUpdate,
        /// Permission delete.
        PermissionDelete,
        /// Permission register with debit.
        PermissionRegisterWithDebit,
        /// Permission debit.
        PermissionDebit,
        /// Permission authorization.
        PermissionAuthorization,
        /// Permission debit on authorization.
        PermissionDebitOnAuthorization,
        /// Permission refund.
        PermissionRefund,
        /// Subscriber register.
        SubscriberRegister,
    }

    /// What a gateway answered. `InvalId` and `Autorisation` are spelt so in the reference; the usual spelling is read too.
    StatusGatewayRequest {
        /// Undefined.
        Undefined,
        /// Success.
        Success,
        /// Registered.
        Registered,
        /// Customer error.
        CustomerError,
        /// Customer card number inval id.
        CustomerCardNumberInvalId = "CustomerCardNumberInvalid",
        /// Customer card expiration date inval id.
        CustomerCardExpirationDateInvalId = "CustomerCardExpirationDateInvalid",
        /// Customer card cvv inval id.
        CustomerCardCvvInvalId = "CustomerCardCvvInvalid",
        /// Customer3 d secure expired.
        Customer3DSecureExpired,
        /// Customer3 d secure failed.
        Customer3DSecureFailed,
        /// Customer insufficient funds.
        CustomerInsufficientFunds,
        /// Card rejected.
        CardRejected,
        /// Card expired.
        CardExpired,
        /// Card declared lost.
        CardDeclaredLost,
        /// Card declared stolen.
        CardDeclaredStolen,
        /// Transaction unknown.
        TransactionUnknown,
        /// Transaction inval id.
        TransactionInvalId = "TransactionInvalid",
        /// Transaction invalid operation.
        TransactionInvalidOperation,
        /// Transaction invalid amount.
        TransactionInvalidAmount,
        /// Transaction cancelled.
        TransactionCancelled,
        /// Transaction autorisation expired.
        TransactionAutorisationExpired = "TransactionAuthorisationExpired",
        /// Transaction rejected.
        TransactionRejected,
        /// Transaction fraud suspected.
        TransactionFraudSuspected,
        /// Gateway error.
        GatewayError,
        /// Gateway configuration error.
        GatewayConfigurationError,
        /// Gateway configuration error critical.
        GatewayConfigurationErrorCritical,
        /// Gateway retry fallback.
        GatewayRetryFallback,
        /// Gateway retry immediately.
        GatewayRetryImmediately,
        /// Gateway retry1 hour.
        GatewayRetry1Hour,
        /// Gateway retry6 hours.
        GatewayRetry6Hours,
        /// Gateway retry12 hours.
        GatewayRetry12Hours,
        /// Gateway api error.
        GatewayApiError,
        /// Gateway api rate limit reached.
        GatewayApiRateLimitReached,
        /// Gateway api expect ipn response.
        GatewayApiExpectIpnResponse,
        /// Gateway api request error.
        GatewayApiRequestError,
        /// Gateway api request missing.
        GatewayApiRequestMissing,
        /// Gateway api request inval id.
        GatewayApiRequestInvalId = "GatewayApiRequestInvalid",
        /// Gateway api request syntax error.
        GatewayApiRequestSyntaxError,
        /// Gateway api response error.
        GatewayApiResponseError,
        /// Gateway api response parsing error.
        GatewayApiResponseParsingError,
        /// Gateway api response mismatch request.
        GatewayApiResponseMismatchRequest,
        /// Gateway api response expected data not found.
        GatewayApiResponseExpectedDataNotFound,
        /// Gateway subscriber not registered.
        GatewaySubscriberNotRegistered,
        /// Gateway subscriber no card.
        GatewaySubscriberNoCard,
        /// Bank error.
        BankError,
    }

    /// Which way money moves.
    TypeTransaction {
        /// Debit.
        Debit,
        /// Credit.
        Credit,
    }

    /// What became of a transaction.
    StatusTransaction {
        /// Pending.
        Pending,
        /// Failed.
        Failed,
        /// Success.
        Success,
    }
}
