use std::pin::pin;

use futures_util::TryStreamExt as _;

use crate::proabono::{Error as ApiError, ListUsages, Live, Usage};

use super::{CustomerKey, Strangers};

/// The usages of a customer, from all pages of the list. ProAbono's list takes no segment and reads across them, so those of
/// other segments are left out, and so are those that do not name the customer.
///
/// # Errors
/// [`ApiError`], also when there are fewer than ProAbono counts: a usage that is missing would be a right that is refused.
pub(crate) async fn own_usages(live: &Live, customer: &CustomerKey) -> Result<Vec<Usage>, ApiError> {
    let options = ListUsages {
        reference_customer: Some(customer.reference.clone()),
        ..ListUsages::default()
    };
    let mut usages: Vec<Usage> = Vec::new();
    let mut total = 0;
    let mut pages = pin!(live.usages().list(&options).pages());
    while let Some(page) = pages.try_next().await? {
        total = total.max(page.total_items.unwrap_or(0));
        usages.extend(page.items);
    }
    if u64::try_from(usages.len()).is_ok_and(|read| read < total) {
        return Err(ApiError::Unreadable {
            status: 200,
            path: "Items".to_owned(),
            kind: "there are fewer than TotalItems says",
        });
    }
    let mut others = Strangers::beside(&customer.reference);
    usages.retain(|usage| others.spare([&usage.reference_customer]));
    others.tell("list_usages");
    let all = usages.len();
    usages.retain(|usage| {
        let segment = usage.reference_segment.as_ref();
        segment.is_none_or(|segment| *segment == customer.segment)
    });
    let left_out = all - usages.len();
    if left_out > 0 {
        tracing::warn!(
            code = "other-segments",
            left_out,
            "ProAbono's list of usages holds some of other segments than the customer's; they give no rights here"
        );
    }
    Ok(usages)
}
