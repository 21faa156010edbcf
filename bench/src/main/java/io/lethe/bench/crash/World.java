package io.lethe.bench.crash;

import io.lethe.dev.fal.SimulatedFal;
import io.lethe.dev.fal.SimulatedFalSettings;
import io.lethe.dev.fal.knob.SimulatedFalKnobs;
import io.lethe.dev.identity.DevelopmentIdentity;
import io.lethe.dev.system.Port;
import io.lethe.dev.system.VarFolder;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What is not ours, and goes on whatever dies: fal.ai with the ways to it, and the apps' logins.
 */
final class World implements AutoCloseable {
  private static final Duration QUEUE_TIME = Duration.ofSeconds(1);

  /** Long enough to be killed in; at fal.ai it takes minutes. */
  private static final Duration RENDER_TIME = Duration.ofSeconds(3);

  private static final int RUNNERS = 32;
  static final String ADMIN_KEY = "an-admin-key";
  static final String ACCOUNT = "an-account";
  private static final String MODEL = "/fal-ai/kling-video/requests/";

  private final SimulatedFal fal;
  private final DevelopmentIdentity identity;
  private final Submissions submissions = new Submissions();
  private final List<Gate> gates = new ArrayList<>();

  private World(SimulatedFal fal, DevelopmentIdentity identity) {
    this.fal = fal;
    this.identity = identity;
  }

  static World open(CrashSettings settings) throws IOException {
    VarFolder folder = new VarFolder(settings.folder());
    Files.createDirectories(folder.keys());
    SimulatedFal fal =
        SimulatedFal.start(
            new SimulatedFalSettings(
                settings.ports().of(Port.SIMULATED_FAL),
                Installation.FAL_KEY,
                ADMIN_KEY,
                ACCOUNT,
                Files.createDirectories(folder.simulatedFal()),
                folder.tools(),
                false,
                SimulatedFalKnobs.calm()
                    .withLatency(QUEUE_TIME, RENDER_TIME)
                    .withQueue(RUNNERS, 0)
                    .withRenderNothing(),
                Clock.systemUTC()));
    return new World(
        fal,
        DevelopmentIdentity.start(
            settings.ports().of(Port.IDENTITY),
            settings.folder().resolve("identity.json"),
            Clock.systemUTC()));
  }

  /** Opens the ways to fal.ai, one for each worker. */
  void openGates(CrashSettings settings, Installation installation, Ambushes ambushes)
      throws IOException {
    for (int i = 0; i < Installation.WORKERS; i++) {
      gates.add(
          Gate.open(
              Installation.gatePort(settings.ports(), i),
              fal.baseUri(),
              submissions,
              ambushes,
              installation.workers().get(i)));
    }
  }

  String tokenFor(String subject) {
    return identity.tokenFor(subject);
  }

  Submissions submissions() {
    return submissions;
  }

  /** Whether fal.ai has made the video of one of its jobs; its file may be deleted since. */
  boolean isMade(String request) throws IOException, InterruptedException {
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(URI.create(fal.baseUri() + MODEL + request + "/status"))
                    .header("Authorization", "Key " + Installation.FAL_KEY)
                    .build(),
                BodyHandlers.ofString());
    return answer.body().contains("\"COMPLETED\"") && !answer.body().contains("\"error");
  }

  @Override
  public void close() throws Exception {
    gates.forEach(Gate::close);
    identity.close();
    fal.close();
  }
}
