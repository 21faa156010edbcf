package io.lethe.workflows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.temporal.testserver.TestServer;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class TemporalConnectionTest {

  @Test
  void saysInOneSentenceWhichAddressDidNotAnswer() throws IOException {
    TemporalSettings nowhere = settings(freePort(), Duration.ofSeconds(1));

    assertThatThrownBy(() -> TemporalConnection.open(nowhere, "lethe-test"))
        .isInstanceOf(TemporalUnavailable.class)
        .hasMessage(
            "Temporal did not answer at "
                + nowhere.target()
                + " within 1 s: start it, or correct temporal.target in the configuration.");
  }

  @Test
  void tellsNeitherUserNorHostToTemporal() throws IOException {
    int port = freePort();
    try (var server = TestServer.createPortBoundServer(port);
        TemporalConnection connection =
            TemporalConnection.open(settings(port, Duration.ofSeconds(20)), "lethe-test")) {
      assertThat(connection.client().getOptions().getIdentity()).matches("lethe-test@\\d+");
      assertThatCode(connection::probe).doesNotThrowAnyException();
      server.close();
      assertThatThrownBy(connection::probe)
          .isInstanceOf(TimeoutException.class)
          .hasMessageContaining("127.0.0.1:" + port);
    }
  }

  @Test
  void repeatsAStartDuringWhichTemporalWentAway() throws IOException {
    int port = freePort();
    AtomicInteger starts = new AtomicInteger();
    try (var server = TestServer.createPortBoundServer(port);
        TemporalConnection connection =
            TemporalConnection.open(settings(port, Duration.ofSeconds(20)), "lethe-test")) {
      connection.start(
          () -> {
            if (starts.incrementAndGet() == 1) {
              throw new StatusRuntimeException(Status.UNAVAILABLE);
            }
          });
      assertThat(starts).hasValue(2);

      // Waiting mends nothing here.
      assertThatThrownBy(
              () ->
                  connection.start(
                      () -> {
                        throw new StatusRuntimeException(Status.UNAUTHENTICATED);
                      }))
          .isInstanceOf(StatusRuntimeException.class);
    }
  }

  private static TemporalSettings settings(int port, Duration connectWait) {
    return new TemporalSettings("127.0.0.1:" + port, "default", connectWait);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
