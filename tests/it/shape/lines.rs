//! Lines that rustfmt left as they are. It says nothing when a line cannot be broken, and then it leaves the whole
//! statement around it alone.

use super::complain;
use super::paths::{code_only, inert};
use super::sources::Source;

/// The longest line of code; `max_width` in `.rustfmt.toml` is 110.
const LONGEST: usize = 120;

/// A text that reaches beyond this column cannot be helped.
const WIDEST_TEXT: usize = 100;

/// Every line of code that is too long.
pub(super) fn faults(file: &Source) -> Vec<String> {
    let code = code_only(&file.text);
    let lines = file.text.lines().zip(code.lines()).enumerate();
    let code_lines = lines.filter(|(_, (_, code))| !matches!(code.trim(), "" | "\""));
    let too_long = code_lines.filter(|(_, (line, _))| is_too_long(line));
    let what = "this line is too long, so rustfmt leaves it and what is around it alone";
    too_long
        .map(|(at, _)| complain(&file.path, at + 1, what))
        .collect()
}

/// True when the line is too long though no text in it is.
fn is_too_long(line: &str) -> bool {
    let indent = line.len() - line.trim_start().len();
    let (mut rest, mut length, mut text) = (line, 0, 0);
    while let Some(first) = rest.chars().next() {
        let comment = rest.starts_with("//");
        let skipped = inert(rest);
        let taken = &rest[..skipped.unwrap_or(first.len_utf8()).min(rest.len())];
        let width = taken.chars().count();
        if !comment {
            length += width;
        }
        if skipped.is_some() && !comment {
            text = text.max(width);
        }
        rest = &rest[taken.len()..];
    }
    length > LONGEST && indent + text <= WIDEST_TEXT
}

#[cfg(test)]
mod tests {
    use super::{Source, faults};

    fn count(line: &str) -> usize {
        faults(&Source::planted("src/x.rs", line)).len()
    }

    #[test]
    fn a_long_line_is_found_unless_a_text_or_a_comment_makes_it_long() {
        let long = "x".repeat(121);
        assert_eq!(count(&format!("let {long} = 1;")), 1);
        assert_eq!(
            count(&format!("    call(\"{}\", \"{}\");", &long[..60], &long[..60])),
            1
        );
        assert_eq!(count(&format!("    call(\"{long}\");")), 0);
        assert_eq!(count(&format!("    call(r#\"{long}\"#);")), 0);
        assert_eq!(count(&format!("/// {long}")), 0);
        assert_eq!(count(&format!("let a = 1; // {long}")), 0);
        assert_eq!(count(&format!("let {} = 1;", &long[..100])), 0);
    }
}
