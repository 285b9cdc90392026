//! Finds subscriptions.

use crate::model::{State, Subscription};

use super::World;

impl World {
    /// All but the deleted, oldest first.
    pub(crate) fn subscriptions(&self) -> impl DoubleEndedIterator<Item = &Subscription> {
        self.subscriptions
            .iter()
            .filter(|one| one.state != State::Deleted)
    }

    pub(crate) fn subscription(&self, id: u64) -> Option<&Subscription> {
        let at = self.subscriptions.binary_search_by_key(&id, |one| one.id).ok()?;
        Some(&self.subscriptions[at]).filter(|one| one.state != State::Deleted)
    }

    /// The running subscription, the newest where there are several.
    pub(crate) fn subscription_of(&self, customer: u64) -> Option<&Subscription> {
        self.subscriptions()
            .rev()
            .find(|one| one.id_customer == customer && one.is_running())
    }

    pub(super) fn subscription_mut(&mut self, id: u64) -> Option<&mut Subscription> {
        // They are kept in the order of their ids.
        let at = self.subscriptions.binary_search_by_key(&id, |one| one.id).ok()?;
        Some(&mut self.subscriptions[at])
    }
}
