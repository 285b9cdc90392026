//! The account at the start.

use crate::options::Options;
use crate::world::World;
use crate::{backoffice, stories};

/// A new account, with everything that the options ask for.
pub(crate) fn world(options: Options, own_origin: String) -> World {
    let mut world = World::new(options, own_origin);
    fill(&mut world);
    world
}

/// Back to the start; what the owner told since, such as the page's address, stays.
pub(crate) fn again(world: &mut World) {
    world.clear();
    fill(world);
}

fn fill(world: &mut World) {
    if world.options.stories {
        stories::seed(world);
    }
    backoffice::seed(world);
}
