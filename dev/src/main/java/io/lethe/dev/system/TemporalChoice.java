package io.lethe.dev.system;

import io.lethe.dev.ExplainedFailure;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Decides which Temporal server to work with: the one whose address was configured; else the
 * official binary, found or fetched; else, with a warning, the in-memory test server, unless a real
 * one is required.
 */
final class TemporalChoice {
  /** Host and port of a server to use instead of our own. */
  static final String ADDRESS_VARIABLE = "TEMPORAL_ADDRESS";

  private static final String WARNING =
      """
      WARNING: no Temporal server could be found or fetched. The in-memory test server stands in for it:
               nothing that Temporal knows survives a restart, and there is no Web UI.
               Put the temporal binary on the PATH or into %s to have the real one.""";

  private final VarFolder folder;
  private final Ports ports;
  private final Map<String, String> environment;
  private final Consumer<String> say;

  TemporalChoice(
      VarFolder folder, Ports ports, Map<String, String> environment, Consumer<String> say) {
    this.folder = folder;
    this.ports = ports;
    this.environment = environment;
    this.say = say;
  }

  Temporal start() {
    String configured = environment.get(ADDRESS_VARIABLE);
    if (configured != null && !configured.isBlank()) {
      return new ConfiguredTemporal(configured);
    }
    TemporalBinary binary = new TemporalBinary(folder.tools(), environment);
    Optional<Path> found = binary.find();
    if (found.isEmpty()) {
      say.accept("Fetching Temporal " + TemporalBinary.VERSION + ", once ...");
      found = binary.fetch();
    }
    if (found.isPresent()) {
      return startBinary(found.get());
    }
    if (isRequired()) {
      throw new ExplainedFailure(
          "No Temporal server could be found or fetched, and the in-memory one is not allowed here (CI or LETHE_REQUIRE_TEMPORAL is set).");
    }
    say.accept(WARNING.formatted(folder.tools()));
    return InMemoryTemporal.start(ports.of(Port.TEMPORAL));
  }

  private Temporal startBinary(Path binary) {
    try {
      return OfficialTemporal.start(binary, folder, ports);
    } catch (IllegalStateException e) {
      throw new ExplainedFailure(
          "Temporal (%s) did not start: read %s."
              .formatted(binary, folder.logs().resolve("temporal.log")),
          e);
    }
  }

  private boolean isRequired() {
    return "true".equals(environment.get("CI"))
        || "1".equals(environment.get("LETHE_REQUIRE_TEMPORAL"));
  }
}
