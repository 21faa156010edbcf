package io.lethe.bench.crash;

import io.lethe.dev.system.Ports;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Runs the crash test and prints its table. */
@Command(
    name = "crash",
    description =
        "Kills the parts of a whole installation while apps order videos, and counts what is wrong"
            + " at the end. Exit code 1 if anything is.")
public final class CrashCommand implements Callable<Integer> {
  /** A dead worker's step is repeated after up to two minutes. */
  private static final Duration GRACE = Duration.ofMinutes(3);

  @Parameters(index = "0", paramLabel = "FOLDER", description = "Takes the data; empty before.")
  private Path folder = Path.of("");

  @Option(names = "--rounds", defaultValue = "200", description = "Default: ${DEFAULT-VALUE}")
  private int rounds;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Of all that is left to chance. Default: ${DEFAULT-VALUE}")
  private long seed;

  @Option(
      names = "--minutes",
      defaultValue = "120",
      description = "No round begins after so long. Default: ${DEFAULT-VALUE}")
  private int minutes;

  @Option(names = "--apps", defaultValue = "8", description = "Default: ${DEFAULT-VALUE}")
  private int apps;

  @Option(names = "--port-offset", defaultValue = "6000", description = "Default: ${DEFAULT-VALUE}")
  private int portOffset;

  // Two minutes after which a worker that died submitting is missed, and room for another death.
  @Option(names = "--erase-by", defaultValue = "PT3M", description = "Default: ${DEFAULT-VALUE}")
  private Duration eraseBy = Duration.ZERO;

  @Option(
      names = "--second-look",
      defaultValue = "PT30S",
      description = "Default: ${DEFAULT-VALUE}")
  private Duration secondLook = Duration.ZERO;

  @Override
  public Integer call() throws Exception {
    CrashSettings settings =
        new CrashSettings(
            Path.of("").toAbsolutePath(),
            folder.toAbsolutePath().normalize(),
            new Ports(portOffset),
            rounds,
            seed,
            Duration.ofMinutes(minutes),
            apps,
            eraseBy,
            eraseBy.dividedBy(4),
            secondLook,
            GRACE);
    Files.createDirectories(settings.folder());
    Path tools = settings.folder().resolve("tools");
    if (!Files.exists(tools)) {
      Files.createSymbolicLink(tools, settings.home().resolve("var/tools"));
    }
    try (CrashRun run = CrashRun.start(settings, CrashCommand::say)) {
      // A signal ends the JVM without unwinding this method.
      Thread stop = new Thread(() -> close(run), "stop");
      Runtime.getRuntime().addShutdownHook(stop);
      CrashReport report = run.run();
      report.lines().forEach(System.out::println);
      Runtime.getRuntime().removeShutdownHook(stop);
      return report.isClean() ? 0 : 1;
    }
  }

  private static void close(CrashRun run) {
    try {
      run.close();
    } catch (Exception e) {
      throw new IllegalStateException("could not stop everything", e);
    }
  }

  private static void say(String line) {
    System.out.println(LocalTime.now().truncatedTo(ChronoUnit.SECONDS) + " " + line);
  }
}
