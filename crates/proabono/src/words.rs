//! The words of the API: each enumeration keeps a word that this version does not know.

/// Declares an enumeration that reads and writes its words, unknown ones too. `Word = "Other"` reads another spelling of a
/// word; the documented one is written.
macro_rules! words {
    ($($(#[$doc:meta])* $name:ident { $($(#[$word_doc:meta])* $word:ident $(= $also:literal)?),+ $(,)? })+) => {$(
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum $name {
            $($(#[$word_doc])* $word,)+
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
    /// What kind of feature.
    TypeFeature {
        /// On off.
        OnOff,
        /// Limitation.
        Limitation,
        /// Consumption.
        Consumption,
    }

    /// Whether a customer may use the hosted pages.
    StatusCustomer {
        /// Enabled.
        Enabled,
        /// Suspended.
        Suspended,
    }

    /// The coarse state of a subscription.
    StatusSubscription {
        /// Draft.
        Draft,
        /// Active.
        Active,
        /// Suspended.
        Suspended,
        /// Ended.
        Ended,
        /// Deleted.
        Deleted,
    }

    /// The fine state of a subscription.
    StateSubscription {
        /// Draft customer.
        DraftCustomer,
        /// Draft agent.
        DraftAgent,
        /// Draft delayed start.
        DraftDelayedStart,
        /// Draft delayed upgrade.
        DraftDelayedUpgrade,
        /// Active running.
        ActiveRunning,
        /// Active delayed upgrade.
        ActiveDelayedUpgrade,
        /// Active delayed termination.
        ActiveDelayedTermination,
        /// Active delayed suspension.
        ActiveDelayedSuspension,
        /// Suspended agent.
        SuspendedAgent,
        /// Suspended no payment info.
        SuspendedNoPaymentInfo,
        /// Suspended payment due.
        SuspendedPaymentDue,
        /// Ended complete.
        EndedComplete,
        /// Ended upgrade.
        EndedUpgrade,
        /// Ended terminated.
        EndedTerminated,
        /// Deleted.
        Deleted,
    }

    /// The coarse state of an invoice.
    StatusInvoice {
        /// Draft.
        Draft,
        /// Due.
        Due,
        /// Paid.
        Paid,
        /// Problem.
        Problem,
        /// Void.
        Void,
        /// Uncollectible.
        Uncollectible,
    }

    /// The fine state of an invoice.
    StateInvoice {
        /// Draft.
        Draft,
        /// Draft charging.
        DraftCharging,
        /// Due auto.
        DueAuto,
        /// Due offline.
        DueOffline,
        /// Due to process.
        DueToProcess,
        /// Due pending.
        DuePending,
        /// Paid.
        Paid,
        /// Paid refunded.
        PaidRefunded,
        /// Problem auto.
        ProblemAuto,
        /// Problem overdue.
        ProblemOverdue,
        /// Problem disputed.
        ProblemDisputed,
        /// Void.
        Void,
        /// Uncollectible.
        Uncollectible,
    }

    /// A payment method.
    TypePayment {
        /// Free.
        Free,
        /// External check.
        ExternalCheck,
        /// External cash.
        ExternalCash,
        /// External bank.
        ExternalBank,
        /// External other.
        ExternalOther,
        /// Card.
        Card,
        /// Direct debit.
        DirectDebit,
    }

    /// A payment method that can be set by hand.
    TypePaymentManual {
        /// External bank.
        ExternalBank,
        /// External cash.
        ExternalCash,
        /// External check.
        ExternalCheck,
        /// External other.
        ExternalOther,
    }

    /// A kind of credit note.
    TypeCredit {
        /// Refund.
        Refund,
        /// Voiding.
        Voiding,
    }

    /// A unit of time.
    UnitDuration {
        /// Day.
        Day,
        /// Week.
        Week,
        /// Month.
        Month,
        /// Year.
        Year,
    }

    /// The state of a line of the balance.
    StateMove {
        /// Due.
        Due,
        /// Adjustment.
        Adjustment,
        /// Billed.
        Billed,
        /// Credited.
        Credited,
        /// Unpaid.
        Unpaid,
        /// Cancelled.
        Cancelled,
        /// Deleted.
        Deleted,
    }

    /// A kind of line of the balance.
    TypeLine {
        /// Auto billing report.
        AutoBillingReport,
        /// Auto billing no repayment.
        AutoBillingNoRepayment,
        /// Auto refund partial.
        AutoRefundPartial,
        /// Auto subscription recurrence.
        AutoSubscriptionRecurrence,
        /// Auto subscription recurrence prorata.
        AutoSubscriptionRecurrenceProrata,
        /// Auto subscription upfront.
        AutoSubscriptionUpfront,
        /// Auto subscription trial.
        AutoSubscriptionTrial,
        /// Auto subscription trial prorata.
        AutoSubscriptionTrialProrata,
        /// Auto subscription termination.
        AutoSubscriptionTermination,
        /// Auto feature not proratable.
        AutoFeatureNotProratable,
        /// Auto feature proratable.
        AutoFeatureProratable,
        /// Auto feature prorata.
        AutoFeatureProrata,
        /// Auto discount recurrence flat.
        AutoDiscountRecurrenceFlat,
        /// Auto discount recurrence percent.
        AutoDiscountRecurrencePercent,
        /// Auto discount upfront flat.
        AutoDiscountUpfrontFlat,
        /// Auto discount upfront percent.
        AutoDiscountUpfrontPercent,
        /// Auto discount feature flat.
        AutoDiscountFeatureFlat,
        /// Auto discount feature percent.
        AutoDiscountFeaturePercent,
        /// Manual.
        Manual,
        /// Manual discount.
        ManualDiscount,
        /// Manual mergeable.
        ManualMergeable,
        /// Customer referral.
        CustomerReferral,
        /// Credit refund.
        CreditRefund,
        /// Credit promotion.
        CreditPromotion,
    }

    /// A flag of a feature in an offer.
    FeatureProperties {
        /// Updatable before subscription.
        UpdatableBeforeSubscription,
        /// Updatable after subscription.
        UpdatableAfterSubscription,
        /// Update at full price.
        UpdateAtFullPrice,
        /// Free in trial.
        FreeInTrial,
    }
}
