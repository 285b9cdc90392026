use tokio::runtime::{Builder, Runtime};

use super::super::envelope::Event;
use super::super::inbox::{About, Came, Flight, Inbox as _, Millis, Redis};
use super::tables::Tables;
use crate::shared::server::Server;

/// The inbox in a real Redis.
pub(super) struct InRedis {
    server: Server,
    inbox: Redis,
    runtime: Runtime,
}

impl InRedis {
    pub(super) fn start() -> Self {
        let server = Server::start();
        Self {
            inbox: Redis::new(&server.shared()),
            runtime: Builder::new_current_thread().enable_all().build().unwrap(),
            server,
        }
    }
}

impl Tables for InRedis {
    fn clear(&self) {
        self.server.empty();
    }

    fn receive(&self, event: &Event, now: Millis) {
        let received = self.inbox.receive(event.clone(), Came::Delivered, now);
        self.runtime.block_on(received).unwrap();
    }

    fn due(&self, now: Millis, most: usize) -> Vec<About> {
        self.runtime.block_on(self.inbox.due(now, most)).unwrap()
    }

    fn begin(&self, about: &About, (now, lease): (Millis, Millis)) -> Option<Flight> {
        let begun = self.inbox.begin(about.clone(), now, lease);
        self.runtime.block_on(begun).unwrap()
    }

    fn finish(&self, flight: &Flight, now: Millis) {
        let finished = self.inbox.finish(flight.clone(), None, now);
        self.runtime.block_on(finished).unwrap();
    }

    fn fail(&self, flight: &Flight, until: (Millis, u32), now: Millis) {
        let failed = self.inbox.fail(flight.clone(), String::new(), until, now);
        self.runtime.block_on(failed).unwrap();
    }

    fn recover(&self, now: Millis) {
        self.runtime.block_on(self.inbox.recover(now)).unwrap();
    }

    fn replay_dead(&self, now: Millis) {
        self.runtime.block_on(self.inbox.replay_dead(now)).unwrap();
    }

    fn next_due(&self) -> Option<Millis> {
        self.runtime.block_on(self.inbox.next_due()).unwrap()
    }

    fn see(&self, _: &str) -> bool {
        unreachable!("the control runs against a file")
    }
}
