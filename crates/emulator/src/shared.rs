//! The state that all handlers share, each part behind its own lock. No lock is held across an await.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::calls::Calls;
use crate::faults::Faults;
use crate::openings::Openings;
use crate::settings::ChatDouble;
use crate::world::World;

pub(crate) struct Shared {
    world: Mutex<World>,
    calls: Mutex<Calls>,
    faults: Mutex<Faults>,
    openings: Mutex<Openings>,
    chat: Mutex<ChatDouble>,
}

impl Shared {
    pub(crate) fn new(world: World) -> Self {
        Self {
            world: Mutex::new(world),
            calls: Mutex::default(),
            faults: Mutex::default(),
            openings: Mutex::default(),
            chat: Mutex::default(),
        }
    }

    /// Everything that has fallen due happens first.
    pub(crate) fn world(&self) -> MutexGuard<'_, World> {
        let mut world = lock(&self.world);
        world.settle_sometimes();
        world
    }

    pub(crate) fn calls(&self) -> MutexGuard<'_, Calls> {
        lock(&self.calls)
    }

    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.faults)
    }

    pub(crate) fn openings(&self) -> MutexGuard<'_, Openings> {
        lock(&self.openings)
    }

    pub(crate) fn chat(&self) -> MutexGuard<'_, ChatDouble> {
        lock(&self.chat)
    }
}

/// A handler that panicked must not take the emulator with it.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
