//! `examples/bill_a_customer.rs`, against the emulator.

use proabono_portal::proabono::Usage;

use super::{calls, service};
use crate::support::served::config;

#[allow(dead_code, reason = "the example has a main function of its own")]
#[path = "../../../examples/bill_a_customer.rs"]
mod bill_a_customer;

#[tokio::test]
async fn the_example_creates_a_customer_subscribes_it_reads_its_rights_and_bills_it() {
    let service = service();
    let config = config(&service.origin, &[]);
    let (rights, invoice) = bill_a_customer::bill(&config.account).await.unwrap();
    assert!(!rights.is_empty());
    let ours = |right: &&Usage| right.reference_customer.as_ref().unwrap().as_str() == "cust-new";
    assert_eq!(rights.iter().filter(ours).count(), rights.len());
    let invoice = invoice.expect("an invoice");
    assert!(invoice.amount_total.unwrap() > 0, "{invoice:?}");
    let routes: Vec<_> = calls(&service)
        .await
        .iter()
        .map(|call| call["operation"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(
        routes,
        [
            "POST /v1/Customer",
            "POST /v1/CustomerSettingsPayment",
            "POST /v1/Subscription",
            "GET /v1/Usages",
            "POST /v1/Billing/Customer"
        ]
    );
}

#[test]
fn the_example_is_short() {
    let lines = include_str!("../../../examples/bill_a_customer.rs")
        .lines()
        .count();
    assert!(lines < 40, "{lines} lines");
}
