//! The log of the program, and its traces.

use std::io::{self, IsTerminal};

use anyhow::{Context, Result};
use heal7_server::config::{Config, LogFormat};
use opentelemetry::trace::TracerProvider as _;
use opentelemetry_otlp::{SpanExporter, WithExportConfig};
use opentelemetry_sdk::{Resource, trace::SdkTracerProvider};
use tracing_subscriber::{EnvFilter, Layer, layer::SubscriberExt, util::SubscriberInitExt};

/// The path at which a collector accepts traces (OTLP/HTTP).
const TRACES: &str = "/v1/traces";

/// A guard that sends the remaining traces when it is dropped.
pub(crate) struct Log(Option<SdkTracerProvider>);

impl Drop for Log {
    fn drop(&mut self) {
        if let Some(Err(error)) = self.0.take().map(|traces| traces.shutdown()) {
            tracing::warn!(%error, "the last traces were not sent");
        }
    }
}

/// Starts the log, and the traces if a collector is set.
pub(crate) fn start(config: &Config) -> Result<Log> {
    let filter = EnvFilter::try_new(&config.log.filter)?;
    let lines = tracing_subscriber::fmt::layer().with_writer(io::stderr);
    let lines = match config.log.format {
        LogFormat::Text => lines.with_ansi(io::stderr().is_terminal()).boxed(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(true).with_span_list(false).boxed(),
    };
    let traces = config.telemetry.endpoint.as_deref().map(|endpoint| traces(config, endpoint)).transpose()?;
    let spans = traces.as_ref().map(|traces| tracing_opentelemetry::layer().with_tracer(traces.tracer("server")));
    tracing_subscriber::registry().with(lines).with(spans).with(filter).init();
    Ok(Log(traces))
}

fn traces(config: &Config, endpoint: &str) -> Result<SdkTracerProvider> {
    let endpoint = format!("{}{TRACES}", endpoint.trim_end_matches('/'));
    let exporter = SpanExporter::builder().with_http().with_endpoint(endpoint).build();
    let exporter = exporter.context("the collector of traces cannot be used")?;
    let service = Resource::builder().with_service_name(config.telemetry.service.clone()).build();
    Ok(SdkTracerProvider::builder().with_resource(service).with_batch_exporter(exporter).build())
}
