use crate::crylk::Gate;

use super::key::Key;
use super::source::Source;
use super::values::csp_origin;

/// What may be framed.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct FrameConfig {
    /// The gate every link passes.
    pub gate: Gate,
    /// Further origins that the frame may go to by itself, such as a bank's.
    pub extra_sources: Vec<String>,
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
];

pub(super) fn read(source: &mut Source) -> Option<FrameConfig> {
    let [hosts, extra] = KEYS else { return None };
    let names = source.list(hosts, |text| {
        Gate::only(vec![text.to_owned()])
            .map(|_| text.to_owned())
            .map_err(|error| error.to_string())
    });
    let extra_sources = source.list(extra, |text| match text {
        "https:" => Ok(text.to_owned()),
        _ => csp_origin(text),
    });
    Some(FrameConfig {
        gate: Gate::only(names).ok()?,
        extra_sources,
    })
}
