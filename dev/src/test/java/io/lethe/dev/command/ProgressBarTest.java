package io.lethe.dev.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ProgressBarTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private Instant now = Instant.EPOCH;

  @Test
  void printsOneLineForEachStageWhereNobodyWatches() {
    try (ProgressBar bar = new ProgressBar(terminal(false), () -> now)) {
      bar.accept(in("RENDERING"));
      now = now.plusSeconds(7);
      bar.accept(in("RENDERING"));
      bar.accept(in("READY"));
    }

    assertThat(out.toString(StandardCharsets.UTF_8).lines())
        .containsExactly("    0 s  rendering", "    7 s  the video is ready, the photo is erased");
  }

  @Test
  void redrawsItsLineWhereAPersonWatches() {
    try (ProgressBar bar = new ProgressBar(terminal(true), () -> now)) {
      bar.accept(in("RENDERING"));
      now = now.plusSeconds(20);
      bar.accept(in("RENDERING"));
    }

    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text.lines().toList().get(0)).isEmpty();
    assertThat(text).contains("[########......................]  rendering, 0 s");
    assertThat(text).contains("[###############...............]  rendering, 20 s");
    assertThat(text).endsWith(System.lineSeparator());
  }

  private Terminal terminal(boolean interactive) {
    PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
    return new Terminal(stream, stream, interactive);
  }

  private static JsonNode in(String state) {
    return new ObjectMapper().createObjectNode().put("state", state);
  }
}
