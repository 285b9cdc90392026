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

    /// What a gateway is asked for.
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

    /// What a gateway answered. `InvalId` and `Autorisation` are spelt so in the reference; the usual spelling is read too.
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

    /// Which way money moves.
    TypeTransaction {
        Debit,
        Credit,
    }

    /// What became of a transaction.
    StatusTransaction {
        Pending,
        Failed,
        Success,
    }
}
