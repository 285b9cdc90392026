/// A request that has its answer.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(
    not(feature = "otel"),
    expect(dead_code, reason = "nothing is sent without the feature")
)]
pub(crate) struct Answered<'a> {
    /// The name of the route.
    pub(crate) route: &'static str,
    pub(crate) method: &'static str,
    pub(crate) status: u16,
    /// The number that an error page shows.
    pub(crate) request_id: Option<&'a str>,
}
