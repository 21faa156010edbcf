package io.lethe.process.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.TextNode;
import io.dropwizard.logging.common.DefaultLoggingFactory;
import io.dropwizard.logging.common.FileAppenderFactory;
import io.dropwizard.logging.common.LoggingFactory;
import io.lethe.storage.testing.LedgerExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/** Each case is logged with the layer and, to show that it would be found, without it. */
final class SafeLoggingTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  private static final String PLANTED = "planted-4f6c1e";
  private static final Logger OURS = LoggerFactory.getLogger("io.lethe.somewhere");
  private static final Logger LIBRARY = LoggerFactory.getLogger("com.example.library");
  private static final Logger JETTY = LoggerFactory.getLogger("org.eclipse.jetty.http.HttpParser");

  @TempDir Path folder;

  @AfterEach
  void restore() throws Exception {
    Thread.setDefaultUncaughtExceptionHandler(null);
    LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
    context.reset();
    new ContextInitializer(context).autoConfig();
  }

  @Test
  void keepsWhatTheDatabaseRefusedOut() {
    Throwable refused =
        catchThrowable(
            () ->
                LEDGER
                    .jdbi()
                    .useHandle(
                        handle -> {
                          handle.execute("CREATE TEMPORARY TABLE once (email text UNIQUE)");
                          handle.execute("INSERT INTO once VALUES (?)", PLANTED);
                          handle.execute("INSERT INTO once VALUES (?)", PLANTED);
                        }));
    assertThat(refused).hasStackTraceContaining("Key (email)=(" + PLANTED + ")");

    assertThat(kept(() -> LIBRARY.error("Failed", refused)))
        .contains("UnableToExecuteStatementException", "SQL state 23505", "SafeLoggingTest");
  }

  @Test
  void keepsTheSourceThatAParserChokedOnOut() {
    Throwable malformed =
        catchThrowable(() -> new ObjectMapper().readTree("{\"prompt\": " + PLANTED));
    assertThat(malformed).hasMessageContaining(PLANTED.substring(0, 7));

    assertThat(kept(() -> OURS.error("Failed", new IllegalStateException(PLANTED, malformed))))
        .contains("IllegalStateException", "JsonParseException");
  }

  @Test
  void keepsSuppressedExceptionsWordless() {
    IOException failure = new IOException("outer");
    failure.addSuppressed(new UncheckedIOException(new IOException(PLANTED)));

    assertThat(kept(() -> OURS.warn("Failed", failure))).contains("Suppressed");
  }

  @Test
  void namesExceptionsAmongArgumentsByTheirClass() {
    assertThat(kept(() -> OURS.warn("job {} failed: {} {}", 7, new IOException(PLANTED), "later")))
        .contains("job 7 failed: IOException later");
  }

  @Test
  void namesTheArgumentsOfLibrariesByTheirClass() {
    URI bad = URI.create("http://localhost/" + PLANTED);

    assertThat(kept(() -> JETTY.warn("bad URI {} of {} after {} ms", bad, PLANTED, 12)))
        .contains("bad URI <URI> of <String> after 12 ms");
  }

  @Test
  void withholdsWhatALibraryPutTogether() {
    assertThat(kept(() -> LIBRARY.warn("can't read " + PLANTED))).contains("withheld");
    assertThat(
            kept(
                () ->
                    java.util.logging.Logger.getLogger("org.glassfish.jersey")
                        .log(Level.SEVERE, "no constraint allows " + PLANTED)))
        .contains("withheld");
  }

  @Test
  void leavesContextsPairsAndRequestsInThreadNamesBehind() {
    Thread here = Thread.currentThread();
    String name = here.getName();
    here.setName("dw-7 - GET /v1/videos?email=" + PLANTED);
    MDC.put("email", PLANTED);
    try {
      assertThat(
              kept(() -> OURS.atInfo().addKeyValue("email", PLANTED).log("decided"))
                  .contains("decided"))
          .isTrue();
    } finally {
      MDC.clear();
      here.setName(name);
    }
  }

  @Test
  void takesWhatEndsAThread() {
    assertThat(
            kept(
                () -> {
                  Thread doomed =
                      new Thread(
                          () -> {
                            throw new IllegalArgumentException(PLANTED);
                          });
                  doomed.start();
                  join(doomed);
                },
                false))
        .contains("a thread ended", "IllegalArgumentException");
  }

  @Test
  void guardsAppendersOfSingleLoggers() {
    JsonNode toOwnFile =
        new ObjectMapper()
            .valueToTree(
                Map.of(
                    "level",
                    "INFO",
                    "additive",
                    false,
                    "appenders",
                    List.of(
                        Map.of(
                            "type",
                            "file",
                            "archive",
                            false,
                            "currentLogFilename",
                            folder.resolve("own.log").toString()))));
    DefaultLoggingFactory logging = toFile(folder.resolve("root.log"));
    logging.setLoggers(Map.of("com.example", toOwnFile, "com.example.other", new TextNode("INFO")));

    Path own = folder.resolve("own.log");
    logged(new SafeLogging(logging), own, () -> LIBRARY.warn("can't read {}", PLANTED));

    assertThat(own).content().contains("can't read <String>").doesNotContain(PLANTED);
  }

  /** What the layer let through, after the same without it was seen to hold the planted value. */
  private String kept(Runnable event) {
    return kept(event, true);
  }

  private String kept(Runnable event, boolean shownWithout) {
    if (shownWithout) {
      Path open = folder.resolve("open.log");
      logged(toFile(open), open, event);
      assertThat(read(open)).contains(PLANTED.substring(0, 7));
    }
    Path safe = folder.resolve("safe.log");
    logged(new SafeLogging(toFile(safe)), safe, event);
    String text = read(safe);
    assertThat(text).isNotBlank().doesNotContain(PLANTED.substring(0, 7));
    return text;
  }

  private static void logged(LoggingFactory logging, Path file, Runnable event) {
    logging.configure(new MetricRegistry(), "test");
    event.run();
    // An appender that writes on a thread of its own may lose what it holds when it is stopped.
    awaitFirstLine(file);
    logging.stop();
    // Appenders that write on their own thread write what is left.
    ((LoggerContext) LoggerFactory.getILoggerFactory()).stop();
  }

  private static DefaultLoggingFactory toFile(Path file) {
    FileAppenderFactory<ch.qos.logback.classic.spi.ILoggingEvent> appender =
        new FileAppenderFactory<>();
    appender.setCurrentLogFilename(file.toString());
    appender.setArchive(false);
    appender.setLogFormat("%level %thread %logger %mdc %kvp %msg%n%ex");
    DefaultLoggingFactory logging = new DefaultLoggingFactory();
    logging.setAppenders(List.of(appender));
    return logging;
  }

  private static void awaitFirstLine(Path file) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (read(file).isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
