use std::collections::BTreeSet;
use std::fmt;

use crate::identity::User;
use crate::proabono::SegmentReference;

use super::table::Row;
use super::template::{InvalidTemplate, Place, Template};
use super::unmapped::Unmapped;

/// A template that makes a segment from the values of a user, such as `{claim.plan_segment}` or
/// `acme-{claim.currency}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SegmentTemplate(Template);

impl SegmentTemplate {
    /// Takes a template with at least one of `{claim.NAME}` and `{provider}`.
    ///
    /// # Errors
    /// [`InvalidTemplate`] says what is wrong with it.
    pub fn new(template: &str) -> Result<Self, InvalidTemplate> {
        let template = Template::parse(template)?;
        if template.has(|place| *place != Place::Id) {
            Ok(Self(template))
        } else {
            Err(InvalidTemplate::SegmentPlace)
        }
    }

    /// The claims that a user must have.
    pub fn claims(&self) -> impl Iterator<Item = &str> {
        self.0.claims()
    }
}

impl fmt::Display for SegmentTemplate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The segments that users may be in. The values of a user choose among them and cannot name another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Segments {
    pub(super) usual: SegmentReference,
    pub(super) further: BTreeSet<SegmentReference>,
    pub(super) template: Option<SegmentTemplate>,
}

impl Segments {
    /// The segment of the user's row in the table, else the one that the template makes, else the usual one.
    pub(super) fn of(&self, user: &User, row: Option<&Row>) -> Result<SegmentReference, Unmapped> {
        if let Some(segment) = row.and_then(|row| row.segment.as_ref()) {
            return self.admitted(segment.as_str());
        }
        match &self.template {
            Some(template) => self.admitted(&template.0.text(user)?),
            None => Ok(self.usual.clone()),
        }
    }

    /// The segment that a server names, else the usual one.
    pub(super) fn named(&self, segment: Option<&str>) -> Result<SegmentReference, Unmapped> {
        segment.map_or_else(|| Ok(self.usual.clone()), |segment| self.admitted(segment))
    }

    fn admitted(&self, text: &str) -> Result<SegmentReference, Unmapped> {
        let mut known = std::iter::once(&self.usual).chain(&self.further);
        let found = known.find(|segment| segment.as_str() == text);
        found.cloned().ok_or(Unmapped::Segment)
    }
}
