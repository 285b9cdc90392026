/// Declares the settings of one section: the struct that holds them, the keys that name them, and how each is read.
///
/// ```text
/// settings! {
///     /// The sessions of visitors who sign in here.
///     pub struct SessionsConfig in "sessions." {
///         /// How long a visitor stays signed in here without a visit to the page.
///         idle: Duration = between(SECOND, 7 * DAY), default("2h");
///     }
///     checks { idle_is_the_shorter(idle, absolute), }
/// }
/// ```
///
/// - The comment of a field is the sentence of the documentation, in the file `.env.sample` too.
/// - The key is named after the field, and its variable after the key: `sessions.idle`, `PORTAL_SESSIONS__IDLE`. The key is
///   there as `SessionsConfig::idle`.
/// - The type of the field says how it is read ([`Shape`](super::Shape)): `T` must be set or has a default, `Option<T>` may
///   be left out, `Vec<T>` is a list. The reader behind `=` understands one `T`.
/// - Behind it stand the methods of [`Key`](super::Key): `default`, `example`, `secret`, `with_secret`, `variable`,
///   `formerly`.
///
/// Three more blocks may follow. `parts` has fields that are sections of their own, `beside` fields that nobody sets, each
/// with the value that it begins with. `checks` has functions that look at
/// several settings together: each takes the [`Source`](super::Source), to report to, and an `Option` of a reference to each
/// setting or part that is named, `None` when something is wrong with that one already.
macro_rules! settings {
    (
        $(#[$about:meta])*
        $visibility:vis struct $name:ident in $section:literal {
            $(
                $(#[doc = $doc:literal])+
                $field:ident: $type:ty = $reader:expr $(, $modifier:ident($($value:literal)?))*;
            )*
        }
        $(parts { $($(#[$part_about:meta])* $part:ident: $part_type:ty,)* })?
        $(beside { $($(#[$beside_about:meta])* $beside:ident: $beside_type:ty = $initial:expr,)* })?
        $(checks { $($check:ident($($checked:ident),*),)* })?
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        #[allow(clippy::doc_markdown, reason = "operators read these sentences as text")]
        $visibility struct $name {
            $($(#[doc = $doc])+ pub $field: $type,)*
            $($($(#[$part_about])* pub $part: $part_type,)*)?
            $($($(#[$beside_about])* pub $beside: $beside_type,)*)?
        }

        #[allow(non_upper_case_globals, reason = "a key has the name of its field")]
        impl $name {
            $(
                pub(crate) const $field: $crate::settings::Key = {
                    use $crate::settings::variable;
                    const NAME: &str = concat!($section, stringify!($field));
                    const VARIABLE: [u8; variable::length(NAME)] = variable::bytes(NAME);
                    $crate::settings::Key::new(NAME, variable::text(&VARIABLE), concat!($($doc),+))
                        $(.$modifier($($value)?))*
                };
            )*
        }

        impl $crate::settings::Section for $name {
            fn keys() -> Vec<&'static $crate::settings::Key> {
                let own: &[&'static $crate::settings::Key] = &[$(&Self::$field),*];
                [own, $($(&<$part_type as $crate::settings::Section>::keys(),)*)?].concat()
            }

            fn read(source: &mut $crate::settings::Source) -> Option<Self> {
                $(let $field: Option<$type> = $crate::settings::Shape::said(source, &Self::$field, $reader);)*
                $($(let $part: Option<$part_type> = $crate::settings::Section::read(source);)*)?
                $($($check(source, $($checked.as_ref()),*);)*)?
                Some(Self {
                    $($field: $field?,)*
                    $($($part: $part?,)*)?
                    $($($beside: $initial,)*)?
                })
            }
        }
    };
}

pub(crate) use settings;
