package io.lethe.workers;

import io.dropwizard.core.setup.Environment;
import io.prometheus.metrics.exporter.servlet.jakarta.PrometheusMetricsServlet;
import io.prometheus.metrics.instrumentation.dropwizard.DropwizardExports;
import io.prometheus.metrics.model.registry.PrometheusRegistry;

/** The process's numbers on the admin port, in the form that Prometheus scrapes. */
final class PrometheusMetrics {
  private static final String PATH = "/prometheus";

  private PrometheusMetrics() {}

  static void serve(Environment environment) {
    PrometheusRegistry registry = new PrometheusRegistry();
    registry.register(new DropwizardExports(environment.metrics()));
    environment
        .admin()
        .addServlet("prometheus", new PrometheusMetricsServlet(registry))
        .addMapping(PATH);
  }
}
