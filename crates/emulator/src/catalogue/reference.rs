/// The rule of references: at most 50 characters, and none of `< > ; " = ? &`.
pub(crate) fn is_reference(text: &str) -> bool {
    let forbidden = |c: char| matches!(c, '<' | '>' | ';' | '"' | '=' | '?' | '&');
    (1..=50).contains(&text.chars().count()) && !text.contains(forbidden)
}
