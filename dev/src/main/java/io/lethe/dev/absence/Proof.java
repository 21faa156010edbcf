package io.lethe.dev.absence;

import io.lethe.dev.ExplainedFailure;
import io.lethe.dev.system.DevelopmentSettings;
import io.lethe.dev.system.Port;
import io.lethe.dev.system.VarFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Plants values that exist nowhere else in everything a subject can give, sends jobs along every
 * path, crash included, and searches whatever the system wrote or answered for them. The system is
 * one of its own, in a folder of its own.
 */
public final class Proof {
  private static final List<String> PAGES =
      List.of("/prometheus", "/healthcheck", "/threads", "/metrics");

  private final SeparateSystem system;
  private final Path tools;
  private final Clock clock;
  private final Consumer<String> say;
  private final Random random = new SecureRandom();
  private final Markers markers = new Markers(random);
  private final Tally tally = new Tally();
  private final List<String> missed = new ArrayList<>();
  private final SentToFal sent;
  private final LateMarkers late;
  private final HttpClient http = HttpClient.newHttpClient();

  /**
   * @param settings its folder is emptied first
   * @param tools where the fetched programs are
   */
  public Proof(DevelopmentSettings settings, Path tools, Clock clock, Consumer<String> say) {
    this.system = new SeparateSystem(settings);
    this.tools = tools;
    this.clock = clock;
    this.say = say;
    this.sent = new SentToFal(settings.folder().simulatedFal());
    this.late = new LateMarkers(sent, markers);
  }

  /** Runs it all; a minute or so. */
  public ProofReport run() throws IOException {
    VarFolder folder = system.folder();
    folder.erase(false);
    shareTools(folder);
    Instant from = clock.instant();
    WrittenFiles files =
        new WrittenFiles(
            folder.root(), Set.of(folder.simulatedFal()), FileTime.from(from.minusSeconds(1)));
    int workflows;
    int rounds;
    MarkedApp app = new MarkedApp(system.at(Port.API), markers);
    MarkedApp other = new MarkedApp(system.at(Port.API), markers);
    MarkedJobs jobs =
        new MarkedJobs(system, app, other, MarkedPhoto.jpeg(markers, random), markers, late, say);
    Control.check(folder.root(), files, random);
    try (system;
        Watch watch = new Watch(files, markers, this::processes, tally)) {
      watch.start();
      say.accept("Starting a system of its own in " + folder.root() + " ...");
      system.start();
      signIn(app, other);
      jobs.send(watch);
      workflows = askEveryone(app, other);
      watch.lookAtAll();
      say.accept("Stopping it and searching once more ...");
      system.close();
      watch.lookAtAll();
      rounds = watch.rounds();
    }
    List<Needle> needles = markers.needles();
    return new ProofReport(
        from,
        clock.instant(),
        markers.names(),
        needles.size(),
        jobs.endings(),
        workflows,
        app.answers().size() + other.answers().size(),
        tally.places(),
        tally.looks(),
        rounds,
        tally.bytes(),
        sent.all().size(),
        sent.excess(
            new ByteSearch(
                markers.needlesBut(
                    Set.of(MarkedJobs.PROMPT, RudeRequests.PROMPT, LateMarkers.SANITISED)))),
        Stream.concat(jobs.missed().stream(), missed.stream()).toList(),
        tally.hits());
  }

  /** What was fetched already is not fetched again. */
  private void shareTools(VarFolder folder) throws IOException {
    Files.createDirectories(folder.root());
    Files.createDirectories(tools);
    if (!Files.exists(folder.tools())) {
      Files.createSymbolicLink(folder.tools(), tools.toAbsolutePath());
    }
  }

  /** Each round of the watch asks this first; so it learns of new files to look for, too. */
  private ProcessHandle[] processes() {
    late.learn();
    return system.processes();
  }

  private void signIn(MarkedApp app, MarkedApp other) {
    say.accept("Signing in two subjects whose tokens, headers and requests are full of markers.");
    app.signIn(system.at(Port.IDENTITY));
    other.signIn(system.at(Port.IDENTITY));
    app.introduce();
    other.introduce();
    app.consent();
    other.consent();
  }

  /** Everything that can be asked of the system is searched as the files are. */
  private int askEveryone(MarkedApp app, MarkedApp other) throws IOException {
    ByteSearch search = new ByteSearch(markers.needles());
    app.get("list of jobs", "/v1/videos");
    for (MarkedApp one : List.of(app, other)) {
      for (MarkedApp.Answered answer : one.answers()) {
        search(search, "answer to: " + answer.question(), answer.everything());
      }
    }
    for (Port port : List.of(Port.API_ADMIN, Port.WORKERS_ADMIN)) {
      for (String page : PAGES) {
        byte[] answer = page(port, page);
        search(search, port + page, answer);
        if (answer.length == 0) {
          missed.add("nothing was answered at " + port + page);
        }
      }
    }
    return new Histories("127.0.0.1:" + system.ports().of(Port.TEMPORAL))
        .read((name, bytes) -> search(search, name, bytes));
  }

  private void search(ByteSearch search, String name, byte[] bytes) {
    try {
      tally.add(name, search.in(new ByteArrayInputStream(bytes)));
    } catch (IOException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private byte[] page(Port port, String page) throws IOException {
    try {
      return http.send(
              HttpRequest.newBuilder(system.at(port).resolve(page)).build(),
              BodyHandlers.ofByteArray())
          .body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExplainedFailure("Interrupted.", e);
    }
  }
}
