package io.lethe.dev.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.dev.ExplainedFailure;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

class PortsTest {

  @Test
  void movesEveryPortByTheOffset() {
    Ports ports = new Ports(100);

    assertThat(ports.of(Port.API)).isEqualTo(8180);
    assertThat(ports.url(Port.TEMPORAL_UI)).isEqualTo("http://localhost:8333");
  }

  @Test
  void namesThePortThatIsTakenAndThePartThatWantsIt() throws IOException {
    try (ServerSocket taken = takeOne()) {
      Ports ports = new Ports(taken.getLocalPort() - Port.TEMPORAL.usual());

      assertThatThrownBy(() -> ports.requireFree(List.of(Port.TEMPORAL)))
          .isInstanceOf(ExplainedFailure.class)
          .hasMessageContaining(String.valueOf(taken.getLocalPort()))
          .hasMessageContaining("Temporal")
          .hasMessageContaining("--port-offset");
    }
  }

  @Test
  void refusesAnOffsetThatLeavesTheRangeOfPorts() {
    assertThatThrownBy(() -> new Ports(60_000)).isInstanceOf(ExplainedFailure.class);
    assertThatThrownBy(() -> new Ports(-1)).isInstanceOf(ExplainedFailure.class);
  }

  /** One that an offset can lead to: the ports that the system gives away lie above. */
  private static ServerSocket takeOne() throws IOException {
    for (int port = Port.TEMPORAL.usual() + 3000; ; port++) {
      try {
        return new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
      } catch (BindException taken) {
        assertThat(port).isLessThan(Port.TEMPORAL.usual() + 4000);
      }
    }
  }
}
