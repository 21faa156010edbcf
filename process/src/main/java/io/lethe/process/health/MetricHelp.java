package io.lethe.process.health;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells operators what each of our own numbers counts; the library can only name its class. */
final class MetricHelp implements MultiCollector {
  private final MultiCollector metrics;

  MetricHelp(MultiCollector metrics) {
    this.metrics = metrics;
  }

  @Override
  public MetricSnapshots collect() {
    return new MetricSnapshots(metrics.collect().stream().map(MetricHelp::told).toList());
  }

  private static MetricSnapshot told(MetricSnapshot metric) {
    String name = metric.getMetadata().getName();
    return help(metric.getMetadata().getPrometheusName())
        .map(help -> new MetricMetadata(name, help))
        .map(metadata -> with(metadata, metric))
        .orElse(metric);
  }

  private static MetricSnapshot with(MetricMetadata metadata, MetricSnapshot metric) {
    if (metric instanceof CounterSnapshot counter) {
      return new CounterSnapshot(metadata, counter.getDataPoints());
    }
    return metric instanceof GaugeSnapshot gauge
        ? new GaugeSnapshot(metadata, gauge.getDataPoints())
        : metric;
  }

  private static Optional<String> help(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "lethe_erasures_overdue" ->
              "Jobs past their deadline that are not erased yet, as of the last sweep.";
          case "lethe_erasures_overdue_oldest_seconds" ->
              "How long the deadline of the longest overdue job has passed; 0 if none is overdue.";
          case "lethe_rights_overdue" ->
              "Open requests by right past the day they were due; NaN while the ledger is down.";
          case "lethe_fal_blocked" ->
              "1 while the account at fal.ai takes no orders, else 0; NaN while the ledger is down.";
          default -> counted(name);
        });
  }

  private static @Nullable String counted(String name) {
    if (name.startsWith("lethe_sweeper_")) {
      return name.endsWith("_failed")
          ? "How often this sweep failed since the start; each is repeated."
          : "How many things this sweep found and erased, or put right, since the start.";
    }
    if (name.startsWith("lethe_costs_")) {
      return name.endsWith("_microdollars")
          ? "What jobs of this model cost since the start, in millionths of a US dollar."
          : "Jobs of this model since the start, by whether the provider asks for money.";
    }
    return name.startsWith("lethe_mail_")
        ? "Attempts to send a mail that ended so since the start; after 'later' it is tried again."
        : null;
  }
}
