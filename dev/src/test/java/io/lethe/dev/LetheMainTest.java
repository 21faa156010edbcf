package io.lethe.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.dev.command.Terminal;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LetheMainTest {
  @TempDir Path var;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(strings = {"demo", "up", "make", "mail", "verify-fal", "reset"})
  void explainsEveryCommand(String command) {
    StringWriter help = new StringWriter();
    CommandLine line = line().setOut(new PrintWriter(help));

    assertThat(line.execute(command, "--help")).isZero();
    assertThat(help.toString()).startsWith("Usage: lethe " + command);
  }

  @Test
  void answersAnUnknownCommandWithTheUsageAndExitCode2() {
    assertThat(line().execute("nonsense")).isEqualTo(2);
    assertThat(text(err)).contains("nonsense").contains("Usage: lethe").contains("demo");
  }

  @Test
  void answersNoCommandWithTheUsageAndExitCode2() {
    assertThat(line().execute()).isEqualTo(2);
    assertThat(text(err)).contains("Usage: lethe");
  }

  @Test
  void saysInOneSentenceThatAPhotoIsMissing() {
    assertThat(line().execute("demo", var.resolve("no.jpg").toString())).isEqualTo(1);
    assertThat(text(err))
        .isEqualToIgnoringNewLines("lethe: There is no file " + var.resolve("no.jpg") + ".");
  }

  @Test
  void saysInOneSentenceThatThereIsNoKeyToAskWith() {
    assertThat(line().execute("verify-fal")).isEqualTo(1);
    assertThat(text(err)).contains("set FAL_KEY").hasLineCount(1);
  }

  @Test
  void saysInOneSentenceThatNothingRuns() {
    Path photo = Path.of("src/main/resources/io/lethe/dev/sample/sample-face.jpg");
    assertThat(line().execute("make", photo.toString(), "--prompt", "smile")).isEqualTo(1);
    assertThat(text(err)).contains("./lethe up").hasLineCount(1);
  }

  @Test
  void ordersNothingThatCouldNotBeSaved() {
    Path photo = Path.of("src/main/resources/io/lethe/dev/sample/sample-face.jpg");
    assertThat(line().execute("make", photo.toString(), "-o", var.toString())).isEqualTo(1);
    assertThat(text(err)).contains(var + " is a folder").hasLineCount(1);
  }

  private CommandLine line() {
    Terminal terminal =
        new Terminal(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            false);
    return LetheMain.commandLine(Map.of("LETHE_VAR", var.toString()), terminal);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
