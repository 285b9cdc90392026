use crate::proabono::CustomerReference;

use super::Difference;

/// The objects of an answer that name another customer than the one who was asked for. They are left out, and the log is told
/// once for the whole answer how the closest reference differs.
#[derive(Debug)]
pub(super) struct Strangers<'a> {
    asked: &'a CustomerReference,
    /// How many objects are left out.
    count: usize,
    /// `None` while none of them names anybody.
    closest: Option<Difference>,
}

impl<'a> Strangers<'a> {
    pub(super) fn beside(asked: &'a CustomerReference) -> Self {
        Self {
            asked,
            count: 0,
            closest: None,
        }
    }

    /// Tells whether an object that names these customers is of the one who was asked for, to the letter, and counts it otherwise.
    /// One that names nobody is not.
    pub(super) fn spare<const N: usize>(&mut self, named: [&Option<CustomerReference>; N]) -> bool {
        let named = named.into_iter().flatten();
        if named.clone().any(|one| one == self.asked) {
            return true;
        }
        let differences = named.map(|one| Difference::between(self.asked.as_str(), one.as_str()));
        self.closest = self.closest.into_iter().chain(differences).min();
        self.count += 1;
        false
    }

    /// Tells the log of a list that was asked for by the customer, and holds others.
    pub(super) fn tell(&self, operation: &'static str) {
        if self.count == 0 {
            return;
        }
        let difference = self
            .closest
            .map_or_else(|| "it names nobody".to_owned(), |closest| closest.to_string());
        tracing::warn!(
            code = "other-customers",
            operation,
            left_out = self.count,
            difference,
            "ProAbono's answer holds objects of another reference than the one asked for; they are left out, since they may be somebody else's"
        );
    }

    /// Tells the log of an object that was asked for by its number, which may be anybody's: only another spelling is odd.
    pub(super) fn tell_spelling(&self, operation: &'static str) {
        if self.closest.is_some_and(Difference::is_spelling) {
            self.tell(operation);
        }
    }
}
