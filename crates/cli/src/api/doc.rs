//! The sentences of the help for a property.

use crate::operations::{self, sentence, spaced};

/// The sentence for a property: the one of its place, the remark of the contract, the general one, or the name itself. What
/// a name says of a reference or a number stands before the remark. `place` is the route or the schema, and `of` the object
/// that a bare number is of.
pub(super) fn doc(place: &str, name: &str, note: &str, of: &str) -> String {
    if let Some(said) = operations::property(&format!("{place} {name}")) {
        return said.to_owned();
    }
    let by_name = by_name(place, name, of);
    let general = operations::property(name).map(str::to_owned);
    match (sentence(note), by_name) {
        (note, None) if !note.is_empty() => note,
        (note, by_name) => {
            let said = general.or(by_name).unwrap_or_else(|| sentence(&spaced(name)));
            if note.is_empty() {
                said
            } else {
                format!("{said}. {note}")
            }
        }
    }
}

/// The sentence that follows from the way in which ProAbono makes names.
fn by_name(place: &str, name: &str, of: &str) -> Option<String> {
    for (end, words) in [("Min", "At least"), ("Max", "At most")] {
        if let Some(measured) = name.strip_suffix(end).filter(|name| !name.is_empty()) {
            let measured = doc(place, measured, "", of);
            let mut rest = measured.chars();
            let first = rest.next().map(|first| first.to_ascii_lowercase());
            return Some(format!("{words}: {}{}", first.unwrap_or_default(), rest.as_str()));
        }
    }
    let behind = |start| {
        name.strip_prefix(start)
            .filter(|rest: &&str| rest.starts_with(char::is_uppercase))
    };
    if let Some(object) = behind("Reference") {
        return Some(format!("The {}, by its reference", spaced(object)));
    }
    let bare = name.eq_ignore_ascii_case("id").then(|| of.to_owned());
    let object = behind("Id")
        .map(|object| format!("the {}", spaced(object)))
        .or(bare)?;
    Some(format!("ProAbono's own number of {object}"))
}
