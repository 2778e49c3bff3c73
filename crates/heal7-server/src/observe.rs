//! Metrics and traces for operators: requests and their duration, charts, connections.

use std::{sync::OnceLock, time::Instant};

use axum::{
    extract::{MatchedPath, Request},
    middleware::Next,
    response::Response,
};
use metrics::{counter, gauge, histogram};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use opentelemetry::{context::FutureExt, propagation::TextMapPropagator};
use opentelemetry_http::HeaderExtractor;
use opentelemetry_sdk::propagation::TraceContextPropagator;

use crate::app::App;

/// The upper bounds of the histogram buckets for the duration of requests, in seconds.
const SECONDS: [f64; 12] = [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0, 30.0];
const DURATION: &str = "http_request_duration_seconds";
const REQUESTS: &str = "http_requests_total";
const CONNECTIONS: &str = "heal7_connections";
/// The route label for an unknown path, so that strangers cannot create new time series.
const NOWHERE: &str = "none";

/// Counts a request, by its route and not by its path.
pub(crate) async fn count(request: Request, next: Next) -> Response {
    recorder();
    let method = request.method().as_str().to_owned();
    let route = request.extensions().get::<MatchedPath>().map_or(NOWHERE, MatchedPath::as_str).to_owned();
    let begun = Instant::now();
    let response = next.run(request).await;
    let status = response.status().as_str().to_owned();
    histogram!(DURATION, "method" => method.clone(), "route" => route.clone()).record(begun.elapsed());
    counter!(REQUESTS, "method" => method, "route" => route, "status" => status).increment(1);
    response
}

/// Continues the trace that the caller has begun (W3C Trace Context).
pub(crate) async fn follow(request: Request, next: Next) -> Response {
    let trace = TraceContextPropagator::new().extract(&HeaderExtractor(request.headers()));
    next.run(request).with_context(trace).await
}

/// Returns all metrics in the format of Prometheus.
pub(crate) fn render(app: &App) -> String {
    gauge!(CONNECTIONS).set(u32::try_from(app.rooms.connections()).unwrap_or(u32::MAX));
    recorder().run_upkeep();
    recorder().render()
}

/// Returns the metrics recorder of this process.
fn recorder() -> &'static PrometheusHandle {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    RECORDER.get_or_init(|| {
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Full(DURATION.to_owned()), &SECONDS)
            .expect("there are buckets")
            .build_recorder();
        let handle = recorder.handle();
        metrics::describe_histogram!(DURATION, metrics::Unit::Seconds, "How long requests took.");
        metrics::describe_counter!(REQUESTS, "How many requests there were.");
        metrics::describe_gauge!(CONNECTIONS, "How many sockets are open.");
        // A program that embeds the server may have another recorder.
        _ = metrics::set_global_recorder(recorder);
        handle
    })
}
