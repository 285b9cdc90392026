//! The attributes that the objects of the API share.
//!
//! Absent members are left out of what is written, since ProAbono refuses `null`.

/// An object that is read. It ignores members that it does not know. A member that is not as documented is taken for absent
/// when the answer comes over the network, but for those that say which customer it is about, and in which segment: these are
/// [`deciding`](crate::tolerant::deciding) by their type, others where the field says so.
macro_rules! answer {
    ($($object:tt)*) => {
        #[serde_with::apply(
            Option<Timestamp> => #[serde(
                default,
                deserialize_with = "crate::moment::option::read",
                serialize_with = "crate::moment::option::write"
            )],
            Option<CustomerReference> => #[serde(default, deserialize_with = "crate::tolerant::deciding")],
            Option<SegmentReference> => #[serde(default, deserialize_with = "crate::tolerant::deciding")],
            Option<SegmentId> => #[serde(default, deserialize_with = "crate::tolerant::deciding")],
            Option<CustomerId> => #[serde(default, deserialize_with = "crate::tolerant::deciding")],
            Links => #[serde(default, skip_serializing_if = "Links::is_empty")],
        )]
        #[serde_with::skip_serializing_none]
        #[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "PascalCase")]
        #[non_exhaustive]
        $($object)*
    };
}

/// An object that is written. It refuses members that it does not know, as ProAbono does.
macro_rules! request {
    ($($object:tt)*) => {
        written! {
            #[serde(deny_unknown_fields)]
            $($object)*
        }
    };
}

/// An object that is written and has no mandatory member, such as the filters of a list.
macro_rules! options {
    ($($object:tt)*) => {
        request! {
            #[derive(Default)]
            $($object)*
        }
    };
}

/// What all objects that are written share. Used alone by those with the extra resource of a gateway,
/// [`Extra`](crate::backoffice::Extra), which itself refuses the members that nobody knows.
macro_rules! written {
    ($($object:tt)*) => {
        #[serde_with::apply(
            Option<Timestamp> => #[serde(
                default,
                deserialize_with = "crate::moment::option::read",
                serialize_with = "crate::moment::option::write"
            )],
            Timestamp => #[serde(
                deserialize_with = "crate::moment::read",
                serialize_with = "crate::moment::write"
            )],
        )]
        #[serde_with::skip_serializing_none]
        #[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "PascalCase")]
        $($object)*
    };
}
