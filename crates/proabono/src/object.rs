//! The attributes that the objects of the API share.
//!
//! Absent members are left out of what is written, since ProAbono refuses `null`.

/// An object that is read. It ignores members that it does not know.
macro_rules! answer {
    ($($object:tt)*) => {
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
        #[serde_with::skip_serializing_none]
        #[derive(Clone, Debug, PartialEq, serde::Deserialize, serde::Serialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "PascalCase", deny_unknown_fields)]
        $($object)*
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
