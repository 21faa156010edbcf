package io.lethe.dev.absence;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.dev.ExplainedFailure;
import io.lethe.dev.system.DevelopmentSettings;
import io.lethe.dev.system.Port;
import io.lethe.dev.system.VarFolder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * Plants values that exist nowhere else in everything a subject can give, sends jobs along every
 * path, crash included, and searches whatever the system wrote or answered for them. The system is
 * one of its own, in a folder of its own.
 */
public final class Proof {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** In bytes; whatever is smaller is no video. */
  private static final int SMALLEST_VIDEO = 10_000;

  private static final String SANITISED = "pixels of the sanitised photo";
  private static final String PROMPT = "prompt";
  private static final String AFTER_REFUSED_UPLOAD = "prompt of a job whose upload was refused";

  private static final List<String> PAGES =
      List.of("/prometheus", "/healthcheck", "/threads", "/metrics");

  /** What an erased job may still say of itself. */
  private static final Set<String> LEFT =
      Set.of(
          "id",
          "state",
          "why",
          "whatComesNext",
          "outcome",
          "reason",
          "orderedAt",
          "eraseBy",
          "readyAt",
          "collectedAt",
          "erasedAt",
          "links",
          "dataRemoved",
          // Whether the provider could still be stopped: a sentence of ours.
          "atProvider",
          "receipt");

  private final SeparateSystem system;
  private final Path tools;
  private final Clock clock;
  private final Consumer<String> say;
  private final Random random = new SecureRandom();
  private final Markers markers = new Markers(random);
  private final Tally tally = new Tally();
  private final Map<String, String> jobs = new LinkedHashMap<>();
  private final List<String> missed = new ArrayList<>();
  private final SentToFal sent;
  private final Set<Integer> videos = new HashSet<>();
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
    byte[] photo = MarkedPhoto.jpeg(markers, random);
    Control.check(folder.root(), files, random);
    try (system;
        Watch watch = new Watch(files, markers, this::processes, tally)) {
      watch.start();
      say.accept("Starting a system of its own in " + folder.root() + " ...");
      system.start();
      signIn(app, other);
      paths(app, photo, watch);
      String survivor = interrupted(app, other, photo, watch);
      afterwards(app, survivor, watch);
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
        jobs,
        workflows,
        app.answers().size() + other.answers().size(),
        tally.places(),
        tally.looks(),
        rounds,
        tally.bytes(),
        sent.all().size(),
        sent.excess(
            new ByteSearch(markers.needlesBut(Set.of(PROMPT, AFTER_REFUSED_UPLOAD, SANITISED)))),
        missed,
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
    learn();
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

  /** One job for each way to end that needs no interruption, and whatever is refused. */
  private void paths(MarkedApp app, byte[] photo, Watch watch) throws IOException {
    knobs("{\"queueLatency\":\"PT0S\",\"renderLatency\":\"PT0S\",\"nextFailures\":[]}");
    new RudeRequests(app, markers).send(photo);
    fails(app, photo, "REJECTED_INPUT", "the provider refuses and repeats the prompt");
    fails(app, photo, "CONTENT_POLICY", "the provider refuses the content");
    fails(app, photo, "DETAIL_AS_TEXT", "the provider repeats the prompt in a sentence");
    fails(app, photo, "MODEL_FAILURE", "the provider fails");
    deliver(app, app.order(prompt(), photo), "made, downloaded, collected", watch);
  }

  private void fails(MarkedApp app, byte[] photo, String failure, String done) {
    say.accept("A job: " + done + ".");
    knobs("{\"nextFailures\":[\"" + failure + "\"]}");
    erased(app, app.order(prompt(), photo), done);
  }

  private void deliver(MarkedApp app, String self, String done, Watch watch) throws IOException {
    say.accept("A job: " + done + ".");
    app.await(self, PATIENCE, "READY");
    byte[] video = app.download(self + "/content");
    if (video.length < SMALLEST_VIDEO) {
      missed.add("there was no video");
    } else {
      learn(video);
      // Now that it is known, and while it lies in the vault.
      watch.lookAtAll();
    }
    app.call("collected", "POST", self + "/collected", BodyPublishers.noBody());
    erased(app, self, done);
  }

  /** Three jobs in mid-render: one is cancelled, one loses its consent, and one sees a crash. */
  private String interrupted(MarkedApp app, MarkedApp other, byte[] photo, Watch watch)
      throws IOException {
    knobs("{\"renderLatency\":\"PT120S\",\"concurrency\":4,\"nextFailures\":[]}");
    String cancelled = app.order(prompt(), photo);
    String withdrawn = other.order(prompt(), photo);
    String survivor = app.order(prompt(), photo);
    for (String self : List.of(cancelled, survivor)) {
      app.await(self, PATIENCE, "RENDERING");
    }
    other.await(withdrawn, PATIENCE, "RENDERING");
    say.accept("A job: cancelled while it is rendered.");
    app.call("cancel", "DELETE", cancelled, BodyPublishers.noBody());
    say.accept("A job: its consent withdrawn while it is rendered.");
    other.call("withdrawal", "DELETE", "/v1/consents/AI_PROCESSING", BodyPublishers.noBody());
    erased(app, cancelled, "cancelled while it was rendered");
    erased(other, withdrawn, "consent withdrawn while it was rendered");
    say.accept("A job: every process is killed while it is rendered. Searching what is left ...");
    system.kill();
    watch.lookAtAll();
    return survivor;
  }

  private void afterwards(MarkedApp app, String survivor, Watch watch) throws IOException {
    say.accept("Starting again on what the crash left ...");
    system.start();
    deliver(app, survivor, "killed with everything else, made after all", watch);
    // A second subject's order without consent is refused, and its words with it.
    app.call("withdrawal", "DELETE", "/v1/consents/AI_PROCESSING", BodyPublishers.noBody());
    app.call(
        "order without consent",
        "POST",
        "/v1/videos",
        BodyPublishers.ofString(
            "{\"model\":\"kling-2.5-turbo-standard\",\"durationSeconds\":5,\"prompt\":\"%s\"}"
                .formatted(markers.words("prompt without consent", "%s"))),
        "Content-Type",
        "application/json");
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

  private void erased(MarkedApp app, String self, String done) {
    JsonNode job = app.await(self, PATIENCE, "ERASED");
    jobs.put(done, "ERASED " + job.path("outcome").asText() + " " + job.path("reason").asText(""));
    Set<String> more = new TreeSet<>();
    job.fieldNames().forEachRemaining(more::add);
    more.removeAll(LEFT);
    if (!more.isEmpty()) {
      missed.add("an erased job still answers " + more);
    }
    app.get("receipt", self + "/receipt");
    app.get("content of an erased job", self + "/content");
  }

  private String prompt() {
    return markers.words(PROMPT, "Märchen: \"%s\" smiles & waves");
  }

  /** What is known only once it was sent or made is searched for from then on. */
  private synchronized void learn() {
    sent.photos().findFirst().ifPresent(photo -> markers.file(SANITISED, photo));
    for (Path video : sent.videos()) {
      try {
        learn(Files.readAllBytes(video));
      } catch (NoSuchFileException gone) {
        // It was deleted there meanwhile; the app downloads it from us.
      } catch (IOException e) {
        throw new ExplainedFailure("A video of the simulated fal.ai can't be read.", e);
      }
    }
  }

  private synchronized void learn(byte[] video) {
    if (video.length >= SMALLEST_VIDEO && videos.add(Arrays.hashCode(video))) {
      markers.file("video " + videos.size(), video);
    }
  }

  private void knobs(String json) {
    try {
      int status =
          http.send(
                  HttpRequest.newBuilder(system.at(Port.SIMULATED_FAL).resolve("/_sim/knobs"))
                      .PUT(BodyPublishers.ofString(json))
                      .build(),
                  BodyHandlers.discarding())
              .statusCode();
      if (status != 200) {
        throw new ExplainedFailure("The simulated fal.ai does not know: " + json);
      }
    } catch (IOException e) {
      throw new ExplainedFailure("The simulated fal.ai does not answer.", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExplainedFailure("Interrupted.", e);
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
