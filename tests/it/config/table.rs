//! The look-up table as `check` reads it: every line that is wrong, by its number.

use super::{assert_refused, check_with, problems};
use crate::support::portal::Finished;

async fn check_table(table: &[u8], more: &[(&str, &str)]) -> (Finished, String) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("customers.csv");
    std::fs::write(&path, table).expect("a table");
    let path = path.display().to_string();
    let mut variables = vec![("PORTAL_CUSTOMERS__TABLE", path.as_str())];
    variables.extend(more);
    let finished = check_with(&variables).await;
    (finished, path)
}

#[tokio::test]
async fn every_wrong_line_is_reported_by_its_number_and_quoted_nowhere() {
    let long = "r".repeat(51);
    let lines = [
        ("id,reference,segment", ""),
        ("# a comment, with a comma", ""),
        ("alice,cust-1", ""),
        ("Zq7,cust-2,nowhere", "neither PROABONO_SEGMENT_REF nor in"),
        ("Zq7,a=b", "none of < > ; \" = ? &"),
        (&format!("Zq7,{long}"), "at most 50 characters"),
        ("Zq7", "a line is id,reference or"),
        ("Zq7;cust-3", "with commas, not semicolons"),
        ("", ""),
        ("Zq7,a,acme-eur,b", "a line is id,reference or"),
        (",cust-4", "the id is empty"),
        ("Zq7,", "a reference cannot be empty"),
        ("alice,cust-5", "the id is in line 3 already"),
        ("\"Zq7,cust-6", "a quote is not closed"),
        ("\"bob, the builder\",cust-7,acme-eur", ""),
        ("Zq7\tb,cust-8", "a control character"),
        (
            "carol,cust-7,acme-usd",
            "in line 15 already, with another segment",
        ),
        ("dave,cust-9", ""),
    ];
    let text: Vec<_> = lines.iter().map(|(line, _)| *line).collect();
    for ending in ["\n", "\r\n"] {
        let text = text.join(ending);
        let further = [("PORTAL_CUSTOMERS__SEGMENTS", "acme-usd")];
        let (finished, path) = check_table(text.as_bytes(), &further).await;
        assert_refused(&finished);
        let expected: Vec<_> = (1..)
            .zip(lines)
            .filter(|(_, (_, what))| !what.is_empty())
            .map(|(number, (_, what))| (format!("{path}:{number}"), what))
            .collect();
        let problems = problems(&finished);
        assert_eq!(problems.len(), expected.len(), "{problems:#?}");
        for ((place, said), (expected, what)) in problems.iter().zip(&expected) {
            assert_eq!(place, expected);
            assert!(said.contains(what), "{place}: {said}");
        }
        assert!(!finished.stderr.contains("Zq7"), "{}", finished.stderr);
    }
}

#[tokio::test]
async fn a_line_that_is_not_utf_8_is_named() {
    let (finished, path) = check_table(b"a,b\nChlo\xe9,cust-1\n", &[]).await;
    assert_refused(&finished);
    let place = format!("{path}:2");
    assert!(
        problems(&finished)
            .iter()
            .any(|(said, what)| *said == place && what.contains("UTF-8"))
    );
}

#[tokio::test]
async fn a_good_table_is_counted_and_its_sharing_users_are_pointed_out() {
    let text = b"\xef\xbb\xbfid,reference\nalice, acme\n\"bob\" ,acme\n  carol,globex\n";
    let (finished, path) = check_table(text, &[]).await;
    assert!(finished.status.success(), "{}", finished.stderr);
    let said = &finished.stdout;
    assert!(
        said.contains(&format!("{path}, 3 users; others by the template")),
        "{said}"
    );
    assert!(said.contains("the first in lines 2 and 3"), "{said}");
}

#[tokio::test]
async fn a_table_that_is_not_there_is_a_problem_of_its_key() {
    let finished = check_with(&[("PORTAL_CUSTOMERS__TABLE", "no/such/file.csv")]).await;
    assert_refused(&finished);
    let problems = problems(&finished);
    assert_eq!(problems.len(), 1, "{problems:?}");
    assert_eq!(problems[0].0, "PORTAL_CUSTOMERS__TABLE");
    assert!(problems[0].1.contains("cannot be read"), "{problems:?}");
}

#[tokio::test]
async fn only_users_of_a_table_without_a_table_are_nobody() {
    let finished = check_with(&[("PORTAL_CUSTOMERS__TABLE_ONLY", "true")]).await;
    assert_refused(&finished);
    assert!(
        finished.stderr.contains("customers.table_only admits only users"),
        "{}",
        finished.stderr
    );
}

#[tokio::test]
async fn a_table_of_another_kind_does_not_flood_the_report() {
    let (finished, _) = check_table("nonsense\n".repeat(5_000).as_bytes(), &[]).await;
    assert_refused(&finished);
    assert_eq!(problems(&finished).len(), 101);
    assert!(finished.stderr.contains("4900 more lines are wrong"));
}

#[tokio::test]
async fn a_claim_that_the_proxy_never_sends_is_pointed_out() {
    let template = ("PORTAL_CUSTOMERS__REFERENCE", "{claim.org}/{id}");
    let claims = "PORTAL_IDENTITY__PROXY__CLAIMS";
    let finished = check_with(&[template]).await;
    assert!(finished.status.success(), "{}", finished.stderr);
    assert!(
        finished.stdout.contains("warning: ") && finished.stdout.contains("needs the claim org"),
        "{}",
        finished.stdout
    );
    let finished = check_with(&[template, (claims, "org=X-Org")]).await;
    assert!(!finished.stdout.contains("warning"), "{}", finished.stdout);
}

#[tokio::test]
async fn a_template_that_makes_users_share_says_so() {
    let settings = [
        ("PORTAL_CUSTOMERS__REFERENCE", "{claim.org}"),
        ("PORTAL_IDENTITY__PROXY__CLAIMS", "org=X-Org"),
    ];
    let finished = check_with(&settings).await;
    let line = "customers   {claim.org}; users who agree in it share one customer";
    assert!(finished.stdout.contains(line), "{}", finished.stdout);
}
