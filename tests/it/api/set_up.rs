//! `examples/set_up_an_account`, against the emulator.

use super::service_with;
use crate::support::served::config;
use proabono_portal::emulator::Options;

#[allow(dead_code, reason = "the example has a main function of its own")]
#[path = "../../../examples/set_up_an_account/main.rs"]
mod example;

#[tokio::test]
async fn an_account_is_set_up_from_nothing_read_back_and_changed() {
    let service = service_with(Options {
        stories: false,
        ..Options::default()
    });
    let base = |name: &'static str| (name, service.origin.as_str());
    let config = config(
        &service.origin,
        &[
            base("proabono.backoffice_base"),
            base("proabono.backoffice_segment_base"),
        ],
    );
    let (made, before, after) = example::set_up(&config.account).await.unwrap();
    for (pointer, first, second) in [
        ("/business/Name", "Beta", "Beta Ltd"),
        ("/billing address/City", "Paris", "Lyon"),
        ("/invoice settings/TypeProrataOnUpgrade", "Balanced", "Ignored"),
        ("/segment/Name", "Beta - Europe", "Beta - World"),
        (
            "/settings/Url",
            "https://app.beta.example",
            "https://www.beta.example",
        ),
        (
            "/redirections/UrlPaymentSuccess",
            "https://app.beta.example/thanks",
            "https://www.beta.example/thanks",
        ),
        ("/gateway account/Name", "Test cards", "Cards"),
        ("/tax/Label", "TVA 20%", "TVA 10%"),
        ("/agent/Name", "Operator", "Senior operator"),
        ("/texts/0/Content", "Your invoices", "Invoices"),
        ("/texts/1/Content", "Vos factures", "Factures"),
        ("/exceptions/0/Country", "DE", "DE"),
        ("/exceptions/0/TypeRateTax", "Standard", "Reduced"),
        ("/exceptions/1/Country", "BE", "BE"),
        ("/exceptions/1/TypeRateTax", "Standard", "Reduced"),
        // Only a webhook whose code was repeated is in use.
        ("/webhook/StateLife", "Ok", "Ok"),
    ] {
        assert_eq!(before.pointer(pointer).unwrap(), first, "{pointer}");
        assert_eq!(after.pointer(pointer).unwrap(), second, "{pointer}");
    }
    for (pointer, first, second) in [
        ("/payment settings/CanStartWithInvoiceBilling", false, true),
        ("/hosted pages/CanCustomerUpgrade", true, false),
    ] {
        assert_eq!(before.pointer(pointer).unwrap(), first, "{pointer}");
        assert_eq!(after.pointer(pointer).unwrap(), second, "{pointer}");
    }
    assert_eq!(after["invoice settings"]["IdTaxProfile1"], made.tax.0);
    assert_eq!(before["agent"]["StateLife"], "ToModerate");
}
