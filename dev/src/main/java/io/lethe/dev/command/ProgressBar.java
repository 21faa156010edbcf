package io.lethe.dev.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * Shows where a job is: one line that is redrawn in place where a person watches, else a line for
 * each stage.
 */
final class ProgressBar implements Consumer<JsonNode>, AutoCloseable {
  private static final int WIDTH = 30;

  /** A render tells no percentage; the bar gets half-way through its part in this time. */
  private static final double HALF_RENDERED_SECONDS = 20;

  private final Terminal terminal;
  private final InstantSource clock;
  private final Instant began;
  private String stage = "";
  private Instant stageBegan;
  private boolean lineOpen;

  ProgressBar(Terminal terminal, InstantSource clock) {
    this.terminal = terminal;
    this.clock = clock;
    this.began = clock.instant();
    this.stageBegan = began;
  }

  @Override
  public void accept(JsonNode video) {
    String state = video.path("state").asText();
    boolean changed = !state.equals(stage);
    if (changed) {
      stage = state;
      stageBegan = clock.instant();
    }
    if (terminal.interactive()) {
      // To the start of the line, draw, and clear what a longer line left behind.
      terminal.out().print("\r  " + bar() + "  " + words() + ", " + seconds() + " s\u001B[K");
      terminal.out().flush();
      lineOpen = true;
    } else if (changed) {
      terminal.say("  %3d s  %s".formatted(seconds(), words()));
    }
  }

  /** Ends the line that is being redrawn. */
  @Override
  public void close() {
    if (lineOpen) {
      terminal.say("");
      lineOpen = false;
    }
  }

  private String bar() {
    int filled = (int) Math.round(fraction() * WIDTH);
    return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "]";
  }

  private long seconds() {
    return Duration.between(began, clock.instant()).toSeconds();
  }

  private double fraction() {
    return switch (stage) {
      case "AWAITING_UPLOAD" -> 0.05;
      case "PREPARING" -> 0.15;
      case "RENDERING" -> 0.25 + 0.5 * renderedInPart();
      case "READY" -> 0.8;
      case "ERASING" -> 0.9;
      default -> 1;
    };
  }

  private double renderedInPart() {
    double seconds = Duration.between(stageBegan, clock.instant()).toMillis() / 1000.0;
    return seconds / (seconds + HALF_RENDERED_SECONDS);
  }

  private String words() {
    return switch (stage) {
      case "AWAITING_UPLOAD" -> "ordered, uploading the photo";
      case "PREPARING" -> "inspecting and sanitising the photo";
      case "RENDERING" -> "rendering";
      case "READY" -> "the video is ready, the photo is erased";
      case "ERASING" -> "erasing";
      case "ERASED" -> "erased";
      default -> stage;
    };
  }
}
