//! Finds the language of a tag (BCP 47), as applications, profiles and browsers name it.

/// The place of the language of a tag such as `fr-CA`, else that of `fr`.
pub(super) fn place<'a>(known: &(impl Iterator<Item = &'a str> + Clone), tag: &str) -> Option<usize> {
    let mut tag = tag;
    loop {
        if let Some(place) = known.clone().position(|known| same(known, tag)) {
            return Some(place);
        }
        (tag, _) = tag.rsplit_once(['-', '_'])?;
    }
}

/// Compares two tags; the application may write `pt_BR`.
fn same(known: &str, tag: &str) -> bool {
    let separator = |byte: u8| if byte == b'_' { b'-' } else { byte };
    known.len() == tag.len()
        && known
            .bytes()
            .zip(tag.bytes())
            .all(|(one, other)| one.eq_ignore_ascii_case(&separator(other)))
}

/// The language with the highest weight in `Accept-Language` among those that are spoken, and of equals the first. The framework's
/// own parser builds a list of all tags, which took as long as the link gate at each visit.
pub(super) fn preferred<'a, T>(
    lines: impl Iterator<Item = &'a str>,
    spoken: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let mut best = (0.0, None);
    for item in lines.flat_map(|line| line.split(',')) {
        let (tag, weight) = item.split_once(';').unwrap_or((item, "q=1"));
        let weight = weight
            .trim()
            .strip_prefix(['q', 'Q'])
            .and_then(|rest| rest.strip_prefix('='));
        let Some(weight) = weight.and_then(|weight| weight.parse::<f32>().ok()) else {
            continue;
        };
        if weight > best.0 && weight <= 1.0 {
            best = spoken(tag.trim()).map_or(best, |language| (weight, Some(language)));
        }
        if best.0 >= 1.0 {
            break;
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_browsers_first_choice_that_the_pages_speak_is_taken() {
        let spoken = |tag: &str| {
            ["en", "fr"]
                .into_iter()
                .find(|known| same(known, tag.split('-').next().unwrap()))
        };
        let of = |lines: &[&str]| preferred(lines.iter().copied(), spoken);
        let (english, french) = (Some("en"), Some("fr"));
        assert_eq!(of(&["fr-CH, fr;q=0.9, en;q=0.8, de;q=0.7, *;q=0.5"]), french);
        assert_eq!(of(&["en-GB;q=0.5,FR;q=0.8"]), french);
        assert_eq!(of(&["de, en ; q=0.2"]), english);
        assert_eq!(of(&["en, fr"]), english);
        assert_eq!(of(&["de", "fr;q=0.3"]), french);
        for refused in [
            "", "de", "*", "fr;q=0", "fr;q=1.5", "fr;q=NaN", "fr;q=x", "fr;v=1", ";", "french",
        ] {
            assert_eq!(of(&[refused]), None, "{refused}");
        }
    }
}
