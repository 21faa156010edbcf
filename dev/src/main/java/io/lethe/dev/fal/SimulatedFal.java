package io.lethe.dev.fal;

import io.lethe.dev.fal.knob.LiveKnobs;
import io.lethe.dev.fal.knob.SimulatedFalKnobs;
import io.lethe.dev.fal.media.CdnTokens;
import io.lethe.dev.fal.media.VideoFiles;
import io.lethe.dev.fal.platform.ModelFacts;
import io.lethe.dev.fal.platform.PayloadDesk;
import io.lethe.dev.fal.platform.RequestList;
import io.lethe.dev.fal.queue.AskDesk;
import io.lethe.dev.fal.queue.RequestFolder;
import io.lethe.dev.fal.queue.Runners;
import io.lethe.dev.fal.queue.SimulatedRequest;
import io.lethe.dev.fal.queue.SimulatedRequest.Queued;
import io.lethe.dev.fal.queue.SimulatedRequest.Rendering;
import io.lethe.dev.fal.queue.StatusStream;
import io.lethe.dev.fal.queue.SubmitDesk;
import io.lethe.dev.fal.render.Ffmpeg;
import io.lethe.dev.fal.render.InputFetch;
import io.lethe.dev.fal.render.Studio;
import io.lethe.dev.fal.seen.ReceivedSubmission;
import io.lethe.dev.fal.seen.Reception;
import io.lethe.dev.fal.seen.SightView;
import io.lethe.dev.fal.seen.SimPage;
import io.lethe.dev.fal.webhook.SigningKeys;
import io.lethe.dev.fal.webhook.Webhooks;
import io.lethe.dev.fal.wire.FrontDoor;
import io.lethe.dev.fal.wire.Timetable;
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
  private final Reception reception;
  private final LiveKnobs knobs;
  private final Timetable timetable;
  private final RequestFolder folder;
  private final Runners runners;
  private final Webhooks webhooks;

  private SimulatedFal(SimulatedFalSettings settings) throws IOException {
    Clock clock = settings.clock();
    server = new Server(threads());
    connector = connector(server, settings.port());
    reception = new Reception(clock);
    knobs = new LiveKnobs(settings.knobs());
    timetable = new Timetable();
    folder = RequestFolder.open(settings.folder(), knobs);
    SigningKeys keys = SigningKeys.in(settings.folder());
    webhooks =
        new Webhooks(
            knobs, folder, keys, timetable, reception, this::baseUri, settings.account(), clock);
    Studio studio =
        new Studio(
            Ffmpeg.unpackedTo(settings.tools()),
            folder,
            new InputFetch(knobs),
            reception,
            knobs,
            settings.keepWhatWasSent());
    runners = new Runners(knobs, folder, studio, timetable, webhooks::over, clock);
    server.setHandler(new FrontDoor(settings, knobs, desks(settings, keys)));
  }

  private FrontDoor.Desks desks(SimulatedFalSettings settings, SigningKeys keys) {
    Clock clock = settings.clock();
    AskDesk asks = new AskDesk(knobs, folder, runners, reception, this::baseUri, clock);
    CdnTokens tokens = new CdnTokens(knobs, this::baseUri, clock);
    return new FrontDoor.Desks(
        new SubmitDesk(settings, knobs, folder, runners, reception, this::baseUri),
        asks,
        new StatusStream(folder, asks),
        new VideoFiles(folder, tokens, knobs, reception, clock),
        tokens,
        new PayloadDesk(knobs, folder, reception, this::baseUri, clock),
        new RequestList(knobs, folder, clock),
        new ModelFacts(knobs),
        keys,
        new SimPage(knobs, reception, new SightView(knobs, reception, folder)));
  }

  /**
   * Unpacks ffmpeg if need be, picks up what an earlier run left, and listens.
   *
   * @throws IOException if the folders can't be used or the port is taken
   */
  public static SimulatedFal start(SimulatedFalSettings settings) throws IOException {
    SimulatedFal fal = new SimulatedFal(settings);
    try {
      fal.server.start();
    } catch (Exception broken) {
      fal.timetable.close();
      throw new IOException(
          "The simulated fal.ai can't listen on 127.0.0.1:" + settings.port(), broken);
    }
    fal.resume();
    fal.timetable.every(SWEEP, () -> fal.sweep(settings.clock()));
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

  private void resume() {
    folder.all().stream()
        .sorted(Comparator.comparing(SimulatedRequest::accepted))
        .forEach(this::resume);
  }

  private void resume(SimulatedRequest request) {
    if (request.over()) {
      if (!request.notice().settled()) {
        webhooks.over(request);
      }
      return;
    }
    if (request.stage() instanceof Rendering begun) {
      folder.update(request.id(), broken -> broken.at(new Queued(begun.work())));
    }
    runners.enqueue(request);
  }

  private void sweep(Clock clock) {
    try {
      folder.sweep(clock.instant());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  /** Where it is: the queue, the platform API, the tokens, the files, and the page of what came. */
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
    return reception.submissions();
  }

  /** What arrived and what became of it. */
  public Reception reception() {
    return reception;
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
    timetable.close();
    runners.close();
  }
}
