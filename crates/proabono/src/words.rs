//! The words of the API: each enumeration keeps a word that this version does not know.

/// Declares an enumeration that reads and writes its words, unknown ones too. `Word = "Other"` reads another spelling of a
/// word; the documented one is written.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($word:ident $(= $also:literal)?),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $(#[doc = concat!("`", stringify!($word), "`")] $word,)+
            /// A word that this version does not know.
            Other(String),
        }

        impl $name {
            /// The documented words.
            pub const WORDS: &[&str] = &[$(stringify!($word)),+];

            /// The word as ProAbono spells it.
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$word => stringify!($word),)+
                    Self::Other(word) => word,
                }
            }
        }

        impl From<String> for $name {
            fn from(word: String) -> Self {
                match word.as_str() {
                    $(stringify!($word) $(| $also)? => Self::$word,)+
                    _ => Self::Other(word),
                }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl serde::Serialize for $name {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.as_str())
            }
        }

        impl<'de> serde::Deserialize<'de> for $name {
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                <String as serde::Deserialize>::deserialize(deserializer).map(Self::from)
            }
        }

        /// A text for which the documented words are examples: others may come.
        #[cfg(feature = "schema")]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "examples": Self::WORDS })
            }
        }
    )+};
}

pub(super) use words;

words! {
    /// The kind of feature.
    TypeFeature {
        OnOff,
        Limitation,
        Consumption,
    }

    /// The state of a customer: one that is suspended cannot use the hosted pages.
    StatusCustomer {
        Enabled,
        Suspended,
    }

    /// The coarse state of a subscription.
    StatusSubscription {
        Draft,
        Active,
        Suspended,
        Ended,
        Deleted,
    }

    /// The fine state of a subscription.
    StateSubscription {
        DraftCustomer,
        DraftAgent,
        DraftDelayedStart,
        DraftDelayedUpgrade,
        ActiveRunning,
        ActiveDelayedUpgrade,
        ActiveDelayedTermination,
        ActiveDelayedSuspension,
        SuspendedAgent,
        SuspendedNoPaymentInfo,
        SuspendedPaymentDue,
        EndedComplete,
        EndedUpgrade,
        EndedTerminated,
        Deleted,
    }

    /// The coarse state of an invoice.
    StatusInvoice {
        Draft,
        Due,
        Paid,
        Problem,
        Void,
        Uncollectible,
    }

    /// The fine state of an invoice.
    StateInvoice {
        Draft,
        DraftCharging,
        DueAuto,
        DueOffline,
        DueToProcess,
        DuePending,
        Paid,
        PaidRefunded,
        ProblemAuto,
        ProblemOverdue,
        ProblemDisputed,
        Void,
        Uncollectible,
    }

    /// A payment method.
    TypePayment {
        Free,
        ExternalCheck,
        ExternalCash,
        ExternalBank,
        ExternalOther,
        Card,
        DirectDebit,
    }

    /// A payment method that can be set by hand.
    TypePaymentManual {
        ExternalBank,
        ExternalCash,
        ExternalCheck,
        ExternalOther,
    }

    /// A kind of credit note.
    TypeCredit {
        Refund,
        Voiding,
    }

    /// A unit of time.
    UnitDuration {
        Day,
        Week,
        Month,
        Year,
    }

    /// The state of a line of the balance.
    StateMove {
        Due,
        Adjustment,
        Billed,
        Credited,
        Unpaid,
        Cancelled,
        Deleted,
    }

    /// A kind of line of the balance.
    TypeLine {
        AutoBillingReport,
        AutoBillingNoRepayment,
        AutoRefundPartial,
        AutoSubscriptionRecurrence,
        AutoSubscriptionRecurrenceProrata,
        AutoSubscriptionUpfront,
        AutoSubscriptionTrial,
        AutoSubscriptionTrialProrata,
        AutoSubscriptionTermination,
        AutoFeatureNotProratable,
        AutoFeatureProratable,
        AutoFeatureProrata,
        AutoDiscountRecurrenceFlat,
        AutoDiscountRecurrencePercent,
        AutoDiscountUpfrontFlat,
        AutoDiscountUpfrontPercent,
        AutoDiscountFeatureFlat,
        AutoDiscountFeaturePercent,
        Manual,
        ManualDiscount,
        ManualMergeable,
        CustomerReferral,
        CreditRefund,
        CreditPromotion,
    }

    /// A flag of a feature in an offer.
    FeatureProperties {
        UpdatableBeforeSubscription,
        UpdatableAfterSubscription,
        UpdateAtFullPrice,
        FreeInTrial,
    }
}
