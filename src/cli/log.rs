//! The engine's `tracing` events, for those who asked: `GUSSET_LOG` prints them, `--trace-chrome` writes a file for
//! Chrome's viewer.

use tracing_chrome::{ChromeLayerBuilder, FlushGuard};
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{EnvFilter, Layer};

/// The environment variable with the filters.
const FILTERS: &str = "GUSSET_LOG";

/// Writes the rest of the trace when dropped.
pub type Guard = Option<FlushGuard>;

/// Starts listening, where somebody asked.
pub fn start(trace_chrome: Option<&str>) -> Result<Guard, String> {
    let filters = std::env::var(FILTERS).ok().filter(|filters| !filters.is_empty());
    if filters.is_none() && trace_chrome.is_none() {
        return Ok(None);
    }
    let printed = match filters {
        Some(filters) => {
            let filter = EnvFilter::try_new(&filters).map_err(|error| format!("{FILTERS}={filters}: {error}"))?;
            Some(tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_filter(filter))
        }
        None => None,
    };
    let (traced, guard) = match trace_chrome {
        Some(path) => {
            let file = std::fs::File::create(path).map_err(|error| format!("cannot write {path}: {error}"))?;
            let (layer, guard) = ChromeLayerBuilder::new().writer(file).include_args(true).build();
            (Some(layer), Some(guard))
        }
        None => (None, None),
    };
    tracing_subscriber::registry().with(traced).with(printed).init();
    Ok(guard)
}
