package io.lethe.dev.system;

import io.lethe.dev.ExplainedFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Ends what an earlier system of this folder left running because it was killed before it could
 * stop its parts: its PostgreSQL and its Temporal server. Both keep their data on disk, so ending
 * them loses nothing. Processes of other checkouts are left alone.
 */
final class Leftovers {
  /** A PostgreSQL without clients shuts down within a second; this allows for a full checkpoint. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final VarFolder folder;

  Leftovers(VarFolder folder) {
    this.folder = folder;
  }

  void end() {
    postgres().ifPresent(process -> end(process, "PostgreSQL"));
    temporal().forEach(process -> end(process, "Temporal"));
  }

  /** The postmaster that PostgreSQL's own pid file names, if that is what runs under this pid. */
  private Optional<ProcessHandle> postgres() {
    Path pidFile = folder.postgres().resolve("postmaster.pid");
    try {
      long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
      // After a reboot the pid can belong to anything.
      return ProcessHandle.of(pid).filter(process -> program(process).startsWith("postgres"));
    } catch (IOException | NumberFormatException | IndexOutOfBoundsException absent) {
      return Optional.empty();
    }
  }

  /** Servers whose command line names this folder's database; no pid file can be out of date. */
  private List<ProcessHandle> temporal() {
    String database = folder.temporal().resolve(OfficialTemporal.DATABASE).toString();
    return ProcessHandle.allProcesses()
        .filter(
            process ->
                Arrays.asList(process.info().arguments().orElse(new String[0])).contains(database))
        .toList();
  }

  private static String program(ProcessHandle process) {
    return process
        .info()
        .command()
        .map(path -> String.valueOf(Path.of(path).getFileName()))
        .orElse("");
  }

  private static void end(ProcessHandle process, String part) {
    process.destroy();
    try {
      process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    } catch (TimeoutException stubborn) {
      process.destroyForcibly();
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ExplainedFailure("Interrupted while ending a leftover " + part + ".", e);
    }
  }
}
