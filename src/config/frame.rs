use crate::crylk::Gate;

use super::key::Key;
use super::source::Source;
use super::values::{boolean, csp_origin};

/// What may be framed.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct FrameConfig {
    /// The gate every link passes.
    pub gate: Gate,
    /// Further origins that the frame may go to by itself, such as a bank's.
    pub extra_sources: Vec<String>,
    /// Whether ProAbono closes the frame after a subscription.
    pub closed_after_subscribe: bool,
}

pub(super) static KEYS: &[Key] = &[
    Key::new(
        "frame.hosts",
        "PORTAL_FRAME__HOSTS",
        "The only hosts of ProAbono's that a link may open. Left out: proabono.com and every name below it, which are \
         other merchants' pages too.",
    )
    .example("mon-app.via.proabono.com, mon-app.proabono.com"),
    Key::new(
        "frame.extra_sources",
        "PORTAL_FRAME__EXTRA_SOURCES",
        "Origins that the frame may go to by itself, for a bank that takes over the whole frame during 3-D Secure, or \
         `https:` for any. The check of links stays as strict. The log names a blocked host.",
    )
    .example("https://3ds.bank.example"),
    Key::new(
        "frame.closed_after_subscribe",
        "PORTAL_FRAME__CLOSED_AFTER_SUBSCRIBE",
        "Say `true` when `IsIframeClosedAfterSubscribe` is on in the segment's settings of hosted pages: the page then shows the \
         new state by itself once the subscription has changed. Otherwise it says that it has, and a click shows it.",
    )
    .default("false"),
];

pub(super) fn read(source: &mut Source) -> Option<FrameConfig> {
    let [hosts, extra, closed] = KEYS else {
        return None;
    };
    let names = source.list(hosts, |text| {
        Gate::only(vec![text.to_owned()])
            .map(|_| text.to_owned())
            .map_err(|error| error.to_string())
    });
    let extra_sources = source.list(extra, |text| match text {
        "https:" => Ok(text.to_owned()),
        _ => csp_origin(text),
    });
    let closed = source.parse(closed, boolean);
    Some(FrameConfig {
        gate: Gate::only(names).ok()?,
        extra_sources,
        closed_after_subscribe: closed?,
    })
}
