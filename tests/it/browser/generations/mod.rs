//! Every generation × every entrance × signed in or not: the right page with the right parameters, one frame deep.

mod edition;
mod fallbacks;
mod visit;

use std::time::Duration;

use aws_lc_rs::hmac;
use data_encoding::HEXLOWER;
use tokio::time::sleep;

use crate::support::browser::Browser;
use crate::support::site::Site;
use crate::support::trials::record;

use super::entrances::{Entrance, Links, Source, entrances};
use edition::{Edition, editions};
use visit::Visit;

pub(super) const SECRET: &str = "sk_portal_9f2Lr";

/// Links are taken again for one second.
const LINKS_PASS: Duration = Duration::from_millis(1_100);

/// The published construction, by another implementation than the page's.
pub(super) fn hash(secret: &str, customer: &str) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    HEXLOWER.encode(hmac::sign(&key, customer.as_bytes()).as_ref())
}

#[test]
fn the_hash_of_these_tests_is_the_published_one() {
    assert_eq!(
        hash("portal-secret-1", "cust-42"),
        "d4c51ab92e9d3bac0387ec600ca3ed0fec99aa87c068647a338dcd7d1035ce1c"
    );
}

const SETTINGS: [&str; 3] = ["automatic", "hosted", "insite"];

#[tokio::test]
async fn each_entrance_opens_the_right_page_in_the_automatic_generation() {
    walk_all("automatic").await;
}

#[tokio::test]
async fn each_entrance_opens_the_right_page_in_the_hosted_generation() {
    walk_all("hosted").await;
}

#[tokio::test]
async fn each_entrance_opens_the_right_page_in_the_insite_generation() {
    walk_all("insite").await;
}

/// A site of an edition, and all ways into it.
struct Running {
    site: Site,
    browser: Browser,
    entrances: Vec<Entrance>,
}

impl Running {
    async fn start(edition: Edition) -> Self {
        let (site, browser) = edition.start().await;
        let entrances = entrances(&site).await;
        Self {
            site,
            browser,
            entrances,
        }
    }
}

async fn walk_all(setting: &'static str) {
    let editions = editions(setting);
    let plain = editions.len() == 1;
    let turn = SETTINGS
        .iter()
        .position(|one| *one == setting)
        .expect("one of the settings");
    let mut visits = 0;
    for edition in editions {
        let mut running = Running::start(edition).await;
        for links in Links::ALL {
            if links != Links::Hosted && edition.remembers_offers() {
                drop(running);
                running = Running::start(edition).await;
            }
            let Running {
                site,
                browser,
                entrances,
            } = &running;
            site.hosted_pages(links.settings()).await;
            sleep(LINKS_PASS).await;
            for (number, entrance) in entrances.iter().enumerate() {
                // In the plain run each way but the home has its turn in one of the three generations, and none where the
                // page sees no difference.
                let turn = (number + links as usize + turn).is_multiple_of(SETTINGS.len())
                    && links != Links::ThisPage;
                if plain && entrance.source != Source::Home && !turn {
                    continue;
                }
                let visit = Visit {
                    site,
                    browser,
                    edition,
                    entrance,
                    what: format!("{edition:?}, {links:?}, {} {}", entrance.who, entrance.path),
                };
                let shown = edition.shown(links, entrance.source);
                if !plain || links == Links::Hosted {
                    visit.as_nobody(shown).await;
                    visits += 1;
                }
                visit.signed_in(shown).await;
                visits += 1;
            }
        }
    }
    record(
        &format!("entrances of the page set to {setting}"),
        &format!("{visits} visits"),
    );
}
