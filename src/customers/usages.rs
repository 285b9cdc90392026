use futures_util::TryStreamExt as _;

use crate::proabono::{Error as ApiError, ListUsages, Live, Usage};

use super::{CustomerKey, Strangers};

/// The usages of a customer, from all pages of the list. ProAbono's list takes no segment and reads across them, so those of
/// other segments are left out, and so are those that do not name the customer.
pub(crate) async fn own_usages(live: &Live, customer: &CustomerKey) -> Result<Vec<Usage>, ApiError> {
    let options = ListUsages {
        reference_customer: Some(customer.reference.clone()),
        ..ListUsages::default()
    };
    let all = live.usages().list(&options).stream();
    let mut usages: Vec<Usage> = all.try_collect().await?;
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
            left_out,
            "ProAbono's list of usages holds some of other segments than the customer's; they give no rights here"
        );
    }
    Ok(usages)
}
