package io.lethe.dev.fal;

import io.lethe.dev.fal.SimulatedRequest.Queued;
import io.lethe.dev.fal.SimulatedRequest.Rendering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The simulated fal.ai: a real HTTP server on 127.0.0.1. What it accepted survives a restart with
 * the same folder, and what was waiting or being rendered then begins anew.
 */
public final class SimulatedFal implements AutoCloseable {
  private static final Duration SWEEP = Duration.ofSeconds(10);

  private final Server server;
  private final ServerConnector connector;
  private final Runners runners;
  private final SubmitDesk desk;
  private final LiveKnobs knobs;

  private SimulatedFal(
      Server server, ServerConnector connector, Runners runners, SubmitDesk desk, LiveKnobs knobs) {
    this.server = server;
    this.connector = connector;
    this.runners = runners;
    this.desk = desk;
    this.knobs = knobs;
  }

  /**
   * Unpacks ffmpeg if need be, picks up what an earlier run left, and listens.
   *
   * @throws IOException if the folders can't be used or the port is taken
   */
  public static SimulatedFal start(SimulatedFalSettings settings) throws IOException {
    LiveKnobs knobs = new LiveKnobs(settings.knobs());
    RequestFolder folder = RequestFolder.open(settings.folder());
    Studio studio = new Studio(Ffmpeg.unpackedTo(settings.tools()), folder, knobs);
    Runners runners = new Runners(knobs, folder, studio, settings.clock());
    SubmitDesk desk = new SubmitDesk(settings, knobs, folder, runners);

    Server server = new Server(threads());
    ServerConnector connector = connector(server, settings.port());
    SimulatedFal fal = new SimulatedFal(server, connector, runners, desk, knobs);
    server.setHandler(new QueueProtocol(settings, knobs, folder, runners, desk, fal::baseUri));
    try {
      server.start();
    } catch (Exception broken) {
      throw new IOException(
          "The simulated fal.ai can't listen on 127.0.0.1:" + settings.port(), broken);
    }
    resume(folder, runners);
    runners.repeat(() -> sweep(folder, settings.clock()), SWEEP);
    return fal;
  }

  private static QueuedThreadPool threads() {
    QueuedThreadPool threads = new QueuedThreadPool(64, 4);
    threads.setName("simulated-fal");
    threads.setDaemon(true);
    return threads;
  }

  private static ServerConnector connector(Server server, int port) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    ServerConnector connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(port);
    server.addConnector(connector);
    return connector;
  }

  private static void resume(RequestFolder folder, Runners runners) {
    folder.all().stream()
        .filter(request -> !request.over())
        .sorted(Comparator.comparing(SimulatedRequest::accepted))
        .forEach(
            request -> {
              if (request.stage() instanceof Rendering begun) {
                folder.save(request.at(new Queued(begun.work())));
              }
              runners.enqueue(request.id());
            });
  }

  private static void sweep(RequestFolder folder, Clock clock) {
    try {
      folder.sweep(clock.instant());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Where the queue is, and the videos too. */
  public URI baseUri() {
    return URI.create("http://127.0.0.1:" + connector.getLocalPort());
  }

  public SimulatedFalKnobs knobs() {
    return knobs.now();
  }

  /** Behaves like this from now on. */
  public void turn(SimulatedFalKnobs behaviour) {
    knobs.turn(behaviour);
  }

  /** The submits that arrived, oldest first, accepted or not; the last ten thousand of this run. */
  public List<ReceivedSubmission> received() {
    return desk.received();
  }

  /**
   * Waits until nothing waits in the queue and nothing is being rendered.
   *
   * @throws TimeoutException if that takes longer
   */
  public void awaitIdle(Duration atMost) throws InterruptedException, TimeoutException {
    runners.awaitIdle(atMost);
  }

  /** Stops listening; what was accepted stays in the folder for the next start. */
  @Override
  public void close() throws Exception {
    server.stop();
    runners.close();
  }
}
