package io.lethe.api.health;

import io.prometheus.metrics.core.metrics.Histogram;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.Unit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.glassfish.jersey.server.ContainerResponse;
import org.glassfish.jersey.server.monitoring.ApplicationEvent;
import org.glassfish.jersey.server.monitoring.ApplicationEventListener;
import org.glassfish.jersey.server.monitoring.RequestEvent;
import org.glassfish.jersey.server.monitoring.RequestEventListener;
import org.glassfish.jersey.uri.UriTemplate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One line and one measurement for each request: method, route template, status, time. Never the
 * path, the query, a header or an address: who watched which video is nobody's to read in a log.
 */
public final class RequestJournal implements ApplicationEventListener {
  private static final Logger LOG = LoggerFactory.getLogger(RequestJournal.class);
  private static final String NO_ROUTE = "none";

  private final Histogram requests;

  public RequestJournal(PrometheusRegistry registry) {
    this.requests =
        Histogram.builder()
            .name("lethe_http_request_seconds")
            .unit(Unit.SECONDS)
            .help("Requests by method, route template and status, from first byte to last.")
            .labelNames("method", "route", "status")
            .classicOnly()
            .classicUpperBounds(0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10, 60)
            .register(registry);
  }

  @Override
  public void onEvent(ApplicationEvent event) {}

  @Override
  public RequestEventListener onRequest(RequestEvent start) {
    long startedAt = System.nanoTime();
    return event -> {
      if (event.getType() == RequestEvent.Type.FINISHED) {
        finished(event, Duration.ofNanos(System.nanoTime() - startedAt));
      }
    };
  }

  private void finished(RequestEvent event, Duration time) {
    String route = route(event.getUriInfo().getMatchedTemplates());
    String method = route.equals(NO_ROUTE) ? "any" : event.getContainerRequest().getMethod();
    int status = status(event.getContainerResponse());
    LOG.info("{} {} {} {} ms", method, route, status, time.toMillis());
    requests.labelValues(method, route, Integer.toString(status)).observe(time.toNanos() / 1e9);
  }

  /** The innermost template comes first. */
  private static String route(List<UriTemplate> templates) {
    if (templates.isEmpty()) {
      return NO_ROUTE;
    }
    List<String> parts = new ArrayList<>(templates.stream().map(UriTemplate::getTemplate).toList());
    Collections.reverse(parts);
    return String.join("", parts);
  }

  /** Without an answer the client was gone. */
  private static int status(@Nullable ContainerResponse response) {
    return response == null ? 499 : response.getStatus();
  }
}
