package io.lethe.dev.command;

import io.lethe.dev.ExplainedFailure;
import io.lethe.dev.verify.FalVerification;
import io.lethe.fal.FalClient;
import io.lethe.fal.FalKey;
import io.lethe.fal.FalOrigins;
import io.lethe.fal.FalSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Option;

/** Asks the real fal.ai what could not be confirmed without a key. */
@Command(
    name = "verify-fal",
    description = {
      "Asks the real fal.ai what could not be confirmed without a key, cheapest first.",
      "Needs FAL_KEY; with FAL_ADMIN_KEY it asks about deletion too.",
      "What each answer changes stands in docs/verify-with-a-real-key.md."
    },
    mixinStandardHelpOptions = true)
public final class VerifyFalCommand implements Callable<Integer> {
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final URI FILE_SERVER = URI.create("https://v3.fal.media");

  private final Map<String, String> environment;
  private final Terminal terminal;

  @Option(
      names = "--pay",
      description = "Also orders one video of five seconds of a drawn face, which is billed.")
  private boolean pay;

  public VerifyFalCommand(Map<String, String> environment, Terminal terminal) {
    this.environment = environment;
    this.terminal = terminal;
  }

  @Override
  public Integer call() {
    FalKey key =
        key("FAL_KEY")
            .orElseThrow(
                () ->
                    new ExplainedFailure(
                        "There is no key to ask fal.ai with: set FAL_KEY (and FAL_ADMIN_KEY for"
                            + " deletion), then run this again."));
    FalSettings published = FalSettings.withKey(key);
    FalSettings settings =
        new FalSettings(
            key, key("FAL_ADMIN_KEY").orElse(null), null, origins(), published.limits());
    FalVerification verification =
        new FalVerification(
            new FalClient(settings, Clock.systemUTC()),
            address("LETHE_FAL_QUEUE", FILE_SERVER).resolve("/files/lethe/is-not-here.mp4"),
            PAUSE,
            Clock.systemUTC(),
            terminal::say);
    return verification.run(pay) ? ExitCode.OK : ExitCode.SOFTWARE;
  }

  /** Another address only for a simulated fal.ai, under the names that config.yml uses. */
  private FalOrigins origins() {
    FalOrigins published = FalOrigins.published();
    return new FalOrigins(
        address("LETHE_FAL_QUEUE", published.queue()),
        address("LETHE_FAL_PLATFORM", published.platform()),
        address("LETHE_FAL_REST", published.rest()),
        List.copyOf(published.mediaHosts()));
  }

  private URI address(String name, URI otherwise) {
    @Nullable String set = environment.get(name);
    return set == null || set.isBlank() ? otherwise : URI.create(set);
  }

  private Optional<FalKey> key(String name) {
    return Optional.ofNullable(environment.get(name))
        .filter(word -> !word.isBlank())
        .map(FalKey::new);
  }
}
