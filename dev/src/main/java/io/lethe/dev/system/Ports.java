package io.lethe.dev.system;

import io.lethe.dev.ExplainedFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Collection;

/**
 * Where each part listens: its usual port plus one offset for all, so that tests and a second
 * checkout can run beside a first one.
 */
public record Ports(int offset) {
  private static final int HIGHEST_PORT = 65_535;

  public Ports {
    if (offset < 0 || Port.POSTGRES.usual() + offset > HIGHEST_PORT) {
      throw new ExplainedFailure(
          "The port offset must be between 0 and "
              + (HIGHEST_PORT - Port.POSTGRES.usual())
              + ", not "
              + offset
              + ".");
    }
  }

  public int of(Port port) {
    return port.usual() + offset;
  }

  /** The address of a part that speaks HTTP, without a slash at its end. */
  public String url(Port port) {
    return "http://localhost:" + of(port);
  }

  /**
   * Fails with one sentence that names the first of these ports that is taken, and its part. A port
   * can still be lost between this look and its use; the part then fails by itself.
   */
  public void requireFree(Collection<Port> needed) {
    for (Port port : needed) {
      try (ServerSocket socket = new ServerSocket()) {
        // A port that was listened on a moment ago counts as free.
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), of(port)));
      } catch (IOException taken) {
        throw new ExplainedFailure(
            "Port %d, wanted for %s, is taken by another program: stop that, or move all ports with --port-offset 100."
                .formatted(of(port), port.part()),
            taken);
      }
    }
  }
}
