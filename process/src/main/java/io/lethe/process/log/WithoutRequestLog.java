package io.lethe.process.log;

import io.dropwizard.core.server.AbstractServerFactory;
import io.dropwizard.core.server.ServerFactory;
import io.dropwizard.request.logging.LogbackAccessRequestLogFactory;
import java.util.List;

/**
 * The server that {@code config.yml} describes, without what would write requests down: a request
 * log goes by {@link SafeLogging}, and threads named after the requests they serve show up in
 * thread dumps. Paths name jobs, addresses name people.
 */
public final class WithoutRequestLog {
  private WithoutRequestLog() {}

  public static ServerFactory of(ServerFactory configured) {
    if (configured instanceof AbstractServerFactory server) {
      LogbackAccessRequestLogFactory none = new LogbackAccessRequestLogFactory();
      none.setAppenders(List.of());
      server.setRequestLogFactory(none);
      server.setEnableThreadNameFilter(false);
    }
    return configured;
  }
}
