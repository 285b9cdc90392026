use actix_web::{HttpResponse, web};
use serde_json::Value;
use url::Url;

use crate::visit::{Answer, Outcome, Visit};

use super::parts::Pages;

/// The largest report that is read, in bytes. Browsers send several in one body.
const LARGEST: usize = 16 << 10;

/// `POST {base}/csp-report`: a browser reports something that it did not load. The operator learns from the log which
/// host to allow.
///
/// Anybody may post here, so the size of a report and the rate of log lines are limited, and nothing is stored.
pub(crate) async fn csp_report(pages: &Pages, visit: &Visit<'_>, body: web::Bytes) -> Outcome {
    let response = if body.len() > LARGEST {
        HttpResponse::PayloadTooLarge().finish()
    } else {
        for violation in violations(&body) {
            record(pages, visit, &violation);
        }
        HttpResponse::NoContent().finish()
    };
    Ok(Answer::machine(response))
}

/// The part of a violation that is safe to log: names of this server's own policy, and an origin. Paths and queries
/// hold secrets.
#[derive(Debug, PartialEq, Eq)]
struct Violation {
    directive: String,
    blocked: String,
}

fn record(pages: &Pages, visit: &Visit<'_>, violation: &Violation) {
    visit.site.metrics.violation();
    if pages.reports.check().is_ok() {
        let Violation { directive, blocked } = violation;
        tracing::warn!(
            code = "blocked-by-policy",
            directive,
            blocked,
            "a browser blocked something on the page"
        );
    }
}

/// Reads both formats: `report-uri` sends one object, `report-to` an array of them.
fn violations(body: &[u8]) -> Vec<Violation> {
    match serde_json::from_slice::<Value>(body) {
        Ok(Value::Array(reports)) => {
            let csp = reports.iter().filter(|report| report["type"] == "csp-violation");
            csp.filter_map(|report| violation(&report["body"], "effectiveDirective", "blockedURL"))
                .collect()
        }
        Ok(report) => {
            let report = &report["csp-report"];
            let directive = if report["effective-directive"].is_string() {
                "effective-directive"
            } else {
                "violated-directive"
            };
            violation(report, directive, "blocked-uri").into_iter().collect()
        }
        Err(_) => Vec::new(),
    }
}

fn violation(report: &Value, directive: &str, blocked: &str) -> Option<Violation> {
    let word = |c: char| c.is_ascii_lowercase() || c == '-';
    let directive = report[directive].as_str()?.split(' ').next()?;
    let known = directive.len() <= 40 && directive.chars().all(word);
    let blocked = report[blocked].as_str().unwrap_or_default();
    Some(Violation {
        directive: if known {
            directive.to_owned()
        } else {
            "(unknown)".to_owned()
        },
        blocked: match Url::parse(blocked) {
            Ok(url) if url.has_host() => url.origin().ascii_serialization(),
            Ok(url) => format!("{}:", url.scheme()),
            Err(_) if !blocked.is_empty() && blocked.len() <= 40 && blocked.chars().all(word) => {
                blocked.to_owned()
            }
            Err(_) => "(not an address)".to_owned(),
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_formats_are_read_and_no_path_or_query_is_kept() {
        let old = br#"{"csp-report":{"document-uri":"https://a.test/?crylk=secret","effective-directive":"frame-src",
            "blocked-uri":"https://bank.example:8443/secret?token=secret"}}"#;
        let new = br#"[{"type":"deprecation","body":{}},{"type":"csp-violation","body":{
            "effectiveDirective":"script-src-elem","blockedURL":"inline",
            "documentURL":"https://a.test/?crylk=secret"}}]"#;
        assert_eq!(
            violations(old),
            [Violation {
                directive: "frame-src".to_owned(),
                blocked: "https://bank.example:8443".to_owned()
            }]
        );
        assert_eq!(
            violations(new),
            [Violation {
                directive: "script-src-elem".to_owned(),
                blocked: "inline".to_owned()
            }]
        );
    }

    #[test]
    fn a_line_break_or_a_long_word_in_a_report_does_not_reach_the_log() {
        let forged = br#"{"csp-report":{"effective-directive":"x\nforged line","blocked-uri":"y\nforged"}}"#;
        assert_eq!(
            violations(forged),
            [Violation {
                directive: "(unknown)".to_owned(),
                blocked: "(not an address)".to_owned()
            }]
        );
        assert_eq!(violations(b"not JSON"), []);
        assert_eq!(violations(b"[]"), []);
    }
}
