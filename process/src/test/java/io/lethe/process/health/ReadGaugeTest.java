package io.lethe.process.health;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import org.junit.jupiter.api.Test;

class ReadGaugeTest {
  @Test
  void aLedgerThatIsDownHidesNoOtherNumber() {
    MetricRegistry metrics = new MetricRegistry();
    metrics.register(
        "lethe.rights.overdue",
        new ReadGauge(
            () -> {
              throw new IllegalStateException("refused");
            }));
    metrics.register("lethe.fal.blocked", new ReadGauge(() -> 1));

    var told = new MetricHelp(new DropwizardExports(metrics)).collect();

    assertThat(told.stream().map(metric -> metric.getMetadata().getPrometheusName()))
        .containsExactlyInAnyOrder("lethe_rights_overdue", "lethe_fal_blocked");
    assertThat(told.stream().map(metric -> metric.getMetadata().getHelp()))
        .allMatch(help -> !help.startsWith("Generated"));
  }
}
