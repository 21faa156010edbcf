package io.lethe.dev.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.dev.fal.SimulatedFal;
import io.lethe.dev.fal.SimulatedFalSettings;
import io.lethe.dev.fal.knob.SimulatedFalKnobs;
import io.lethe.fal.FalClient;
import io.lethe.fal.FalKey;
import io.lethe.fal.FalLimits;
import io.lethe.fal.FalOrigins;
import io.lethe.fal.FalSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FalVerificationTest {
  @TempDir Path folder;

  private final List<String> said = new ArrayList<>();
  private SimulatedFal fal;

  @BeforeEach
  void start() throws Exception {
    fal =
        SimulatedFal.start(
            new SimulatedFalSettings(
                0,
                "a-key",
                "an-admin-key",
                "an-account",
                folder.resolve("fal"),
                Path.of("../var/tools").toAbsolutePath().normalize(),
                true,
                SimulatedFalKnobs.calm()
                    .withLatency(Duration.ZERO, Duration.ZERO)
                    .withRenderNothing(),
                Clock.systemUTC()));
  }

  @AfterEach
  void stop() throws Exception {
    fal.close();
  }

  @Test
  void getsAnAnswerToEveryQuestion() {
    assertThat(verification("a-key").run(true)).as(String.join("\n", said)).isTrue();

    assertThat(said).filteredOn(line -> line.matches(" ?\\d+\\. .*")).hasSize(13);
    assertThat(String.join("\n", said)).doesNotContain("a-key");
  }

  @Test
  void ordersNothingUnlessItIsToldToPay() {
    verification("a-key").run(false);

    assertThat(fal.received()).isEmpty();
    assertThat(said.get(said.size() - 1)).contains("--pay");
  }

  @Test
  void saysSoWhenTheKeyIsRefused() {
    assertThat(verification("another-key").run(false)).isFalse();

    assertThat(String.join("\n", said)).contains("No answer. fal.ai: KEY_REFUSED");
  }

  @Test
  void asksWhatTheDocumentLists() throws Exception {
    verification("a-key").run(true);
    String document = Files.readString(Path.of("../docs/verify-with-a-real-key.md"));

    Matcher rows = Pattern.compile("^\\| (\\d+) \\|", Pattern.MULTILINE).matcher(document);
    List<Integer> listed = new ArrayList<>();
    while (rows.find()) {
      listed.add(Integer.valueOf(rows.group(1)));
    }
    List<Integer> asked =
        said.stream()
            .filter(line -> line.matches(" ?\\d+\\. .*"))
            .map(line -> Integer.valueOf(line.strip().replaceFirst("\\..*", "")))
            .toList();
    assertThat(asked).isEqualTo(listed);
  }

  private FalVerification verification(String key) {
    FalSettings settings =
        new FalSettings(
            new FalKey(key),
            new FalKey("an-admin-key"),
            null,
            FalOrigins.allAt(fal.baseUri()),
            FalLimits.usual());
    return new FalVerification(
        new FalClient(settings, Clock.systemUTC()),
        fal.baseUri().resolve("/files/is-not-here.mp4"),
        Duration.ofMillis(50),
        Clock.systemUTC(),
        said::add);
  }
}
