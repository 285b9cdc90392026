use std::fmt;

/// How the spelling of a reference that came differs from the one that was asked for. The log says it in place of the two,
/// which name somebody. The closest one is the least.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Difference {
    /// Letters in another case, and nothing else.
    Case { letters: usize, first: usize },
    /// White space, and nothing else but perhaps the case of letters.
    Space { first: usize },
    /// Anything else.
    Other { first: usize, asked: usize, came: usize },
}

impl Difference {
    /// Compares the two; places are counted in characters, from 1.
    pub(crate) fn between(asked: &str, came: &str) -> Self {
        let pairs = || asked.chars().zip(came.chars());
        let first = 1 + pairs().take_while(|(asked, came)| asked == came).count();
        let (asked_length, came_length) = (asked.chars().count(), came.chars().count());
        if asked_length == came_length && asked.to_lowercase() == came.to_lowercase() {
            let letters = pairs().filter(|(asked, came)| asked != came).count();
            Self::Case { letters, first }
        } else if bare(asked) == bare(came) {
            Self::Space { first }
        } else {
            Self::Other {
                first,
                asked: asked_length,
                came: came_length,
            }
        }
    }

    /// Tells whether the two may well be meant to be one.
    pub(super) fn is_spelling(self) -> bool {
        matches!(self, Self::Case { .. } | Self::Space { .. })
    }
}

/// The text in lower case, without white space.
fn bare(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect()
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Case { letters: 1, first } => {
                write!(f, "it differs in the case of one letter, character {first}")
            }
            Self::Case { letters, first } => {
                write!(
                    f,
                    "it differs in the case of {letters} letters, the first at character {first}"
                )
            }
            Self::Space { first } => {
                write!(f, "it differs in white space, the first at character {first}")
            }
            Self::Other { first, asked, came } => write!(
                f,
                "it differs from character {first} on, and has {came} characters where {asked} were asked for"
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Difference;

    #[test]
    fn a_difference_is_named_by_its_kind_and_place_and_never_by_its_letters() {
        for (asked, came, said) in [
            (
                "cust-anna",
                "cust-Anna",
                "it differs in the case of one letter, character 6",
            ),
            (
                "cust-anna",
                "CUST-ANNA",
                "it differs in the case of 8 letters, the first at character 1",
            ),
            (
                "zoë",
                "ZOË",
                "it differs in the case of 3 letters, the first at character 1",
            ),
            (
                "cust-anna",
                "cust-anna ",
                "it differs in white space, the first at character 10",
            ),
            (
                "cust anna",
                "Custanna",
                "it differs in white space, the first at character 1",
            ),
            (
                "cust-anna",
                "cust-bob",
                "it differs from character 6 on, and has 8 characters where 9 were asked for",
            ),
            (
                "zoe\u{308}",
                "zo\u{eb}",
                "it differs from character 3 on, and has 3 characters where 4 were asked for",
            ),
            (
                "a",
                "",
                "it differs from character 1 on, and has 0 characters where 1 were asked for",
            ),
        ] {
            assert_eq!(
                Difference::between(asked, came).to_string(),
                said,
                "{asked:?} {came:?}"
            );
        }
    }
}
