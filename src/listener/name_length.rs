/// The longest run of bytes without a colon and without a line break. Every body that this server accepts is shorter.
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
    pub(super) fn is_too_long_with(&mut self, bytes: &[u8]) -> bool {
        bytes
            .split_inclusive(|byte| *byte == b'\n')
            .any(|line| self.line(line))
    }

    /// Takes a line or a piece of one.
    fn line(&mut self, line: &[u8]) -> bool {
        if !self.in_value {
            let colon = line.iter().position(|byte| *byte == b':');
            self.in_value = colon.is_some();
            self.length += colon.unwrap_or(line.len());
        }
        let too_long = self.length > LONGEST;
        if line.ends_with(b"\n") {
            *self = Self::default();
        }
        too_long
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn refused(pieces: &[Vec<u8>]) -> bool {
        let mut names = NameLength::default();
        pieces.iter().any(|piece| names.is_too_long_with(piece))
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
    fn a_long_value_and_many_short_names_are_taken() {
        let value = [b"cookie: ".as_slice(), &vec![b'x'; 2 * LONGEST]].concat();
        assert!(!refused(&[value]));
        assert!(!refused(&[b"name: value\r\n".repeat(LONGEST)]));
        assert!(!refused(&[vec![b'x'; LONGEST]]));
    }
}
