package io.lethe.dev.system;

import io.lethe.dev.ExplainedFailure;
import io.lethe.dev.identity.DevelopmentIdentity;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * The whole of Lethe on this machine. Once {@link #start} has returned, every part answers; {@link
 * #close} stops them in reverse order and leaves nothing running.
 */
public final class DevelopmentSystem implements AutoCloseable {
  private final Parts parts;
  private final SystemAddresses addresses;

  private DevelopmentSystem(Parts parts, SystemAddresses addresses) {
    this.parts = parts;
    this.addresses = addresses;
  }

  /**
   * Starts everything.
   *
   * @param say takes the few lines worth showing while it starts
   * @throws ExplainedFailure if a port is taken, a part does not come up, or a system already runs
   */
  public static DevelopmentSystem start(DevelopmentSettings settings, Consumer<String> say) {
    Parts parts = new Parts();
    try {
      Occupancy occupancy =
          parts.add(
              Occupancy.take(settings.folder())
                  .orElseThrow(() -> new ExplainedFailure("A system is already running here.")));
      SystemAddresses addresses = startParts(settings, say, parts);
      occupancy.announce(addresses);
      return new DevelopmentSystem(parts, addresses);
    } catch (RuntimeException e) {
      parts.close();
      throw e;
    }
  }

  public SystemAddresses addresses() {
    return addresses;
  }

  @Override
  public void close() {
    parts.close();
  }

  private static SystemAddresses startParts(
      DevelopmentSettings settings, Consumer<String> say, Parts parts) {
    new Leftovers(settings.folder()).end();
    settings.ports().requireFree(neededPorts(settings));
    // The two slow ones together: each takes seconds, and neither needs the other.
    CompletableFuture<EmbeddedLedger> ledger =
        parts.start(
            () -> EmbeddedLedger.start(settings.folder(), settings.ports().of(Port.POSTGRES)));
    CompletableFuture<Temporal> temporal =
        parts.start(
            () ->
                new TemporalChoice(settings.folder(), settings.ports(), settings.environment(), say)
                    .start());
    DevelopmentIdentity identity = parts.add(startIdentity(settings));
    EmbeddedLedger startedLedger = Parts.await(ledger);
    Temporal startedTemporal = Parts.await(temporal);
    return new SystemAddresses(
        URI.create(settings.ports().url(Port.API)),
        URI.create(settings.ports().url(Port.API_ADMIN)),
        URI.create(identity.issuer()),
        startedLedger.jdbcUrl(),
        startedTemporal.webUi().map(URI::create).orElse(null));
  }

  private static List<Port> neededPorts(DevelopmentSettings settings) {
    List<Port> needed = new ArrayList<>(Arrays.asList(Port.values()));
    if (!settings.environment().getOrDefault(TemporalChoice.ADDRESS_VARIABLE, "").isBlank()) {
      needed.removeAll(List.of(Port.TEMPORAL, Port.TEMPORAL_UI));
    }
    return needed;
  }

  private static DevelopmentIdentity startIdentity(DevelopmentSettings settings) {
    try {
      return DevelopmentIdentity.start(
          settings.ports().of(Port.IDENTITY),
          settings.folder().keys().resolve("development-identity.json"),
          Clock.systemUTC());
    } catch (IOException e) {
      throw new ExplainedFailure("The development identity provider did not start.", e);
    }
  }
}
