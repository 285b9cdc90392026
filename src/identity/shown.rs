//! Names as people read them before they decide something.

/// Characters that are invisible or turn the direction of a text: the code points with the property
/// `Default_Ignorable_Code_Point` of Unicode 16 (`DerivedCoreProperties.txt`), the interlinear annotations, the
/// separators of lines and paragraphs, and the braille pattern without dots.
const UNSEEN: [(char, char); 19] = [
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{115f}', '\u{1160}'),
    ('\u{17b4}', '\u{17b5}'),
    ('\u{180b}', '\u{180f}'),
    ('\u{200b}', '\u{200f}'),
    ('\u{2028}', '\u{202e}'),
    ('\u{2060}', '\u{206f}'),
    ('\u{2800}', '\u{2800}'),
    ('\u{3164}', '\u{3164}'),
    ('\u{fe00}', '\u{fe0f}'),
    ('\u{feff}', '\u{feff}'),
    ('\u{ffa0}', '\u{ffa0}'),
    ('\u{fff0}', '\u{fffb}'),
    ('\u{1bca0}', '\u{1bca3}'),
    ('\u{1d173}', '\u{1d17a}'),
    ('\u{13430}', '\u{1343f}'),
    ('\u{e0000}', '\u{e0fff}'),
];

/// Replaces an invisible character of an id or an address.
const INSTEAD: char = '\u{fffd}';

fn unseen(c: char) -> bool {
    c.is_control() || UNSEEN.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

/// Joiners and variation selectors. They are invisible too, but Persian names, Japanese names and emoji are spelt with
/// them.
fn spells(c: char) -> bool {
    matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
}

/// A display name without invisible characters and without those that turn its direction, and with a space for each
/// line break. `None` when nothing else is left.
pub(super) fn name(text: &str) -> Option<String> {
    let readable: String = text
        .chars()
        .map(|c| {
            if matches!(c, '\u{2028}' | '\u{2029}' | '\n' | '\r' | '\t') {
                ' '
            } else {
                c
            }
        })
        .filter(|c| !unseen(*c) || spells(*c))
        .collect();
    // A joiner at an end joins nothing.
    let readable = readable.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{200c}' | '\u{200d}'));
    readable
        .contains(|c: char| !c.is_whitespace() && !unseen(c))
        .then(|| readable.to_owned())
}

/// An id or an address with such characters replaced by a visible sign, since they tell two users apart.
pub(super) fn id(text: &str) -> String {
    text.chars()
        .map(|c| if unseen(c) { INSTEAD } else { c })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_nothing_that_turns_or_hides_it() {
        assert_eq!(name("Zoë \u{202e}Weiß\u{2066}").as_deref(), Some("Zoë Weiß"));
        assert_eq!(name("\u{200b}\u{2800}\u{200d}\u{3164}").as_deref(), None);
        assert_eq!(name("محمد 山田 Ñandú").as_deref(), Some("محمد 山田 Ñandú"));
        assert_eq!(name("One\u{2028}two\tthree").as_deref(), Some("One two three"));
        for spelt in ["نوش\u{200c}آفرین", "👩\u{200d}🚀", "葛\u{e0100}城"] {
            assert_eq!(name(spelt).as_deref(), Some(spelt));
        }
        for turning in ('\u{202a}'..='\u{202e}')
            .chain('\u{2066}'..='\u{2069}')
            .chain(['\u{200e}', '\u{200f}', '\u{61c}'])
        {
            assert_eq!(name(&format!("a{turning}b")).as_deref(), Some("ab"));
            assert_eq!(id(&format!("a{turning}b")), "a\u{fffd}b");
        }
    }
}
