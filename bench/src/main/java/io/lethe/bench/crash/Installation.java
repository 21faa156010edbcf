package io.lethe.bench.crash;

import io.lethe.api.ApiApplication;
import io.lethe.dev.system.Port;
import io.lethe.dev.system.Ports;
import io.lethe.dev.system.TemporalArguments;
import io.lethe.dev.system.TemporalBinary;
import io.lethe.dev.system.VarFolder;
import io.lethe.workers.WorkersApplication;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A whole Lethe as in production: PostgreSQL, Temporal, the API and two workers, each a process of
 * its own that knows the others by their addresses only.
 */
final class Installation implements AutoCloseable {
  static final int WORKERS = 2;

  /** Not a secret: the simulated fal.ai takes what it is told to take. */
  static final String FAL_KEY = "simulated:simulated";

  /** The simulated fal.ai is beside us and its videos are small: a second look can come soon. */
  private static final Duration LONGEST_CALL = Duration.ofSeconds(5);

  private static final int WORTH_AN_ARCHIVE = 20;
  private static final int FAL_AT_ONCE = 32;
  private static final Duration SWEEP_EVERY = Duration.ofSeconds(10);

  /** A quiet machine brings a worker back in less, and a busy one loses nothing by two erasers. */
  private static final Duration SWEEP_GRACE = Duration.ofSeconds(30);

  private final CrashSettings settings;
  private final Path logs;
  private final Path configuration;
  private final VaultDisk disk;
  private final LedgerPart ledger;
  private final ProcessPart temporal;
  private final List<ProcessPart> workers = new ArrayList<>();
  private final ProcessPart api;

  Installation(CrashSettings settings) throws IOException {
    this.settings = settings;
    // Else somebody else's server would be taken for ours.
    settings.ports().requireFree(List.of(Port.values()));
    VarFolder folder = new VarFolder(settings.folder());
    logs = Files.createDirectories(folder.logs());
    Files.createDirectories(folder.temporal());
    // Of its own: what runs for an hour must not change with the checkout.
    configuration =
        Files.copy(
            settings.home().resolve("config.yml"),
            settings.folder().resolve("config.yml"),
            StandardCopyOption.REPLACE_EXISTING);
    disk = VaultDisk.at(settings.folder().resolve("disk"));
    ledger = new LedgerPart(folder, port(Port.POSTGRES));
    temporal = temporal(folder);
    for (int i = 0; i < WORKERS; i++) {
      int admin = port(Port.WORKERS_ADMIN) + 10 * i;
      Map<String, String> environment = environment(i);
      environment.put("LETHE_WORKERS_ADMIN_PORT", Integer.toString(admin));
      workers.add(java("worker-" + (i + 1), WorkersApplication.class, environment, admin));
    }
    api = java("api", ApiApplication.class, environment(0), port(Port.API_ADMIN));
  }

  /** The port of a worker's way to fal.ai. */
  static int gatePort(Ports ports, int worker) {
    return ports.of(Port.SIMULATED_FAL) + 10 * (worker + 1);
  }

  /** PostgreSQL and Temporal first, which both of ours wait for. */
  void start() throws InterruptedException {
    temporal.start();
    ledger.start();
    temporal.awaitAnswer();
    workers.forEach(Part::start);
    api.start();
    awaitAll();
    if (settings.rounds() >= WORTH_AN_ARCHIVE) {
      // Who is killed never writes its archive of classes, which halves the time of every start.
      ProcessPart worker = workers.get(0);
      worker.stop();
      api.stop();
      worker.start();
      api.start();
      awaitAll();
    }
  }

  /**
   * Brings back whatever is down, as far as somebody can work again: a second worker that is still
   * on its way may be struck there.
   */
  void bringBack() throws InterruptedException {
    for (Part part : all()) {
      if (!part.isUp()) {
        part.start();
      }
    }
    for (Part part : List.of(disk, ledger, temporal, api)) {
      part.awaitAnswer();
    }
    workers.get(0).awaitAnswerOrThatOf(workers.get(1));
  }

  private void awaitAll() throws InterruptedException {
    for (Part part : all()) {
      part.awaitAnswer();
    }
  }

  private List<Part> all() {
    List<Part> all = new ArrayList<>(List.of(disk, ledger, temporal));
    all.addAll(workers);
    all.add(api);
    return all;
  }

  VaultDisk disk() {
    return disk;
  }

  Part ledger() {
    return ledger;
  }

  Part temporal() {
    return temporal;
  }

  List<ProcessPart> workers() {
    return workers;
  }

  Part api() {
    return api;
  }

  String jdbcUrl() {
    return "jdbc:postgresql://localhost:" + port(Port.POSTGRES) + "/lethe";
  }

  /** Kills Temporal and deletes all that it ever knew. */
  void loseTemporal() {
    temporal.strike();
    try (var files = Files.list(new VarFolder(settings.folder()).temporal())) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    api.end();
    workers.forEach(ProcessPart::end);
    temporal.end();
    ledger.stop();
    disk.start();
    disk.close();
  }

  private int port(Port port) {
    return settings.ports().of(port);
  }

  private ProcessPart temporal(VarFolder folder) {
    TemporalBinary binary = new TemporalBinary(folder.tools(), System.getenv());
    Path program =
        binary
            .find()
            .or(binary::fetch)
            .orElseThrow(
                () ->
                    new IllegalStateException(
                        "No Temporal server could be found or fetched: put the temporal binary on"
                            + " the PATH. The in-memory server would prove nothing here."));
    List<String> command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "server",
                "start-dev",
                "--headless",
                "--port",
                Integer.toString(port(Port.TEMPORAL)),
                "--db-filename",
                folder.temporal().resolve("temporal.db").toString()));
    command.addAll(TemporalArguments.all());
    return new ProcessPart(
        "temporal", command, System.getenv(), logs, () -> ProcessPart.listens(port(Port.TEMPORAL)));
  }

  private ProcessPart java(
      String name, Class<?> main, Map<String, String> environment, int adminPort) {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            // Several of these share the machine with all else, and none lives long.
            "-Xmx192m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+IgnoreUnrecognizedVMOptions",
            "-XX:+AutoCreateSharedArchive",
            "-XX:SharedArchiveFile=" + logs.resolve(main.getSimpleName() + ".jsa"),
            "-Dlethe.log=" + logs.resolve(name + "-start.log"),
            "-cp",
            classPath(),
            main.getName(),
            "server",
            configuration.toString());
    return new ProcessPart(
        name, command, environment, logs, () -> ProcessPart.answersHttp(adminPort, "/ping"));
  }

  /** Ours, for a process that works in another folder. */
  private static String classPath() {
    return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(entry -> Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private Map<String, String> environment(int gate) {
    Map<String, String> names = new HashMap<>(System.getenv());
    names.put("FAL_KEY", FAL_KEY);
    names.put("FAL_ADMIN_KEY", World.ADMIN_KEY);
    names.put("FAL_ACCOUNT", World.ACCOUNT);
    String fal = Gate.address(gatePort(settings.ports(), gate)).toString();
    names.put("LETHE_FAL_QUEUE", fal);
    names.put("LETHE_FAL_PLATFORM", fal);
    names.put("LETHE_FAL_REST", fal);
    names.put("LETHE_API_PORT", Integer.toString(port(Port.API)));
    names.put("LETHE_API_ADMIN_PORT", Integer.toString(port(Port.API_ADMIN)));
    names.put("LETHE_LEDGER_URL", jdbcUrl());
    names.put("LETHE_LEDGER_USER", "postgres");
    names.put("LETHE_VAULT_FOLDER", disk.vault().toString());
    names.put("LETHE_VAULT_KEYS", new VarFolder(settings.folder()).keys().toString());
    names.put("LETHE_VAULT_CREATE_MISSING_KEYS", "true");
    names.put("TEMPORAL_ADDRESS", "127.0.0.1:" + port(Port.TEMPORAL));
    names.put("LETHE_IDENTITY_ISSUER", settings.ports().url(Port.IDENTITY));
    names.put(
        "LETHE_IDENTITY_JWKS_URI", settings.ports().url(Port.IDENTITY) + "/.well-known/jwks.json");
    names.put("LETHE_ERASE_BY", settings.eraseBy().toString());
    names.put("LETHE_DELIVERY_WINDOW", settings.deliveryWindow().toString());
    names.put("LETHE_SECOND_LOOK", settings.secondLook().toString());
    names.put("LETHE_FAL_STATUS_TIMEOUT", LONGEST_CALL.toString());
    names.put("LETHE_FAL_DOWNLOAD_TIMEOUT", LONGEST_CALL.toString());
    // Of a larger account: where only two may be there at once, two dead submissions stop the rest.
    names.put("LETHE_FAL_AT_ONCE", Integer.toString(FAL_AT_ONCE));
    names.put("LETHE_QUOTA_PER_DAY", Integer.toString(Integer.MAX_VALUE));
    names.put("LETHE_SWEEP_EVERY", SWEEP_EVERY.toString());
    names.put("LETHE_SWEEP_GRACE", SWEEP_GRACE.toString());
    return names;
  }
}
