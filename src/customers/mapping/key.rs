use crate::proabono::{CustomerReference, SegmentReference};

/// The key of a customer: the reference, and the segment in which it is unique.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct CustomerKey {
    pub(crate) reference: CustomerReference,
    pub(crate) segment: SegmentReference,
}
