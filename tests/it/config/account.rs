//! `check --online` says whose segment and whose business the keys of the account are for.

use serde_json::json;

use super::online::{line, online, published};
use crate::support::portal::Finished;
use crate::support::tokens::Signer;
use crate::support::upstream::{Upstream, account};

/// `check --online` with everything else in order.
async fn checked(upstream: &Upstream, more: &[(&str, &str)]) -> Finished {
    let published = published(&json!([Signer::ec().jwk("k1")]));
    let keys = format!("{}/keys", published.origin());
    online(upstream.origin(), &published.origin(), &keys, more).await
}

#[tokio::test]
async fn the_segment_and_the_business_that_answer_are_named() {
    let upstream = Upstream::start(account());
    let finished = checked(&upstream, &[]).await;
    let said = line(&finished, "ProAbono");
    for words in [
        "ok: ",
        "the segment acme-eur has offers",
        "its name is \"Acme - Europe\"",
        "its business is 1 \"Acme\"",
    ] {
        assert!(said.contains(words), "{words}: {said}");
    }
    assert_eq!(finished.status.code(), Some(0), "{}", finished.stderr);
}

#[tokio::test]
async fn a_segment_that_there_is_not_and_another_business_are_told_with_their_settings() {
    let upstream = Upstream::start(account());
    for (key, value, told) in [
        (
            "proabono.segment_ref",
            "nope",
            &["the segment nope is refused", "PROABONO_SEGMENT_REF"][..],
        ),
        (
            "proabono.business_id",
            "77",
            &[
                "the segment acme-eur \"Acme - Europe\" is of the business 1 \"Acme\"",
                "PROABONO_BUSINESS_ID is 77",
            ],
        ),
    ] {
        let finished = checked(&upstream, &[(key, value)]).await;
        assert_eq!(finished.status.code(), Some(1), "{}", finished.stdout);
        let said = line(&finished, "ProAbono");
        assert!(said.contains("FAILED: ") && !said.contains("customer"), "{said}");
        for words in told {
            assert!(said.contains(words), "{words}: {said}");
        }
    }
}

#[tokio::test]
async fn an_answer_for_another_segment_is_a_failure() {
    let upstream = Upstream::start(account());
    let offers = json!({ "TotalItems": 1, "Items": [{ "Id": 1, "ReferenceSegment": "acme-usd" }] });
    upstream
        .fault(json!({ "on": "GET /v1/Offers", "status": 200, "body": offers.to_string() }))
        .await;
    let finished = checked(&upstream, &[]).await;
    let said = line(&finished, "ProAbono");
    let told = "FAILED: ";
    assert!(
        said.contains(told) && said.contains("for the segment acme-usd"),
        "{said}"
    );
    assert!(said.contains("PROABONO_SEGMENT_REF is acme-eur"), "{said}");
}

#[tokio::test]
async fn keys_that_are_not_for_the_back_office_are_in_order_and_leave_the_business_unknown() {
    let upstream = Upstream::start(account());
    let refusal = json!({ "Code": "Error.Api.Agent.Forbidden", "Message": "No." }).to_string();
    upstream
        .fault(json!({ "on": "GET /Organization/Segments", "status": 403, "body": refusal }))
        .await;
    let finished = checked(&upstream, &[]).await;
    let said = line(&finished, "ProAbono");
    let unknown = "its business is not known, because the Backoffice API at";
    assert!(said.contains("ok: ") && said.contains(unknown), "{said}");
    assert!(said.contains("Error.Api.Agent.Forbidden"), "{said}");
    assert_eq!(finished.status.code(), Some(0), "{}", finished.stderr);
}

#[tokio::test]
async fn an_emulator_is_not_asked_beside_the_real_back_office() {
    let upstream = Upstream::start(account());
    let real = [("proabono.backoffice_base", "https://via.proabono.com")];
    let finished = checked(&upstream, &real).await;
    let said = line(&finished, "ProAbono");
    let told = "was not asked for, since https://via.proabono.com is another service";
    assert!(said.contains("ok: ") && said.contains(told), "{said}");
}
