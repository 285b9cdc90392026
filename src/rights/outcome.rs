use crate::customers::Verdict;
use crate::proabono::{Error as ApiError, Usage, with_causes};

use super::term::Terms;
use super::{Item, No, Outcome};

/// Tells rights, a definite no and a failure apart, by the answer to a read.
pub(super) fn outcome(terms: Terms, at: u64, answer: Result<Vec<Usage>, ApiError>) -> Outcome {
    let error = match answer {
        Ok(usages) => {
            let items: Vec<Item> = usages.iter().filter_map(Item::of).collect();
            let term = terms.of_items(at, &items);
            return Outcome::Rights { items, term };
        }
        Err(error) => error,
    };
    if let Some(no) = no(&error) {
        let term = terms.of_refusal(at);
        return Outcome::Refused { no, term };
    }
    let cause = with_causes(&error);
    tracing::warn!(
        code = "rights-unread",
        %cause,
        "the rights of a customer could not be read; the last known are used while they may be"
    );
    Outcome::Failed {
        failure: kind(&error),
    }
}

/// Only what ProAbono itself says of the customer is a no. An answer about the call, such as that the keys are wrong, says
/// nothing of the customer.
fn no(error: &ApiError) -> Option<No> {
    match Verdict::of(error) {
        Verdict::Unknown | Verdict::Unaccessible => Some(No::NoCustomer),
        Verdict::Denied if error.refusal().is_some_and(|refusal| refusal.status == 403) => Some(No::Refused),
        _ => None,
    }
}

/// The kind of a failure in one word.
fn kind(error: &ApiError) -> String {
    let word = match error {
        ApiError::Refused(refusal) => return format!("status-{}", refusal.status),
        ApiError::Unreachable { .. } => "unreachable",
        ApiError::TimedOut { .. } => "timed-out",
        ApiError::Cut(_) => "cut-off",
        ApiError::TooLarge(_) | ApiError::Unreadable { .. } | ApiError::Endless(_) => "unreadable",
        _ => "unsent",
    };
    word.to_owned()
}
