//! English from the names of the contract: `GatewayAccounts` is read as "gateway accounts".

/// `ReferenceCustomer` as `reference-customer`, `AddressLine1` as `address-line1`.
pub(crate) fn kebab(name: &str) -> String {
    let mut text = String::with_capacity(name.len() + 4);
    for c in name.chars() {
        if c.is_ascii_uppercase() && !text.is_empty() {
            text.push('-');
        }
        text.push(c.to_ascii_lowercase());
    }
    text
}

/// The words of a name: `gateway-accounts` and `GatewayAccounts` as `gateway accounts`.
pub(crate) fn words(name: &str) -> String {
    kebab(name).replace("--", "-").replace('-', " ")
}

/// One of several: `businesses` as `business`, `balance` as it is.
pub(crate) fn singular(plural: &str) -> String {
    if let Some(stem) = plural.strip_suffix("ies") {
        return format!("{stem}y");
    }
    let stem = ["sses", "xes"].iter().any(|end| plural.ends_with(end));
    let end = if stem { "es" } else { "s" };
    plural.strip_suffix(end).unwrap_or(plural).to_owned()
}

/// `a segment`, `an agent`.
pub(crate) fn with_article(noun: &str) -> String {
    let article = if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    };
    format!("{article} {noun}")
}

/// The text as the beginning of a sentence.
pub(crate) fn sentence(text: &str) -> String {
    let mut rest = text.chars();
    rest.next()
        .map_or_else(String::new, |first| first.to_uppercase().chain(rest).collect())
}

/// References of ProAbono have rules; that of an affiliate is not documented to be one of them.
pub(crate) fn is_reference(name: &str) -> bool {
    name.starts_with("Reference") && name != "ReferenceAffiliation"
}

/// ProAbono's own numbers of objects are never negative.
pub(crate) fn is_number_of_an_object(name: &str) -> bool {
    !name.starts_with("Reference") && named_object(name).is_some()
}

/// The object that a name refers to: `Customer` of `ReferenceCustomer` and `IdCustomer`, and nothing of a bare `Id`.
pub(crate) fn named_object(name: &str) -> Option<&str> {
    let behind = ["Reference", "Id", "id"]
        .into_iter()
        .find_map(|before| name.strip_prefix(before));
    behind.filter(|behind| !behind.starts_with(char::is_lowercase))
}

#[cfg(test)]
mod tests {
    use super::{is_number_of_an_object, is_reference, kebab, sentence, singular, with_article, words};

    #[test]
    fn a_name_that_only_begins_like_a_number_or_a_reference_is_none() {
        for name in ["Id", "id", "IdCustomer", "idAccount"] {
            assert!(is_number_of_an_object(name), "{name}");
        }
        assert!(is_reference("ReferenceCustomer"));
        for name in ["Identifier", "Idle", "Name", "ReferenceAffiliation"] {
            assert!(!is_number_of_an_object(name) && !is_reference(name), "{name}");
        }
    }

    #[test]
    fn a_name_of_the_contract_is_read_as_english() {
        assert_eq!(kebab("ReferenceCustomer"), "reference-customer");
        assert_eq!(words("TaxProfileExceptions"), "tax profile exceptions");
        for (plural, one) in [
            ("businesses", "a business"),
            ("billing addresses", "a billing address"),
            ("agencies", "an agency"),
            ("agents", "an agent"),
            ("balance", "a balance"),
        ] {
            assert_eq!(with_article(&singular(plural)), one);
        }
        assert_eq!(sentence("a text"), "A text");
    }
}
