package io.lethe.dev.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What mvnw fetches with where there is neither curl nor wget, as in the images of a JDK. */
class FetchTest {
  private static final Path PROGRAM =
      Path.of("../.mvn/wrapper/Fetch.java").toAbsolutePath().normalize();

  @TempDir Path folder;
  private HttpServer server;

  @BeforeEach
  void serve() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          byte[] body = "an archive".getBytes(StandardCharsets.UTF_8);
          boolean known = exchange.getRequestURI().getPath().equals("/archive.zip");
          exchange.sendResponseHeaders(known ? 200 : 404, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void writesWhatItIsAnswered() throws Exception {
    assertThat(fetch("archive.zip")).isZero();
    assertThat(folder.resolve("fetched")).hasContent("an archive");
  }

  @Test
  void failsWhereThereIsNone() throws Exception {
    assertThat(fetch("another.zip")).isNotZero();
  }

  private int fetch(String name) throws Exception {
    Process java =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                PROGRAM.toString(),
                "http://127.0.0.1:" + server.getAddress().getPort() + "/" + name,
                folder.resolve("fetched").toString())
            .start();
    assertThat(java.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return java.exitValue();
  }
}
