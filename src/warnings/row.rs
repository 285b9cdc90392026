/// A row of the table.
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Warning {
    /// The value of the field `code` in the line of the log.
    pub code: &'static str,
    /// The meaning of the line.
    pub means: &'static str,
    /// The usual reasons.
    pub why: &'static str,
    /// The next step of the operator.
    pub remedy: &'static str,
}

impl Warning {
    pub(super) const fn new(
        code: &'static str,
        means: &'static str,
        why: &'static str,
        remedy: &'static str,
    ) -> Self {
        Self {
            code,
            means,
            why,
            remedy,
        }
    }
}
