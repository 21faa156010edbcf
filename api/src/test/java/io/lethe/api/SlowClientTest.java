package io.lethe.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.RunningApi;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SlowClientTest {
  /** So much that no order is fast enough. */
  @RegisterExtension
  static final RunningApi API =
      new RunningApi(Map.of("server.applicationConnectors[0].minRequestDataPerSecond", "1GiB"));

  @Test
  void aBodyThatComesTooSlowlyIsTheClientsDoing() throws IOException {
    String token = API.issuer().token("slow");
    String head =
        "POST /v1/videos HTTP/1.1\r\nHost: lethe\r\nAuthorization: Bearer "
            + token
            + "\r\nContent-Type: application/json\r\nContent-Length: 200\r\n\r\n{";
    try (Socket socket = new Socket(API.address().getHost(), API.address().getPort())) {
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      socket.setTcpNoDelay(true);
      // The rate is looked at with each read, so there have to be several.
      for (int i = 0; i < 150; i++) {
        out.write(' ');
      }
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));

      assertThat(answer.readLine()).contains(" 400 ");
    }
  }
}
