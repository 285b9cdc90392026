//! Words of payment gateways.

use crate::words::words;

words! {
    /// A payment gateway. Samples of the reference have words beyond its own list.
    TypeGateway {
        CardDummy,
        CardPaybox,
        CardStripe,
        DirectDebitDummySepa,
        DirectDebitGoCardless,
    }

    /// A kind of request to a gateway.
    TypeGatewayRequest {
        Undefined,
        TransactionAuthorization,
        TransactionDebitOnAuthorization,
        TransactionDebit,
        TransactionCredit,
        TransactionRefund,
        TransactionCancellation,
        TransactionUpdate,
        PermissionRegister,
        PermissionGet,
        PermissionList,
        PermissionUpdate,
        PermissionDelete,
        PermissionRegisterWithDebit,
        PermissionDebit,
        PermissionAuthorization,
        PermissionDebitOnAuthorization,
        PermissionRefund,
        SubscriberRegister,
    }

    /// The answer of a gateway. `InvalId` and `Autorisation` are spelt so in the reference; the usual spelling is read too.
    StatusGatewayRequest {
        Undefined,
        Success,
        Registered,
        CustomerError,
        CustomerCardNumberInvalId = "CustomerCardNumberInvalid",
        CustomerCardExpirationDateInvalId = "CustomerCardExpirationDateInvalid",
        CustomerCardCvvInvalId = "CustomerCardCvvInvalid",
        Customer3DSecureExpired,
        Customer3DSecureFailed,
        CustomerInsufficientFunds,
        CardRejected,
        CardExpired,
        CardDeclaredLost,
        CardDeclaredStolen,
        TransactionUnknown,
        TransactionInvalId = "TransactionInvalid",
        TransactionInvalidOperation,
        TransactionInvalidAmount,
        TransactionCancelled,
        TransactionAutorisationExpired = "TransactionAuthorisationExpired",
        TransactionRejected,
        TransactionFraudSuspected,
        GatewayError,
        GatewayConfigurationError,
        GatewayConfigurationErrorCritical,
        GatewayRetryFallback,
        GatewayRetryImmediately,
        GatewayRetry1Hour,
        GatewayRetry6Hours,
        GatewayRetry12Hours,
        GatewayApiError,
        GatewayApiRateLimitReached,
        GatewayApiExpectIpnResponse,
        GatewayApiRequestError,
        GatewayApiRequestMissing,
        GatewayApiRequestInvalId = "GatewayApiRequestInvalid",
        GatewayApiRequestSyntaxError,
        GatewayApiResponseError,
        GatewayApiResponseParsingError,
        GatewayApiResponseMismatchRequest,
        GatewayApiResponseExpectedDataNotFound,
        GatewaySubscriberNotRegistered,
        GatewaySubscriberNoCard,
        BankError,
    }

    /// The direction in which money moves.
    TypeTransaction {
        Debit,
        Credit,
    }

    /// The result of a transaction.
    StatusTransaction {
        Pending,
        Failed,
        Success,
    }
}
