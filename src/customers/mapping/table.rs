use crate::proabono::SegmentReference;

/// What a table says of a user.
#[derive(Clone, Debug)]
pub(super) struct Row {
    pub(super) segment: Option<SegmentReference>,
}
