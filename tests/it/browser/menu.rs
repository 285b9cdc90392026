//! The menu of the demonstration: from here every generation, workflow and return is seen.

use fantoccini::Locator;

use crate::support::browser::{Browser, BrowserOptions};
use crate::support::demo::Demo;

use super::look::assert_reads_well;
use super::{SOON, assert_quiet, click, text, wait_for_return};

struct Walk {
    demo: Demo,
    browser: Browser,
    menu: String,
}

impl Walk {
    async fn start(arguments: &[&str]) -> Self {
        let demo = Demo::start(arguments).await;
        let menu = demo.page.replace("/Subscriptions", "/");
        let browser = Browser::start(BrowserOptions::default()).await;
        Self { demo, browser, menu }
    }

    async fn sign_in(&self, id: &str) {
        self.browser.goto(&format!("{}/login", self.demo.page)).await;
        click(&self.browser, Locator::Css(&format!("button[value='{id}']"))).await;
        let arrived = format!("location.href === '{}'", self.demo.page);
        self.browser.wait_until(&arrived, SOON).await;
    }

    /// Chooses how ProAbono behaves.
    async fn set(&self, name: &str) {
        self.browser.goto(&self.menu).await;
        click(&self.browser, Locator::Css(&format!("button[value='{name}']"))).await;
        let pressed = format!("document.querySelector(\"button[value='{name}'][aria-pressed='true']\")");
        self.browser.wait_until(&format!("!!{pressed}"), SOON).await;
        // Links are used for a second without asking again.
        tokio::time::sleep(std::time::Duration::from_millis(1_100)).await;
    }

    /// Follows an entry of the menu.
    async fn follow(&self, title: &str) {
        self.browser.goto(&self.menu).await;
        click(&self.browser, Locator::LinkText(title)).await;
        let loaded = format!(
            "location.href !== '{}' && document.readyState === 'complete'",
            self.menu
        );
        self.browser.wait_until(&loaded, SOON).await;
    }
}

#[tokio::test]
async fn every_entry_of_the_menu_leads_where_it_says() {
    let walk = Walk::start(&[]).await;
    let framed = [
        ("bruno", "Choose a plan", "Choose your plan"),
        ("bruno", "Subscribe to Pro", "Subscribe to Pro"),
        ("bruno", "A plan that there is not", "Choose your plan"),
        ("alice", "Change plan", "Change your plan"),
        ("alice", "Payment method", "Payment method"),
        ("alice", "One subscription", "Pro"),
        ("chloe", "Pay an invoice", "Pay"),
        ("chloe", "Offers before sign-up", "Pro"),
    ];
    let mut who = "";
    for generation in ["hosted", "insite"] {
        walk.set(generation).await;
        for (user, title, inside) in framed {
            if who != user {
                walk.sign_in(user).await;
                who = user;
            }
            walk.follow(title).await;
            super::wait_for_frame_text(&walk.browser, inside).await;
            let insite = walk
                .browser
                .eval("!!document.getElementById('proabono_portal')")
                .await;
            assert_eq!(insite, generation == "insite", "{title}");
            assert_quiet(&walk.browser).await;
        }
    }
}

#[tokio::test]
async fn a_workflow_is_walked_from_the_menu_to_its_return_in_each_generation() {
    let walk = Walk::start(&["--widget=off"]).await;
    for (generation, user) in [("hosted", "bruno"), ("insite", "eve"), ("insite-here", "alice")] {
        walk.sign_in(user).await;
        walk.set(generation).await;
        walk.follow("Payment method").await;
        super::wait_for_frame_text(&walk.browser, "card").await;
        let client = walk.browser.client();
        client.enter_frame(0).await.expect("the frame");
        click(&walk.browser, Locator::Css("form button[type='submit']")).await;
        client.enter_parent_frame().await.ok();
        wait_for_return(&walk.browser).await;
        let told = match user {
            "bruno" => "welche Zahlungsmethode verwendet wird",
            _ => "shows the payment method that is used",
        };
        let all = text(&walk.browser).await;
        assert!(all.contains(told), "{generation}: {all}");
        click(&walk.browser, Locator::Css("main .button")).await;
        walk.browser
            .wait_until(&format!("location.href === '{}'", walk.demo.page), SOON)
            .await;
    }
}

#[tokio::test]
async fn the_menu_reads_well() {
    let walk = Walk::start(&[]).await;
    walk.browser.goto(&walk.menu).await;
    assert_reads_well(&walk.browser, "menu").await;
    assert_quiet(&walk.browser).await;
}

#[tokio::test]
async fn the_widget_of_a_single_page_application_is_started_by_its_call() {
    let walk = Walk::start(&["--widget=single-page"]).await;
    walk.sign_in("alice").await;
    let shown = "document.getElementById('open-widget').checkVisibility()";
    walk.browser.wait_until(shown, SOON).await;
    assert_eq!(
        walk.browser.eval("window.proAbonoSettings === undefined").await,
        true
    );
    click(&walk.browser, Locator::Id("open-widget")).await;
    let dialog =
        "document.querySelector('proabono-widget').shadowRoot.querySelector('dialog[open] iframe').src";
    let opened = walk.browser.eval(dialog).await.to_string();
    assert!(opened.contains("customer_ref=cust-alice"), "{opened}");
    assert_quiet(&walk.browser).await;
}

#[tokio::test]
async fn an_offer_chosen_in_proabonos_own_table_survives_the_sign_in() {
    let walk = Walk::start(&["--widget=off"]).await;
    for (generation, user) in [("hosted", "bruno"), ("insite", "eve")] {
        walk.set(generation).await;
        walk.browser.client().delete_all_cookies().await.expect("nobody");
        walk.follow("Offers before sign-up").await;
        super::wait_for_frame_text(&walk.browser, "Pro").await;
        let client = walk.browser.client();
        client.enter_frame(0).await.expect("the table");
        click(
            &walk.browser,
            Locator::XPath("//*[contains(., 'Pro')]//a[contains(@href, 'offer-pro')]"),
        )
        .await;
        client.enter_parent_frame().await.ok();
        walk.browser
            .wait_until("location.pathname === '/Subscriptions/subscribe/offer-pro'", SOON)
            .await;
        walk.browser.goto(&format!("{}/login", walk.demo.page)).await;
        click(&walk.browser, Locator::Css(&format!("button[value='{user}']"))).await;
        walk.browser
            .wait_until("location.pathname === '/Subscriptions/subscribe/offer-pro'", SOON)
            .await;
        super::wait_for_frame_text(&walk.browser, "Subscribe to Pro").await;
    }
}
