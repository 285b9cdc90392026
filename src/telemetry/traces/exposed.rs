//! The text of `/metrics` as a request of OTLP: the same names, labels and numbers.

use std::time::SystemTime;

use opentelemetry_proto::tonic::collector::metrics::v1::ExportMetricsServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::common::v1::{AnyValue, InstrumentationScope, KeyValue};
use opentelemetry_proto::tonic::metrics::v1::metric::Data;
use opentelemetry_proto::tonic::metrics::v1::number_data_point::Value as Number;
use opentelemetry_proto::tonic::metrics::v1::{
    AggregationTemporality, Gauge, Histogram, HistogramDataPoint, Metric, NumberDataPoint, ResourceMetrics,
    ScopeMetrics, Sum,
};
use opentelemetry_proto::tonic::resource::v1::Resource;

/// When counting began, and when the text was made, in nanoseconds since 1970.
#[derive(Clone, Copy)]
pub(super) struct Times {
    pub(super) start: u64,
    pub(super) now: u64,
}

/// A point in time in the units of OTLP.
pub(super) fn nanoseconds(time: SystemTime) -> u64 {
    let since = time.duration_since(SystemTime::UNIX_EPOCH).unwrap_or_default();
    u64::try_from(since.as_nanos()).unwrap_or(u64::MAX)
}

/// A line of the text: how its name goes on after the name of the metric, its labels, and its number.
struct Sample<'a> {
    ending: &'a str,
    labels: Vec<(&'a str, String)>,
    number: f64,
}

/// All metrics of the text.
pub(super) fn request(text: &str, resource: &Resource, times: Times) -> ExportMetricsServiceRequest {
    let scope = InstrumentationScope {
        name: "proabono-portal".to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        ..InstrumentationScope::default()
    };
    let families = text.split("# HELP ").skip(1);
    let metrics = ScopeMetrics {
        scope: Some(scope),
        metrics: families.filter_map(|family| metric(family, times)).collect(),
        ..ScopeMetrics::default()
    };
    ExportMetricsServiceRequest {
        resource_metrics: vec![ResourceMetrics {
            resource: Some(resource.clone()),
            scope_metrics: vec![metrics],
            ..ResourceMetrics::default()
        }],
    }
}

/// One metric; `None` when nothing of it has been counted.
fn metric(family: &str, times: Times) -> Option<Metric> {
    let (help, rest) = family.split_once('\n')?;
    let (name, description) = help.split_once(' ')?;
    let kind = rest.strip_prefix("# TYPE ")?.lines().next()?;
    let kind = kind.strip_prefix(name)?.trim_start();
    let samples: Vec<_> = rest
        .lines()
        .filter_map(|line| sample(line.strip_prefix(name)?))
        .collect();
    let ending = samples.first()?.ending;
    let temporality = AggregationTemporality::Cumulative.into();
    let (ending, data) = match kind {
        "counter" => (
            ending,
            Data::Sum(Sum {
                data_points: numbers(&samples, times),
                aggregation_temporality: temporality,
                is_monotonic: true,
            }),
        ),
        "histogram" => (
            "",
            Data::Histogram(Histogram {
                data_points: histograms(&samples, times),
                aggregation_temporality: temporality,
            }),
        ),
        _ => (
            ending,
            Data::Gauge(Gauge {
                data_points: numbers(&samples, times),
            }),
        ),
    };
    Some(Metric {
        name: format!("{name}{ending}"),
        description: description.to_owned(),
        data: Some(data),
        ..Metric::default()
    })
}

fn sample(line: &str) -> Option<Sample<'_>> {
    let (named, number) = line.rsplit_once(' ')?;
    let (ending, inside) = named.split_once('{').unwrap_or((named, "}"));
    Some(Sample {
        ending,
        labels: labels(inside.strip_suffix('}')?),
        number: number.parse().ok()?,
    })
}

/// The labels between the braces, without the signs that protect their values.
fn labels(mut inside: &str) -> Vec<(&str, String)> {
    let mut labels = Vec::new();
    while let Some((name, rest)) = inside.split_once("=\"") {
        let mut value = String::new();
        let mut signs = rest.chars();
        while let Some(sign) = signs.next().filter(|sign| *sign != '"') {
            value.extend(match sign {
                '\\' => signs.next().map(|sign| if sign == 'n' { '\n' } else { sign }),
                sign => Some(sign),
            });
        }
        labels.push((name.trim_start_matches(','), value));
        inside = signs.as_str();
    }
    labels
}

fn numbers(samples: &[Sample<'_>], times: Times) -> Vec<NumberDataPoint> {
    let point = |sample: &Sample<'_>| NumberDataPoint {
        attributes: attributes(&sample.labels),
        start_time_unix_nano: times.start,
        time_unix_nano: times.now,
        value: Some(Number::AsDouble(sample.number)),
        ..NumberDataPoint::default()
    };
    samples.iter().map(point).collect()
}

/// The histograms of one name. Buckets of the text count those below them, too, and those of OTLP do not.
fn histograms(samples: &[Sample<'_>], times: Times) -> Vec<HistogramDataPoint> {
    let mut points = Vec::<HistogramDataPoint>::new();
    let mut below = 0;
    for sample in samples {
        let bound = sample.labels.iter().find(|(name, _)| *name == "le");
        let own: Vec<_> = sample.labels.iter().filter(|(name, _)| *name != "le").collect();
        let own = attributes(own);
        if points.last().is_none_or(|point| point.attributes != own) {
            below = 0;
            points.push(HistogramDataPoint {
                attributes: own,
                start_time_unix_nano: times.start,
                time_unix_nano: times.now,
                ..HistogramDataPoint::default()
            });
        }
        let Some(point) = points.last_mut() else {
            continue;
        };
        match (sample.ending, bound) {
            ("_sum", _) => point.sum = Some(sample.number),
            ("_count", _) => point.count = whole(sample.number),
            (_, Some((_, bound))) => {
                let up_to = whole(sample.number);
                point.bucket_counts.push(up_to.saturating_sub(below));
                below = up_to;
                let bound = bound.parse().unwrap_or(f64::INFINITY);
                point
                    .explicit_bounds
                    .extend(Some(bound).filter(|bound| bound.is_finite()));
            }
            _ => {}
        }
    }
    points
}

/// A count, which the text writes as a whole number.
#[expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "a count is neither broken nor below zero"
)]
fn whole(number: f64) -> u64 {
    number as u64
}

fn attributes<'a>(labels: impl IntoIterator<Item = &'a (&'a str, String)>) -> Vec<KeyValue> {
    let pair = |(name, value): &(&str, String)| KeyValue {
        key: (*name).to_owned(),
        value: Some(AnyValue {
            value: Some(Value::StringValue(value.clone())),
        }),
        ..KeyValue::default()
    };
    labels.into_iter().map(pair).collect()
}

#[test]
fn a_histogram_and_odd_labels_are_read() {
    let text = "# HELP a Text.\n# TYPE a histogram\na_sum{r=\"x\"} 0.5\na_count{r=\"x\"} 4\na_bucket{le=\"0.1\",r=\"x\"} 1\n\
                a_bucket{le=\"+Inf\",r=\"x\"} 4\na_sum{r=\"y\"} 0.0\na_count{r=\"y\"} 0\na_bucket{le=\"0.1\",r=\"y\"} 0\n\
                a_bucket{le=\"+Inf\",r=\"y\"} 0\n# HELP b Text.\n# TYPE b counter\nb_total{c=\"1, \\\"}\\\\\\n\",d=\"\"} 3\n# EOF\n";
    let times = Times { start: 1, now: 2 };
    let request = request(text, &Resource::default(), times);
    let metrics = &request.resource_metrics[0].scope_metrics[0].metrics;
    let [first, second] = &metrics[..] else {
        panic!("{metrics:?}");
    };
    assert_eq!((&first.name[..], &second.name[..]), ("a", "b_total"));
    let Some(Data::Histogram(histogram)) = &first.data else {
        panic!("{first:?}");
    };
    let [x, y] = &histogram.data_points[..] else {
        panic!("{histogram:?}");
    };
    assert_eq!((x.count, x.sum, y.count), (4, Some(0.5), 0));
    assert_eq!(
        (&x.bucket_counts[..], &x.explicit_bounds[..]),
        (&[1, 3][..], &[0.1][..])
    );
    assert_eq!(
        labels("c=\"1, \\\"}\\\\\\n\",d=\"\""),
        [("c", "1, \"}\\\n".to_owned()), ("d", String::new())]
    );
}
