//! Counters for the operator, in the Prometheus text format. None is about a person.

use prometheus_client::{
    encoding::{EncodeLabelSet, text::encode},
    metrics::{counter::Counter, family::Family, gauge::Gauge, histogram::Histogram},
    registry::Registry,
};
use std::time::Duration;
use tasuki_domain::time::Instant;

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Answered {
    method: String,
    route: String,
    status: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct OfRoute {
    route: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, EncodeLabelSet)]
struct Refused {
    code: String,
}

/// The counters of one server.
#[derive(Debug)]
pub struct Metrics {
    registry: Registry,
    requests: Family<Answered, Counter>,
    seconds: Family<OfRoute, Histogram, fn() -> Histogram>,
    refusals: Family<Refused, Counter>,
    sign_in_failures: Counter,
    unauthenticated: Counter,
    entries: Counter,
    backed_up: Gauge,
    backup_failed: Gauge,
}

/// From what nobody notices to what nobody waits for.
fn buckets() -> Histogram {
    Histogram::new([
        0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0,
    ])
}

impl Default for Metrics {
    fn default() -> Self {
        Self::new()
    }
}

impl Metrics {
    /// All at nothing.
    pub fn new() -> Self {
        let mut registry = Registry::with_prefix("tasuki");
        let requests = Family::default();
        let seconds = Family::new_with_constructor(buckets as fn() -> Histogram);
        let refusals = Family::default();
        let (sign_in_failures, unauthenticated, entries) =
            (Counter::default(), Counter::default(), Counter::default());
        registry.register(
            "http_requests",
            "Requests by route and status",
            Family::clone(&requests),
        );
        registry.register(
            "http_request_seconds",
            "Time to the answer by route",
            Family::clone(&seconds),
        );
        registry.register("refusals", "Refusals by code", Family::clone(&refusals));
        registry.register(
            "sign_in_failures",
            "Sign-ins that failed or had to wait",
            sign_in_failures.clone(),
        );
        registry.register(
            "unauthenticated",
            "Requests without a valid token",
            unauthenticated.clone(),
        );
        registry.register(
            "access_entries",
            "Access entries committed",
            entries.clone(),
        );
        let (backed_up, backup_failed) = (Gauge::default(), Gauge::default());
        registry.register(
            "backup_last_success_timestamp_seconds",
            "When a backup was last taken and verified; 0 if not known",
            backed_up.clone(),
        );
        registry.register(
            "backup_last_failure_timestamp_seconds",
            "When a backup last failed in this process; 0 if none did",
            backup_failed.clone(),
        );
        Self {
            registry,
            requests,
            seconds,
            refusals,
            sign_in_failures,
            unauthenticated,
            entries,
            backed_up,
            backup_failed,
        }
    }

    /// A verified backup is there since then.
    pub fn backed_up(&self, at: Instant) {
        self.backed_up.set(at.as_second());
    }

    /// A backup failed then.
    pub fn backup_failed(&self, at: Instant) {
        self.backup_failed.set(at.as_second());
    }

    /// Counts a refusal, and a sign-in that did not succeed.
    pub fn refused(&self, code: &'static str) {
        self.refusals
            .get_or_create(&Refused {
                code: code.to_owned(),
            })
            .inc();
        if matches!(code, "sign_in_failed" | "throttled") {
            self.sign_in_failures.inc();
        }
    }

    pub(crate) fn answered(&self, method: &str, route: &str, status: u16, took: Duration) {
        let (method, route) = (method.to_owned(), route.to_owned());
        self.seconds
            .get_or_create(&OfRoute {
                route: route.clone(),
            })
            .observe(took.as_secs_f64());
        self.requests
            .get_or_create(&Answered {
                method,
                route,
                status,
            })
            .inc();
    }

    pub(crate) fn unauthenticated(&self) {
        self.unauthenticated.inc();
    }

    /// All counters as text, with the entries that the service has committed so far.
    pub fn text(&self, entries: u64) -> String {
        // The service counts its entries itself; the text always shows its count.
        self.entries
            .inc_by(entries.saturating_sub(self.entries.get()));
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = encode(&mut text, &self.registry);
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_counted_is_told() {
        let metrics = Metrics::new();
        metrics.answered("GET", "/v1/me", 200, Duration::from_millis(3));
        metrics.refused("forbidden");
        metrics.refused("sign_in_failed");
        metrics.unauthenticated();
        metrics.backed_up(Instant::from_second(1_795_000_000).unwrap());
        metrics.backup_failed(Instant::from_second(1_794_000_000).unwrap());
        let first = metrics.text(5);
        let text = metrics.text(7);
        assert!(first.contains("tasuki_access_entries_total 5"), "{first}");
        for line in [
            r#"tasuki_http_requests_total{method="GET",route="/v1/me",status="200"} 1"#,
            r#"tasuki_http_request_seconds_bucket{le="0.005",route="/v1/me"} 1"#,
            r#"tasuki_refusals_total{code="forbidden"} 1"#,
            "tasuki_sign_in_failures_total 1",
            "tasuki_unauthenticated_total 1",
            "tasuki_access_entries_total 7",
            "tasuki_backup_last_success_timestamp_seconds 1795000000",
            "tasuki_backup_last_failure_timestamp_seconds 1794000000",
            "# EOF",
        ] {
            assert!(text.contains(line), "{line} is not in\n{text}");
        }
    }
}
