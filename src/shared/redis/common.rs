use std::time::Duration;

use futures_util::future::BoxFuture;

use super::super::common::{Common, Following, Piece, Turn};
use super::Redis;
use crate::store::StoreError;

impl Common for Redis {
    fn turn(&self, name: &str, token: u64) -> BoxFuture<'static, Result<Turn, StoreError>> {
        self.take_turn(name, token)
    }

    fn renew(&self, name: &str, token: u64) -> BoxFuture<'static, Result<(), StoreError>> {
        self.renew_turn(name, token)
    }

    fn end_turn(
        &self,
        name: &str,
        token: u64,
        value: (Vec<u8>, Duration),
    ) -> BoxFuture<'static, Result<(), StoreError>> {
        self.leave_turn(name, token, value)
    }

    fn forget(&self, name: &str) -> BoxFuture<'static, Result<(), StoreError>> {
        self.forget_turn(name)
    }

    fn announce(&self, news: Vec<u8>) -> BoxFuture<'static, Result<(), StoreError>> {
        self.add_news(news)
    }

    fn follow(&self, hear: Box<dyn Fn(Piece) + Send + Sync>) -> Following {
        self.follow_news(hear)
    }
}
