use std::sync::Arc;

/// Makes the text of the metrics, for whoever sends them.
pub(crate) type Text = Arc<dyn Fn() -> String + Send + Sync>;
