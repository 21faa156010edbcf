package io.lethe.bench;

import io.lethe.bench.crash.CrashCommand;
import io.lethe.dev.ExplainedFailure;
import io.lethe.dev.system.DevelopmentSettings;
import io.lethe.dev.system.DevelopmentSystem;
import io.lethe.dev.system.Ports;
import io.lethe.dev.system.VarFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;

/**
 * Measures the whole system on this machine. Bounded in count and time; talks to loopback only.
 *
 * <pre>java -jar bench/target/lethe-bench.jar FOLDER</pre>
 *
 * <p>The folder, which must be empty or not there yet, takes the data; the tools (Temporal, ffmpeg)
 * are those that {@code ./lethe} has fetched, or are fetched now. {@code FOLDER orders}, {@code
 * lifecycles} and {@code upload} measure a part of it, the upload in the heap that this JVM was
 * given. {@code FOLDER rights} measures access and deletion for subjects of whom much is kept.
 * {@code FOLDER crash --rounds 200} kills processes; see {@link CrashCommand}.
 */
public final class Bench {
  private static final String OWN_PORT_OFFSET = "5000";
  private static final int CLIENTS = 16;

  /** So many that none waits for another order of its own. */
  private static final int SUBJECTS = 200;

  /** A JVM that has just started compiles more than it serves; one that serves has run for days. */
  private static final Duration WARM_UP = Duration.ofMinutes(3);

  private static final Duration WARM_UP_OF_BARE = Duration.ofSeconds(45);

  private static final Duration MEASURED = Duration.ofSeconds(30);

  /** Each takes half a minute here, most of it to fill the ledger. */
  private static final int RICH_SUBJECTS = 8;

  /** The goal for the upload is met in a heap of this size or not at all. */
  private static final String UPLOAD_HEAP = "-Xmx96m";

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    if (List.of(arguments).contains("crash")) {
      crash(arguments);
    }
    if (arguments.length == 0 || !isEmpty(Path.of(arguments[0]))) {
      System.err.println(
          "Usage: java -jar bench/target/lethe-bench.jar FOLDER [orders|lifecycles|upload|rights], where FOLDER is empty.");
      System.exit(2);
    }
    Path folder = Files.createDirectories(Path.of(arguments[0]).toAbsolutePath());
    int code = 1;
    try {
      run(arguments.length == 1 ? "" : arguments[1], folder);
      code = 0;
    } catch (ExplainedFailure explained) {
      System.err.println("bench: " + explained.getMessage());
    } catch (Exception broken) {
      broken.printStackTrace();
    }
    // The threads of clients and of the embedded PostgreSQL are not daemons.
    System.exit(code);
  }

  private static void run(String part, Path folder) throws Exception {
    Path system = folder.resolve("system");
    say("JDK %s, %d processors".formatted(Runtime.version(), processors()));
    switch (part) {
      case "orders" -> onSystem(system, Bench::measureOrders);
      case "lifecycles" -> onSystem(system, Bench::measureLifecycles);
      case "rights" ->
          onSystem(
              system,
              (running, ports) ->
                  new RightsBench(running.addresses()).run(RICH_SUBJECTS).forEach(Bench::say));
      case "upload" -> new UploadBench(folder).run().forEach(Bench::say);
      default -> {
        onSystem(
            system,
            (running, ports) -> {
              measureOrders(running, ports);
              measureLifecycles(running, ports);
            });
        measureUpload(folder.resolve("upload"));
      }
    }
  }

  /** Something to measure on a whole system. */
  private interface Measurement {
    void run(DevelopmentSystem system, Ports ports) throws Exception;
  }

  private static void onSystem(Path folder, Measurement measurement) throws Exception {
    DevelopmentSettings settings = settings(folder);
    long began = System.nanoTime();
    try (DevelopmentSystem system = DevelopmentSystem.start(settings, Bench::say)) {
      say("first healthy start: %.1f s".formatted((System.nanoTime() - began) / 1e9));
      measurement.run(system, settings.ports());
    }
  }

  private static void measureOrders(DevelopmentSystem system, Ports ports) throws Exception {
    OrderBench orders = new OrderBench(Crowd.of(system, ports, SUBJECTS));
    orders.run(10).forEach(Bench::say);
    orders.run(20).forEach(Bench::say);
  }

  /** The yardstick and what is measured with it in one run, on the same server. */
  private static void measureLifecycles(DevelopmentSystem system, Ports ports) throws Exception {
    LifecycleBench lifecycles = new LifecycleBench(Crowd.of(system, ports, SUBJECTS), CLIENTS);
    try (BareWorkflows bare = new BareWorkflows(ports, CLIENTS)) {
      lifecycles.run(WARM_UP);
      bare.run(WARM_UP_OF_BARE);
      double bareRate = bare.run(MEASURED);
      double rate = lifecycles.run(MEASURED);
      say("bare workflows with as many activities: %.2f/s".formatted(bareRate));
      say("full lifecycles: %.2f/s, %.2f of that".formatted(rate, rate / bareRate));
      say("collected to signed receipt: " + lifecycles.toReceipt());
      say("history events of one job: " + bare.eventsOf(lifecycles.lastJob()));
      say(bare.stepsOf(lifecycles.lastJob()));
    }
  }

  /** In a JVM of its own, because the heap is part of the goal. */
  private static void measureUpload(Path folder) throws Exception {
    Process upload =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                UPLOAD_HEAP,
                "-cp",
                System.getProperty("java.class.path"),
                Bench.class.getName(),
                folder.toString(),
                "upload")
            .inheritIO()
            .start();
    if (upload.waitFor() != 0) {
      throw new IOException("the upload could not be measured");
    }
  }

  private static void crash(String[] arguments) {
    List<String> rest = new ArrayList<>(List.of(arguments));
    rest.remove("crash");
    System.setProperty("lethe.log", arguments[0] + "/log/bench.log");
    // The embedded PostgreSQL's threads are not daemons.
    System.exit(new CommandLine(new CrashCommand()).execute(rest.toArray(String[]::new)));
  }

  private static DevelopmentSettings settings(Path folder) throws IOException {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove("FAL_KEY");
    environment.put("LETHE_REQUIRE_TEMPORAL", "1");
    String offset = environment.getOrDefault("LETHE_PORT_OFFSET", OWN_PORT_OFFSET);
    DevelopmentSettings usual = DevelopmentSettings.of(environment, Integer.parseInt(offset));
    Path tools = Files.createDirectories(usual.folder().tools());
    // Even of so many subjects each orders more than any person does.
    environment.put("LETHE_QUOTA_AT_ONCE", "1000000");
    environment.put("LETHE_QUOTA_PER_DAY", "1000000");
    Files.createDirectories(folder);
    Files.createSymbolicLink(folder.resolve("tools"), tools);
    return new DevelopmentSettings(usual.home(), new VarFolder(folder), usual.ports(), environment);
  }

  private static boolean isEmpty(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return true;
    }
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
