use crate::proabono::{CustomerReference, SegmentReference};

/// What names a customer: the reference, and the segment in which it is unique.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct CustomerKey {
    pub(crate) reference: CustomerReference,
    pub(crate) segment: SegmentReference,
}
