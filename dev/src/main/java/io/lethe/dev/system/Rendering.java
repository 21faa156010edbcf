package io.lethe.dev.system;

import io.lethe.dev.ExplainedFailure;
import io.lethe.dev.fal.SimulatedFal;
import io.lethe.dev.fal.SimulatedFalSettings;
import io.lethe.dev.fal.knob.SimulatedFalKnobs;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Who renders: the real fal.ai where a key is given, the simulated one otherwise. */
final class Rendering implements AutoCloseable {
  static final String KEY_VARIABLE = "FAL_KEY";

  /** Set where somebody wants to read afterwards what the simulated fal.ai was sent. */
  private static final String KEEPS_VARIABLE = "LETHE_SIMULATED_FAL_KEEPS";

  /** Not a secret: the simulated fal.ai takes what it is told to take. */
  private static final String SIMULATED_KEY = "simulated:simulated";

  private static final String SIMULATED_ADMIN_KEY = "simulated:admin";
  private static final String SIMULATED_ACCOUNT = "simulated-account";

  /** Long enough to see the stages, short enough not to bore. */
  private static final Duration QUEUE_TIME = Duration.ofSeconds(1);

  private static final Duration RENDER_TIME = Duration.ofSeconds(3);

  private final Optional<SimulatedFal> simulated;

  private Rendering(Optional<SimulatedFal> simulated) {
    this.simulated = simulated;
  }

  static Rendering start(DevelopmentSettings settings, Consumer<String> say) {
    if (settings.isSet(KEY_VARIABLE)) {
      say.accept("FAL_KEY is set: the real fal.ai renders, at its prices.");
      return new Rendering(Optional.empty());
    }
    try {
      return new Rendering(
          Optional.of(
              SimulatedFal.start(
                  new SimulatedFalSettings(
                      settings.ports().of(Port.SIMULATED_FAL),
                      SIMULATED_KEY,
                      SIMULATED_ADMIN_KEY,
                      SIMULATED_ACCOUNT,
                      VarFolder.made(settings.folder().simulatedFal()),
                      VarFolder.made(settings.folder().tools()),
                      settings.isSet(KEEPS_VARIABLE),
                      SimulatedFalKnobs.calm().withLatency(QUEUE_TIME, RENDER_TIME),
                      Clock.systemUTC()))));
    } catch (IOException e) {
      throw new ExplainedFailure("The simulated fal.ai did not start: " + e.getMessage(), e);
    }
  }

  /** Where one sees what was sent; nowhere with the real one. */
  Optional<URI> page() {
    return simulated.map(fal -> fal.baseUri().resolve("/_sim"));
  }

  /** What config.yml has to be told; nothing for the real one, whose key is in the environment. */
  Map<String, String> references() {
    return simulated.map(Rendering::referencesTo).orElse(Map.of());
  }

  private static Map<String, String> referencesTo(SimulatedFal fal) {
    String address = fal.baseUri().toString();
    return Map.of(
        KEY_VARIABLE,
        SIMULATED_KEY,
        "FAL_ADMIN_KEY",
        SIMULATED_ADMIN_KEY,
        "FAL_ACCOUNT",
        SIMULATED_ACCOUNT,
        "LETHE_FAL_QUEUE",
        address,
        "LETHE_FAL_PLATFORM",
        address,
        "LETHE_FAL_REST",
        address);
  }

  @Override
  public void close() {
    simulated.ifPresent(Rendering::stop);
  }

  private static void stop(SimulatedFal fal) {
    try {
      fal.close();
    } catch (Exception e) {
      throw new IllegalStateException("the simulated fal.ai did not stop cleanly", e);
    }
  }
}
