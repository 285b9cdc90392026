use std::collections::BTreeSet;
use std::fmt::Display;

use super::{Key, Source};

/// Settings that belong together.
pub(crate) trait Section: Sized {
    /// Their keys, in the order of the documentation.
    fn keys() -> Vec<&'static Key>;

    /// Reads all of them, so that every problem is reported; `None` when there is one.
    fn read(source: &mut Source) -> Option<Self>;
}

/// A section that counts once one of its settings is there.
pub(crate) trait Switched: Section {
    /// The setting that turns the section on.
    const SWITCH: Key;
    /// The end of the sentence that is said when only other settings of the section are there.
    const REMEDY: &str = "";
}

impl<T: Switched> Section for Option<T> {
    fn keys() -> Vec<&'static Key> {
        T::keys()
    }

    fn read(source: &mut Source) -> Option<Self> {
        let switch = T::SWITCH;
        if source.says(&switch) {
            return T::read(source).map(Some);
        }
        if Self::keys().into_iter().any(|key| source.says(key)) {
            let section = switch.name.rsplit_once('.').map_or("", |(section, _)| section);
            let what = format!(
                "it is not set, though other settings of {section} are{}",
                T::REMEDY
            );
            source.problem_with(&switch, what);
        }
        Some(None)
    }
}

/// The type of a field decides how often its key may be said: once, perhaps once, or as a list.
pub(crate) trait Shape<T>: Sized {
    /// Takes what is said for a key, or its default; `read` understands one value, and its error is the sentence for the
    /// operator. `None` when there is a problem, which is reported.
    fn said<E: Display>(source: &mut Source, key: &Key, read: impl Fn(&str) -> Result<T, E>) -> Option<Self>;
}

impl<T> Shape<T> for T {
    fn said<E: Display>(source: &mut Source, key: &Key, read: impl Fn(&str) -> Result<T, E>) -> Option<Self> {
        let value = Option::said(source, key, read)?;
        if value.is_none() {
            source.problem_with(key, format!("it is not set. {}", key.doc));
        }
        value
    }
}

impl<T> Shape<T> for Option<T> {
    fn said<E: Display>(source: &mut Source, key: &Key, read: impl Fn(&str) -> Result<T, E>) -> Option<Self> {
        if source.is_unread(key) {
            return None;
        }
        let text = match source.said(key) {
            Some([text]) => text.clone(),
            Some(_) => {
                source.problem_with(key, "it takes one value, not a list");
                return None;
            }
            None if key.default.is_empty() => return Some(None),
            None => key.default.to_owned(),
        };
        source.understand(key, &text, read).map(Some)
    }
}

impl<T> Shape<T> for Vec<T> {
    fn said<E: Display>(source: &mut Source, key: &Key, read: impl Fn(&str) -> Result<T, E>) -> Option<Self> {
        if source.is_unread(key) || source.refuse_kept_list(key) {
            return None;
        }
        let items: Vec<_> = source.items(key);
        let understood = items.iter().map(|item| source.understand(key, item, &read));
        // Each of them is looked at, so that each problem is reported.
        let understood: Vec<_> = understood.collect();
        understood.into_iter().collect()
    }
}

impl<T: Ord> Shape<T> for BTreeSet<T> {
    fn said<E: Display>(source: &mut Source, key: &Key, read: impl Fn(&str) -> Result<T, E>) -> Option<Self> {
        Vec::said(source, key, read).map(|items| items.into_iter().collect())
    }
}
