package io.lethe.bench;

import io.lethe.bench.crash.CrashCommand;
import io.lethe.dev.system.DevelopmentSettings;
import io.lethe.dev.system.DevelopmentSystem;
import io.lethe.dev.system.Ports;
import io.lethe.dev.system.VarFolder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;

/**
 * Measures the whole system on this machine. Bounded in count and time; talks to loopback only.
 *
 * <pre>java -jar bench/target/lethe-bench.jar FOLDER</pre>
 *
 * <p>The folder, which must be empty, takes the data; the tools (Temporal, ffmpeg) are taken from
 * {@code var/tools} of the checkout in the current folder. {@code java -Xmx96m -jar
 * bench/target/lethe-bench.jar FOLDER upload} measures the upload alone. {@code java -jar
 * bench/target/lethe-bench.jar FOLDER crash --rounds 200} kills processes; see {@link
 * CrashCommand}.
 */
public final class Bench {
  private static final int PORT_OFFSET = 5_000;
  private static final int CLIENTS = 16;
  private static final Duration WARM_UP = Duration.ofSeconds(10);
  private static final Duration MEASURED = Duration.ofSeconds(30);

  private Bench() {}

  public static void main(String[] arguments) throws Exception {
    Path folder = Path.of(arguments[0]).toAbsolutePath();
    if (List.of(arguments).contains("crash")) {
      crash(arguments);
    }
    if (List.of(arguments).contains("upload")) {
      new UploadBench(folder).run().forEach(Bench::say);
      return;
    }
    long began = System.nanoTime();
    try (DevelopmentSystem system = DevelopmentSystem.start(settings(folder), Bench::say)) {
      say("first healthy start: %.1f s".formatted((System.nanoTime() - began) / 1e9));
      Client client = Client.of(system, PORT_OFFSET);
      client.renderNothing();
      new OrderBench(client).run(10).forEach(Bench::say);
      new OrderBench(client).run(20).forEach(Bench::say);
      LifecycleBench lifecycles = new LifecycleBench(client, CLIENTS);
      lifecycles.run(WARM_UP);
      BareWorkflows bare = new BareWorkflows(new Ports(PORT_OFFSET), CLIENTS);
      bare.run(WARM_UP);
      double bareRate = bare.run(MEASURED);
      double rate = lifecycles.run(MEASURED);
      say("bare workflows with as many activities: %.2f/s".formatted(bareRate));
      say("full lifecycles: %.2f/s, %.2f of that".formatted(rate, rate / bareRate));
      say("collected to signed receipt: " + lifecycles.toReceipt());
      say("history events of one job: " + bare.eventsOf(lifecycles.lastJob()));
      bare.close();
    }
    // The clients' threads are not daemons.
    System.exit(0);
  }

  private static void crash(String[] arguments) {
    List<String> rest = new ArrayList<>(List.of(arguments));
    rest.remove("crash");
    System.setProperty("lethe.log", arguments[0] + "/log/bench.log");
    // The embedded PostgreSQL's threads are not daemons.
    System.exit(new CommandLine(new CrashCommand()).execute(rest.toArray(String[]::new)));
  }

  private static DevelopmentSettings settings(Path folder) throws Exception {
    Path home = Path.of("").toAbsolutePath();
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.remove("FAL_KEY");
    environment.put("LETHE_REQUIRE_TEMPORAL", "1");
    Files.createDirectories(folder);
    Files.createSymbolicLink(folder.resolve("tools"), home.resolve("var/tools"));
    return new DevelopmentSettings(
        home, new VarFolder(folder), new Ports(PORT_OFFSET), environment);
  }

  private static void say(String line) {
    System.out.println(line);
  }
}
