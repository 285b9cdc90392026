use reqwest::Response;

/// The longest part of an answer that is kept, in bytes.
const LONGEST: usize = 1 << 10;

/// The beginning of the answer as one line of text, without what a terminal or a reader could be deceived by. The rest is not
/// read, and what cannot be read is left out.
pub(super) async fn beginning(mut response: Response) -> String {
    let mut bytes = Vec::new();
    while bytes.len() < LONGEST {
        match response.chunk().await {
            Ok(Some(piece)) => bytes.extend_from_slice(&piece[..piece.len().min(LONGEST - bytes.len())]),
            Ok(None) | Err(_) => break,
        }
    }
    plain(&bytes)
}

fn plain(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let seen = text.chars().map(|c| if c.is_control() { ' ' } else { c });
    let mut plain: String = seen.filter(|c| !turns(*c)).collect();
    // Each byte that is no text became three.
    plain.truncate(plain.floor_char_boundary(LONGEST));
    plain.trim().to_owned()
}

/// Tells whether a character is invisible and turns the direction of what follows.
fn turns(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, plain};

    #[test]
    fn controls_and_turns_of_direction_are_left_out() {
        let text = "a\u{1b}[31mred\u{202e}\r\n{\"ok\":true}\0";
        assert_eq!(plain(text.as_bytes()), "a [31mred  {\"ok\":true}");
    }

    #[test]
    fn what_is_no_text_stays_within_the_bound() {
        let kept = plain(&[0xff; LONGEST]);
        assert!(kept.len() <= LONGEST && kept.starts_with('\u{fffd}'));
    }
}
