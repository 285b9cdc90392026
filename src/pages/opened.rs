//! The page that shows one of ProAbono's pages.

use actix_session::SessionExt as _;
use askama::Template;

use crate::clock::now;
use crate::crylk::FrameUrl;
use crate::customers::Existence;
use crate::openings::{Opened, Opening, Parameters};
use crate::sessions::SignedIn;
use crate::visit::{Answer, Shell, Visitor};
use crate::words::Text;

use super::cards::Cards;
use super::drawn::Drawn;
use super::parts::Pages;

/// The subscription page. It takes a [`FrameUrl`], never a string.
#[derive(Template)]
#[template(path = "subscriptions.html")]
pub(super) struct SubscriptionsPage<'a> {
    pub(super) shell: Shell<'a>,
    /// The row above what is opened.
    pub(super) row: Drawn,
    pub(super) came: Came,
    /// The overview, which takes the place of what would be opened.
    pub(super) cards: Option<Cards<'a>>,
    /// The address that is framed; without one, [`insite`](Self::insite) is set.
    pub(super) frame: Option<&'a FrameUrl>,
    pub(super) insite: Option<InSiteView<'a>>,
    /// A sentence above ProAbono's page.
    pub(super) notice: Option<&'a Text>,
    /// The settings of the floating widget for this visitor.
    pub(super) parameters: Option<Parameters<'a>>,
    pub(super) widget_script: Option<&'a str>,
    pub(super) widget_start: Option<&'a str>,
    pub(super) widget_button: bool,
    /// True when the widget has something for who has no subscription.
    pub(super) widget_sells: bool,
    pub(super) support_url: Option<&'a str>,
    /// The end of the session, for a visitor who signed in here.
    pub(super) ending: Option<Ending>,
    /// The page itself, at the customer's home.
    pub(super) page: &'a str,
    /// The address from which the script learns that the subscription has changed.
    pub(super) standing: Option<String>,
    /// The address from which the page hears of changes, where this server does.
    pub(super) events: Option<String>,
    /// True when ProAbono closes the frame after the change.
    pub(super) closed: bool,
    pub(super) renewal: Option<Renewal>,
    /// The member of the messages in which the framed page says its height.
    pub(super) height: Option<&'a str>,
}

/// The in-site portal in the page.
#[derive(Debug)]
pub(super) struct InSiteView<'a> {
    pub(super) script_url: &'a str,
    pub(super) parameters: Opened<'a>,
    /// The address that is framed when the script cannot be loaded.
    pub(super) fallback: Option<&'a FrameUrl>,
}

impl<'a> InSiteView<'a> {
    /// The in-site portal of a visitor, where that is what opens.
    pub(super) fn of(
        pages: &'a Pages,
        visitor: &'a Visitor<'_>,
        (opening, existence): (&'a Opening, Existence),
    ) -> Option<Self> {
        let Opening::InSite { query, fallback } = opening else {
            return None;
        };
        let openings = &pages.openings;
        let (user, customer) = (&visitor.user, &visitor.customer);
        Some(Self {
            script_url: openings.insite.script_url(),
            parameters: openings
                .insite
                .of(user, customer, existence, &openings.proof, query.as_ref()),
            fallback: fallback.as_ref(),
        })
    }
}

/// The end of what is opened, for the script of an open page.
#[derive(Debug)]
pub(super) struct Renewal {
    /// Seconds until it is too old to go on with.
    pub(super) seconds: u64,
    /// The address that tells whether this server can be reached: it says who is signed in, and asks nobody.
    pub(super) user: String,
}

/// The session of this server, for the script of an open page.
#[derive(Debug)]
pub(super) struct Ending {
    /// Seconds until it ends, whatever the visitor does.
    pub(super) seconds: u64,
    /// Seconds that it lasts after the last visit in any tab.
    pub(super) idle: u64,
    /// The address at which to sign in again.
    pub(super) login: String,
    /// The address that says who is signed in.
    pub(super) user: String,
}

/// The way by which the visitor came to what is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Came {
    /// It is the customer's home, from which the way leads to the application.
    Home,
    /// By an address of this server's.
    Address,
    /// By a link from elsewhere, which says what is opened.
    Link,
}

/// The parts of our page around one of ProAbono's.
pub(super) struct Around<'a> {
    pub(super) row: Drawn,
    pub(super) came: Came,
    pub(super) notice: Option<&'a Text>,
    pub(super) cards: Option<Cards<'a>>,
}

/// Shows one of ProAbono's pages, or the overview in its place.
pub(super) fn opened(
    pages: &Pages,
    visitor: &Visitor<'_>,
    (opening, existence): (&Opening, Existence),
    around: Around<'_>,
) -> Answer {
    let openings = &pages.openings;
    let (user, customer) = (&visitor.user, &visitor.customer);
    let shown = Some(opening).filter(|_| around.cards.is_none());
    let frame = shown.and_then(Opening::frame);
    let insite = shown.and_then(|opening| InSiteView::of(pages, visitor, (opening, existence)));
    let is_insite = insite.is_some();
    // The customer could buy something in the widget as well, while a return waits for ProAbono's confirmation.
    let held = pages.unsettled.holds(customer);
    let widget_script = openings.widget.script_url().filter(|_| !held);
    // The hash is valid for ever, so it is in the page only when a script needs it.
    let hash = widget_script.and_then(|_| openings.proof.hash(&customer.reference));
    let view = SubscriptionsPage {
        shell: visitor.shell(),
        row: around.row,
        came: around.came,
        cards: around.cards,
        frame,
        insite,
        notice: around.notice,
        parameters: Some(openings.widget.parameters(user, customer, existence, hash)),
        widget_script,
        widget_start: openings.widget.start_call(),
        // Above a form of a workflow it would hide what is half filled in.
        widget_button: openings.widget.needs_button() && !held && around.came == Came::Home,
        widget_sells: openings.widget.sells(),
        support_url: visitor.site.page.support_url.as_deref(),
        ending: ending(visitor),
        page: visitor.site.paths.page(),
        standing: Some(visitor.site.paths.path("/standing.json")),
        events: pages.stream(visitor),
        closed: pages.frame.closed_after_subscribe,
        renewal: shown.and_then(|_| renewal(pages, visitor)),
        height: pages.frame.height_member.as_deref(),
    };
    let answer = Answer::page(&view, &view.shell.nonce);
    if is_insite { answer.insite() } else { answer }
}

fn renewal(pages: &Pages, visitor: &Visitor<'_>) -> Option<Renewal> {
    let seconds = pages.frame.renew_after.as_secs();
    (seconds > 0).then(|| Renewal {
        seconds,
        user: visitor.site.paths.path("/user.json"),
    })
}

/// The end of the session, for a visitor who signed in here. A visitor who is known by another provider may have a
/// session as well, but it is not what lets them in.
fn ending(visitor: &Visitor<'_>) -> Option<Ending> {
    let signs_in = visitor.site.signed_in_here(&visitor.user)?;
    let since = SignedIn::since(&visitor.request.get_session())?;
    let end = since + signs_in.absolute.as_secs();
    Some(Ending {
        seconds: end.saturating_sub(now()),
        idle: signs_in.idle.as_secs(),
        login: visitor.site.paths.path("/login"),
        user: visitor.site.paths.path("/user.json"),
    })
}
