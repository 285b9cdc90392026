/// The longest run of bytes without a colon and without a line break. No body that this server accepts has a longer one: forms
/// are shorter, and an event has a colon behind its first name.
/// actix-http 3.20 panics on a header name of more than 65,535 bytes.
const LONGEST: usize = 60_000;

/// Measures the name of a header, in whatever pieces it arrives. Request lines and bodies count like names, since the
/// stream does not know where a head ends; neither needs to be that long without a break.
#[derive(Debug, Default)]
pub(super) struct NameLength {
    length: usize,
    /// True once the value has begun, whose length the HTTP library limits.
    in_value: bool,
}

impl NameLength {
    /// The number of bytes before a name gets too long; nothing behind them may be passed on. `None` when all may.
    pub(super) fn end_in(&mut self, bytes: &[u8]) -> Option<usize> {
        // No name in a short piece is too long, so only its last line matters, for what comes behind it. Nearly every head
        // is such a piece and ends with a line break.
        if self.length + bytes.len() <= LONGEST {
            let last = match bytes.iter().rposition(|byte| *byte == b'\n') {
                Some(end) => {
                    *self = Self::default();
                    &bytes[end + 1..]
                }
                None => bytes,
            };
            return self.end_in_line(last);
        }
        let mut offset = 0;
        for line in bytes.split_inclusive(|byte| *byte == b'\n') {
            if let Some(end) = self.end_in_line(line) {
                return Some(offset + end);
            }
            offset += line.len();
        }
        None
    }

    /// Takes a line or a piece of one.
    fn end_in_line(&mut self, line: &[u8]) -> Option<usize> {
        if !self.in_value {
            let colon = line.iter().position(|byte| *byte == b':');
            self.in_value = colon.is_some();
            let left = LONGEST - self.length;
            let name = colon.unwrap_or(line.len());
            if name > left {
                return Some(left);
            }
            self.length += name;
        }
        if line.ends_with(b"\n") {
            *self = Self::default();
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(pieces: &[Vec<u8>]) -> bool {
        let mut names = NameLength::default();
        pieces.iter().any(|piece| names.end_in(piece).is_some())
    }

    #[test]
    fn the_longest_name_is_passed_on_and_nothing_behind_it() {
        let mut names = NameLength::default();
        assert_eq!(names.end_in(b"x: y\nabc"), None);
        assert_eq!(names.end_in(&vec![b'x'; LONGEST]), Some(LONGEST - 3));
        let mut names = NameLength::default();
        let line = [b"x: y\n".as_slice(), &vec![b'x'; LONGEST + 9]].concat();
        assert_eq!(names.end_in(&line), Some(5 + LONGEST));
    }

    #[test]
    fn a_long_name_is_seen_in_any_pieces_and_behind_any_line() {
        let long = vec![b'x'; LONGEST + 1];
        let behind = |before: &[u8]| [before, long.as_slice()].concat();
        assert!(refused(std::slice::from_ref(&long)));
        assert!(refused(&[behind(b"GET / HTTP/1.1\r\nhost: a\r\n")]));
        assert!(refused(&[behind(b"x: y\n")]));
        let pieces: Vec<Vec<u8>> = long.chunks(7).map(<[u8]>::to_vec).collect();
        assert!(refused(&pieces));
    }

    #[test]
    fn the_pieces_of_a_head_change_nothing() {
        let names = |length| [b"a: b\nc".as_slice(), &vec![b'x'; length], b": y\nd: e\n\n"].concat();
        for (head, is_refused) in [(names(LONGEST - 1), false), (names(LONGEST), true)] {
            for size in [1, 2, 7, 4_096, LONGEST - 1, LONGEST, head.len()] {
                let pieces: Vec<Vec<u8>> = head.chunks(size).map(<[u8]>::to_vec).collect();
                assert_eq!(refused(&pieces), is_refused, "pieces of {size}");
            }
        }
    }

    #[test]
    fn a_long_value_and_many_short_names_are_taken() {
        let value = [b"cookie: ".as_slice(), &vec![b'x'; 2 * LONGEST]].concat();
        assert!(!refused(&[value]));
        assert!(!refused(&[b"name: value\r\n".repeat(LONGEST)]));
        assert!(!refused(&[vec![b'x'; LONGEST]]));
    }
}
