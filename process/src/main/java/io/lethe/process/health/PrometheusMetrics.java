package io.lethe.process.health;

import io.dropwizard.core.setup.Environment;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The process's numbers on the admin port, in the form that Prometheus scrapes. */
public final class PrometheusMetrics {
  private static final String PATH = "/prometheus";

  private PrometheusMetrics() {}

  /** Returns the registry, for numbers of our own. */
  public static PrometheusRegistry serve(Environment environment) {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(new MetricHelp(new DropwizardExports(environment.metrics())));
    environment
        .admin()
        .addServlet("prometheus", new PrometheusMetricsServlet(registry))
        .addMapping(PATH);
    return registry;
  }
}
