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
            Extra => #[serde(flatten)],
        )]
        #[serde_with::skip_serializing_none]
        #[derive(Clone, Debug, Default, PartialEq, serde::Deserialize, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "PascalCase")]
        #[non_exhaustive]
        $($object)*
    };
}

/// An object that is read and says who made and changed it, and when, as most objects of the Backoffice API do.
macro_rules! tracked {
    ($(#[$about:meta])* pub struct $name:ident { $($members:tt)* }) => {
        answer! {
            $(#[$about])*
            pub struct $name {
                /// When it changed last.
                pub date_update: Option<Timestamp>,
                /// The user who changed it last.
                pub id_user_update: Option<$crate::UserId>,
                /// When it was made.
                pub date_creation: Option<Timestamp>,
                /// The user who made it.
                pub id_user_creation: Option<$crate::UserId>,
                $($members)*
            }
        }
    };
}

/// The filters of a list that can be narrowed by when its objects were made and changed.
macro_rules! dated_filters {
    ($(#[$about:meta])* pub struct $name:ident { $($members:tt)* }) => {
        options! {
            $(#[$about])*
            pub struct $name {
                /// Made at this time or later.
                pub date_creation_min: Option<Timestamp>,
                /// Made at this time or earlier.
                pub date_creation_max: Option<Timestamp>,
                /// Changed at this time or later.
                pub date_update_min: Option<Timestamp>,
                /// Changed at this time or earlier.
                pub date_update_max: Option<Timestamp>,
                $($members)*
            }
        }
    };
}

/// An object that is written. It refuses members that it does not know, as ProAbono does. `new` takes what is mandatory; the
/// rest is left out until it is set.
macro_rules! request {
    ($($object:tt)*) => {
        written! {
            #[serde_with::apply(Option => #[new(default)])]
            #[derive(derive_new::new)]
            #[serde(deny_unknown_fields)]
            $($object)*
        }
    };
}

/// The same with the extra resource of a gateway, [`Extra`](crate::backoffice::Extra): its name is checked when the request is
/// made, once the gateway is known.
macro_rules! gateway_request {
    ($($object:tt)*) => {
        written! {
            #[serde_with::apply(
                Option => #[new(default)],
                Extra => #[new(default)],
            )]
            #[derive(derive_new::new)]
            $($object)*
        }
    };
}

/// An object that is written and has no derived `new`: it has more mandatory members than a function should take, or a `new`
/// of its own.
macro_rules! whole {
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
        whole! {
            #[derive(Default)]
            $($object)*
        }
    };
}

/// Two objects with the same members: one is read, the other is written and has no mandatory member.
macro_rules! both {
    (
        $(#[$read:meta])* read $answer:ident $({ $($own:tt)* })?
        $(#[$written:meta])* written $request:ident
        { $($members:tt)* }
    ) => {
        answer! {
            $(#[$read])*
            pub struct $answer { $($($own)*)? $($members)* }
        }

        options! {
            $(#[$written])*
            pub struct $request { $($members)* }
        }
    };
}

/// All objects that are written share these attributes.
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
            Extra => #[serde(flatten)],
        )]
        #[serde_with::skip_serializing_none]
        #[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "PascalCase")]
        $($object)*
    };
}
