//! The words of the Backoffice API: each enumeration keeps a word that this version does not know.

mod gateways;
mod general;
mod triggers;

pub use gateways::{
    StatusGatewayRequest, StatusTransaction, TypeGateway, TypeGatewayRequest, TypeTransaction,
};
pub use general::{StateLife, TypeContent, TypeProrata, TypeRateTax};
pub use triggers::TypeTrigger;
