use crate::crylk::{FrameUrl, Gate};
use crate::customers::CustomerKey;
use crate::identity::User;
use crate::portal::Portal;

use super::view::{Shell, SubscriptionsPage, render};
use super::words::Language;

/// The values of one page, for the benchmark of rendering it. Not a part of the library's public face.
#[derive(Debug)]
pub struct Sample {
    portal: Portal,
    user: User,
    customer: CustomerKey,
    frame: FrameUrl,
}

impl Sample {
    /// A page of `portal` for `user` with `link` in its frame; `None` when one of them is refused.
    pub fn new(portal: Portal, user: User, link: &str) -> Option<Self> {
        let customer = portal.mapping().customer(&user).ok()?;
        let frame = Gate::default().check(link).ok()?;
        Some(Self {
            portal,
            user,
            customer,
            frame,
        })
    }

    /// The HTML, as a request gets it.
    pub fn render(&self) -> String {
        let view = SubscriptionsPage {
            shell: Shell::new(&self.portal, Language::default().words(), Some(&self.user)),
            nonce: "0123456789abcdefghijkl",
            title: &Language::default().words().title,
            frame: Some(&self.frame),
            insite: None,
            notice: None,
            parameters: Some(self.portal.widget().parameters(
                &self.user,
                &self.customer,
                self.portal.proof().hash(&self.customer.reference),
            )),
            widget_script: None,
            widget_start: None,
            widget_button: false,
            ending: None,
            page: self.portal.page_path(),
            standing: Some(self.portal.path("/standing.json")),
            closed: false,
        };
        render(&view).unwrap_or_default()
    }
}
