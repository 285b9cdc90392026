//! The choice of the ProAbono page that is opened, and of the way: in a frame, or by ProAbono's script in the page. The
//! floating widget is here as well.

mod decide;
mod destination;
mod floating;
mod insite;
mod opening;
mod proof;
mod remedy;
mod settings;
mod workflow;

pub(crate) use decide::{Openings, Who};
pub(crate) use destination::{Destination, offer};
pub(crate) use floating::{Parameters, Widget};
pub(crate) use insite::{InSite, Opened};
pub(crate) use opening::{Decision, NothingOpened, Opening};
pub(crate) use proof::Proof;
pub(crate) use remedy::Form;
pub use settings::{FrameConfig, Generation, InSiteConfig, WidgetConfig};
pub(crate) use workflow::Workflow;
