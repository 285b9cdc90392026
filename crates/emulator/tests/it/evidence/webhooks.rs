//! Demands on webhooks: their code, samples of events, and past events.

use std::collections::BTreeSet;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use proabono_emulator::Options;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;

use super::{Held, Story, hold};
use crate::{Running, start_with};

pub(super) const STORIES: &[Story] = &[
    ("a code is confirmed inside its delivery, which is signed", |_| {
        Box::pin(inside())
    }),
    ("sample events carry their blocks, all 44", |e| {
        Box::pin(blocks(e))
    }),
    ("a past event has the date it had", |e| Box::pin(past_event(e))),
];

/// A receiver that checks the signature, confirms the code, and only then answers.
async fn inside() -> Held {
    const SECRET: &str = "secret-of-the-account";
    let emulator = start_with(Options {
        webhook_secret: SECRET.to_owned(),
        ..Options::default()
    });
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hooks", listener.local_addr().unwrap());
    let hook = json!({ "IdBusiness": 1, "Url": url, "Triggers": ["CustomerAdded"] });
    let made = emulator.done("/Notification/Webhooks", &hook).await;
    let path = format!("/Notification/Webhooks/{}/Verification", made["Id"]);
    let receive = async {
        let (mut stream, _) = listener.accept().await.unwrap();
        let mut request = String::new();
        while !request.contains('}') {
            let mut part = [0; 1024];
            let size = stream.read(&mut part).await.unwrap();
            request.push_str(std::str::from_utf8(&part[..size]).unwrap());
        }
        let (head, body) = request.split_once("\r\n\r\n").unwrap();
        let body: Value = serde_json::from_str(body).unwrap();
        let code = body["Code"].as_str().unwrap();
        let (status, answer) = emulator
            .tell(&format!("{path}?code={code}&echo=true"), &json!({}))
            .await;
        let answered = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        stream.write_all(answered.as_bytes()).await.unwrap();
        (head.to_owned(), status, answer)
    };
    let ask = format!("{path}?sendCode=true");
    let (_, (head, status, answer)) = tokio::join!(emulator.ask(&ask), receive);
    let header = |wanted: &str| {
        let mut lines = head.lines().filter_map(|line| line.split_once(": "));
        let found = lines.find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        found.map(|(_, value)| value.to_owned())
    };
    let key = header("x-proabono-key").unwrap_or_default();
    let expected = BASE64_STANDARD.encode(Sha256::digest(format!("{key}{SECRET}")));
    let signed = !key.is_empty() && header("x-proabono-signature") == Some(expected);
    hold(signed && status == 200, &format!("{status} {answer}\n{head}"))
}

/// The 44 events of ProAbono's guide, by the blocks that they carry.
pub(crate) const EVENTS: &[(&[&str], &[&str])] = &[
    (
        &["Customer"],
        &[
            "CustomerAdded",
            "CustomerBillingAddressUpdated",
            "CustomerPaymentMethodUpdated",
            "CustomerBillingSucceeded",
            "CustomerBillingFailed",
            "CustomerChargingAutoFailedNoPermission",
            "CustomerSuspended",
            "CustomerEnabled",
            "CustomerIsGreyListed",
            "SubscriptionDateTermUpdated",
        ],
    ),
    (
        &["Customer", "GatewayPermission"],
        &[
            "CustomerChargingSucceeded",
            "CustomerChargingPending",
            "CustomerChargingFailed",
            "CustomerChargingAutoFailedNoRetry",
            "GatewayPermissionSoonExpired",
            "GatewayPermissionExpired",
            "GatewayPermissionDefective",
            "GatewayPermissionInsufficientFunds",
            "GatewayPermissionPaymentIssues",
        ],
    ),
    (
        &["Customer", "CustomerBuyer", "Offer", "Subscription"],
        &[
            "SubscriptionStarted",
            "SubscriptionRenewed",
            "SubscriptionSuspendedAgent",
            "SubscriptionRestarted",
            "SubscriptionSuspendedPaymentInfoMissing",
            "SubscriptionSuspendedPaymentDue",
            "SubscriptionTerminatedAtRenewal",
            "SubscriptionTerminated",
            "SubscriptionHistory",
            "SubscriptionDeleted",
            "SubscriptionUpdated",
            "SubscriptionFeaturesUpdated",
            "SubscriptionUpgraded",
            "SubscriptionTerminatedForUpgrade",
        ],
    ),
    (
        &["Customer", "InvoiceDebit"],
        &[
            "InvoiceDebitIssuedPaymentAuto",
            "InvoiceDebitIssuedPaymentOffline",
            "InvoiceDebitPaid",
            "InvoiceDebitRefunded",
            "InvoiceDebitCancelled",
            "InvoiceDebitPaymentAutoFailed",
            "InvoiceDebitPaymentAutoRequestedAuth",
            "InvoiceDebitOverdue",
            "InvoiceDebitDisputed",
            "InvoiceDebitUncollectible",
        ],
    ),
    (&["Customer", "InvoiceCredit"], &["InvoiceCreditIssued"]),
];

async fn blocks(emulator: &Running) -> Held {
    let mut shown = 0;
    for (expected, triggers) in EVENTS {
        for trigger in *triggers {
            let path = format!("/Notification/Webhooks/Sample?TypeTrigger={trigger}");
            let (_, sample) = emulator.ask(&path).await;
            let event: Value =
                serde_json::from_str(sample["Data"].as_str().unwrap_or_default()).unwrap_or_default();
            let members = event.as_object().into_iter().flatten();
            let found: BTreeSet<&str> = members
                .filter_map(|(name, value)| value.is_object().then_some(name.as_str()))
                .collect();
            let whole = found == expected.iter().copied().collect();
            hold(whole, &format!("{trigger}: {sample}"))?;
            shown += 1;
        }
    }
    hold(shown == 44, &shown)
}

async fn past_event(emulator: &Running) -> Held {
    let path = "/Notification/WebhookNotifications/RewindEvents?sizepage=1";
    let (_, before) = emulator.ask(path).await;
    emulator.advance(3).await;
    let (_, after) = emulator.ask(path).await;
    let date = |list: &Value| list["Items"][0]["DateTrigger"].clone();
    hold(!date(&before).is_null() && date(&before) == date(&after), &after)
}
