//! A whole sign-in at a certified provider, step by step.

use super::assert_signed_in;
use super::provider::Provider;
use super::site::Site;
use super::visitor::Visitor;
use crate::support::served::framed;

#[tokio::test]
async fn a_visitor_signs_in_and_lands_on_the_page_that_they_wanted() {
    let site = Site::at(Provider::shared().await, &[]).await;
    let mut visitor = Visitor::new();
    let link = format!("https%3a%2f%2fmon-app.via.proabono.com%2f{}", "d".repeat(4_000));
    let wanted = site.page(&format!("?crylk={link}&other=1&other=%C3%A9"));
    let callback = visitor.up_to_callback(&wanted, "alice").await;
    let back = visitor.open(callback.as_str()).await;
    back.answer.assert_status(303);
    assert_eq!(back.next().unwrap().as_str(), wanted);
    let page = visitor.on(back).await;
    assert_signed_in(&page, "Alice Martin");
    assert_eq!(
        framed(&page.answer),
        format!("https://mon-app.via.proabono.com/{}", "d".repeat(4_000))
    );
    assert_eq!(site.sign_ins("done").await, 1);
    let cookies = visitor.cookies(&site.origin);
    let names: Vec<_> = cookies.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["portal-session"]);
}
