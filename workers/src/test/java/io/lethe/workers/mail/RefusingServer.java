package io.lethe.workers.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A mail server that takes no recipient. */
final class RefusingServer implements AutoCloseable {
  private final ServerSocket socket;

  private RefusingServer(ServerSocket socket) {
    this.socket = socket;
  }

  /**
   * @param answer to each RCPT, with its code
   */
  static RefusingServer answering(String answer) throws IOException {
    RefusingServer server =
        new RefusingServer(new ServerSocket(0, 5, InetAddress.getLoopbackAddress()));
    Thread thread = new Thread(() -> server.serve(answer), "refusing SMTP server");
    thread.setDaemon(true);
    thread.start();
    return server;
  }

  int port() {
    return socket.getLocalPort();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private void serve(String answer) {
    while (!socket.isClosed()) {
      try (Socket client = socket.accept()) {
        talk(client, answer);
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void talk(Socket client, String answer) throws IOException {
    BufferedReader commands =
        new BufferedReader(
            new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII));
    OutputStream answers = client.getOutputStream();
    say(answers, "220 ready");
    for (String command = commands.readLine(); command != null; command = commands.readLine()) {
      if (command.startsWith("QUIT")) {
        say(answers, "221 bye");
        return;
      }
      say(answers, command.startsWith("RCPT") ? answer : "250 ok");
    }
  }

  private static void say(OutputStream answers, String line) throws IOException {
    answers.write((line + "\r\n").getBytes(StandardCharsets.US_ASCII));
    answers.flush();
  }
}
