//! Elements and attributes that must not stand in templates.

use std::path::Path;

use super::complain;
use super::sources::Source;

/// The one script element with content: data for a static script.
const DATA: &str = "application/json";

/// Everything in the template that breaks a rule.
pub(super) fn faults(file: &Source) -> Vec<String> {
    let text = &file.text;
    let mut found = Vec::new();
    if Path::new(&file.path)
        .extension()
        .is_none_or(|ending| ending != "html")
    {
        found.push((0, "askama escapes by the ending .html"));
    }
    found.extend(
        unescaped(text)
            .into_iter()
            .map(|at| (at, "|safe only directly after |json")),
    );
    found.extend(
        scripts(text)
            .into_iter()
            .map(|at| (at, "no script text: values go out as one JSON data block")),
    );
    found.extend(
        attributes(text)
            .into_iter()
            .map(|at| (at, "no style and no event handlers: the policy blocks them")),
    );
    let line = |at: usize| text[..at].matches('\n').count() + 1;
    found
        .into_iter()
        .map(|(at, what)| complain(&file.path, line(at), what))
        .collect()
}

/// Each `|safe` that does not follow `|json`.
fn unescaped(text: &str) -> Vec<usize> {
    let places = text
        .match_indices("safe")
        .filter(|(at, _)| text[..*at].trim_end().ends_with('|'));
    let allowed = |at: usize| {
        let before = text[..at].trim_end().trim_end_matches('|').trim_end();
        before
            .strip_suffix("json")
            .is_some_and(|before| before.trim_end().ends_with('|'))
    };
    places.map(|(at, _)| at).filter(|at| !allowed(*at)).collect()
}

/// Each script element that holds anything but one JSON expression in a data block.
fn scripts(text: &str) -> Vec<usize> {
    let lower = text.to_ascii_lowercase();
    let mut faults: Vec<_> = lower.match_indices("javascript:").map(|(at, _)| at).collect();
    for (at, _) in lower.match_indices("<script") {
        let rest = &lower[at..];
        let (tag, content) = rest.split_once('>').unwrap_or((rest, ""));
        let content = content.split("</script").next().unwrap_or_default().trim();
        let data =
            tag.contains(&format!("type=\"{DATA}\"")) && content.starts_with("{{") && content.ends_with("}}");
        let whole = content.matches("{{").count() == 1;
        let empty = content.is_empty() && tag.contains("src=");
        if !(empty || data && whole) {
            faults.push(at);
        }
    }
    faults
}

/// Each `<style>`, `style=` and `on…=` in a tag.
fn attributes(text: &str) -> Vec<usize> {
    let lower = text.to_ascii_lowercase();
    let mut faults: Vec<_> = lower.match_indices("<style").map(|(at, _)| at).collect();
    for (at, _) in lower.match_indices('=') {
        let before = lower[..at].trim_end();
        let start = before
            .rfind(|character: char| !character.is_ascii_alphabetic())
            .map_or(0, |start| start + 1);
        let name = &before[start..];
        let attribute = before[..start]
            .ends_with(|character: char| character.is_whitespace() || "\"'/".contains(character));
        let in_tag = before.rfind('<') > before.rfind('>');
        if attribute && in_tag && (name == "style" || (name.starts_with("on") && name.len() > 3)) {
            faults.push(at);
        }
    }
    faults
}

#[cfg(test)]
mod tests {
    use super::{Source, faults};

    fn count(text: &str) -> usize {
        faults(&Source::planted("templates/page.html", text)).len()
    }

    #[test]
    fn a_good_template_passes() {
        assert_eq!(
            count("<script type=\"application/json\" id=\"data\">{{ data|json|safe }}</script>"),
            0
        );
        assert_eq!(
            count("<script type=\"application/json\" id=\"data\">\n  {{- data | json | safe -}}\n</script>"),
            0
        );
        assert_eq!(
            count("<script nonce=\"{{ nonce }}\" src=\"{{ script }}\" defer></script>"),
            0
        );
        assert_eq!(
            count(
                "<link rel=\"stylesheet\" href=\"{{ style }}\"> <p class=\"once\">safe, style=none, on=off</p>"
            ),
            0
        );
    }

    #[test]
    fn unescaped_values_are_found() {
        assert_eq!(count("<p>{{ name|safe }}</p>"), 1);
        assert_eq!(count("<p>{{ name | safe }}</p>"), 1);
        assert_eq!(count("<p>{{ name|json|upper|safe }}</p>"), 1);
        assert_eq!(faults(&Source::planted("templates/page.txt", "")).len(), 1);
    }

    #[test]
    fn script_text_is_found() {
        assert_eq!(count("<script>let a = {{ a }};</script>"), 1);
        assert_eq!(count("<SCRIPT nonce=\"{{ nonce }}\">run()</SCRIPT>"), 1);
        assert_eq!(
            count("<script type=\"application/json\">{{ a|json|safe }}, {{ b|json|safe }}</script>"),
            1
        );
        assert_eq!(count("<script src=\"a.js\">run()</script>"), 1);
        assert_eq!(count("<a href=\"javascript:run()\">run</a>"), 1);
    }

    #[test]
    fn styles_and_handlers_are_found() {
        assert_eq!(count("<p style=\"color: red\">"), 1);
        assert_eq!(count("<p\n  STYLE = 'color: red'>"), 1);
        assert_eq!(count("<style>p { color: red }</style>"), 1);
        assert_eq!(count("<body onload=\"run()\">"), 1);
        assert_eq!(count("<img src=\"{{ picture }}\"onerror=run()>"), 1);
    }
}
