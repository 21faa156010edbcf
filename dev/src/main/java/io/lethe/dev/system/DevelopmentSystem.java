package io.lethe.dev.system;

import io.lethe.api.ApiApplication;
import io.lethe.dev.ExplainedFailure;
import io.lethe.dev.identity.DevelopmentIdentity;
import io.lethe.dev.mail.DevelopmentMailbox;
import io.lethe.workers.WorkersApplication;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    // The slow ones together: each takes seconds, and none needs another.
    CompletableFuture<EmbeddedLedger> ledger =
        parts.start(
            () -> EmbeddedLedger.start(settings.folder(), settings.ports().of(Port.POSTGRES)));
    CompletableFuture<Temporal> temporal =
        parts.start(
            () ->
                new TemporalChoice(settings.folder(), settings.ports(), settings.environment(), say)
                    .start());
    CompletableFuture<Rendering> rendering = parts.start(() -> Rendering.start(settings, say));
    DevelopmentIdentity identity = parts.add(startIdentity(settings));
    DevelopmentMailbox mailbox = parts.add(startMailbox(settings));
    References references =
        new References(
            Parts.await(ledger), Parts.await(temporal), Parts.await(rendering), identity, mailbox);
    startServers(settings, references.in(settings), parts);
    return new SystemAddresses(
        URI.create(settings.ports().url(Port.API)),
        URI.create(settings.ports().url(Port.API_ADMIN)),
        URI.create(identity.issuer()),
        URI.create(mailbox.page()),
        references.ledger().jdbcUrl(),
        references.temporal().webUi().map(URI::create).orElse(null),
        references.rendering().page().orElse(null));
  }

  /** The API last: once it answers, there is somebody to do the work. */
  private static void startServers(
      DevelopmentSettings settings, Map<String, String> references, Parts parts) {
    DevelopmentConfiguration configuration =
        new DevelopmentConfiguration(
            settings.home().resolve("config.yml"),
            references,
            settings.folder().logs().resolve("lethe.log"));
    parts.add(
        DropwizardPart.start(new WorkersApplication(), "The workers", configuration.source()));
    parts.add(DropwizardPart.start(new ApiApplication(), "The API", configuration.source()));
  }

  private static List<Port> neededPorts(DevelopmentSettings settings) {
    List<Port> needed = new ArrayList<>(Arrays.asList(Port.values()));
    if (settings.isSet(TemporalChoice.ADDRESS_VARIABLE)) {
      needed.removeAll(List.of(Port.TEMPORAL, Port.TEMPORAL_UI));
    }
    if (settings.isSet(Rendering.KEY_VARIABLE)) {
      needed.remove(Port.SIMULATED_FAL);
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

  private static DevelopmentMailbox startMailbox(DevelopmentSettings settings) {
    try {
      return DevelopmentMailbox.start(
          settings.ports().of(Port.SMTP), settings.ports().of(Port.MAILBOX));
    } catch (IOException e) {
      throw new ExplainedFailure("The development mailbox did not start.", e);
    }
  }

  /** The parts that both servers have to be told of. */
  private record References(
      EmbeddedLedger ledger,
      Temporal temporal,
      Rendering rendering,
      DevelopmentIdentity identity,
      DevelopmentMailbox mailbox) {

    /** The names that config.yml refers to; what is set in the environment beside them stays. */
    Map<String, String> in(DevelopmentSettings settings) {
      Map<String, String> names = new HashMap<>(settings.environment());
      names.put("LETHE_API_PORT", port(settings, Port.API));
      names.put("LETHE_API_ADMIN_PORT", port(settings, Port.API_ADMIN));
      names.put("LETHE_WORKERS_ADMIN_PORT", port(settings, Port.WORKERS_ADMIN));
      names.put("LETHE_LEDGER_URL", ledger.jdbcUrl());
      names.put("LETHE_LEDGER_USER", ledger.user());
      names.put("LETHE_VAULT_FOLDER", settings.folder().vault().toString());
      names.put("LETHE_VAULT_KEYS", settings.folder().keys().toString());
      names.put("LETHE_VAULT_CREATE_MISSING_KEYS", "true");
      names.put("TEMPORAL_ADDRESS", temporal.target());
      names.put("LETHE_IDENTITY_ISSUER", identity.issuer());
      names.put("LETHE_IDENTITY_JWKS_URI", identity.jwks().toString());
      names.put("LETHE_CONSOLE_ADDRESS", settings.ports().url(Port.API));
      temporal.webUi().ifPresent(address -> names.put("LETHE_TEMPORAL_UI", address));
      names.put("LETHE_MAIL_HOST", "127.0.0.1");
      names.put("LETHE_MAIL_PORT", Integer.toString(mailbox.smtpPort()));
      names.put("LETHE_MAIL_SECURITY", "NONE");
      names.put("LETHE_MAIL_LINKS", settings.ports().url(Port.API));
      names.putAll(rendering.references());
      if (rendering.page().isPresent()) {
        // The simulated fal.ai calls this machine, which the real one never would, and queues what
        // it can't work on yet.
        names.putIfAbsent("LETHE_FAL_AT_ONCE", "1000");
        names.putIfAbsent("LETHE_PUBLIC_ADDRESS", settings.ports().url(Port.API));
      }
      return names;
    }

    private static String port(DevelopmentSettings settings, Port port) {
      return Integer.toString(settings.ports().of(port));
    }
  }
}
