package io.lethe.bench.crash;

import io.lethe.dev.system.EmbeddedLedger;
import io.lethe.dev.system.VarFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** PostgreSQL, killed whole: the postmaster and every process that serves a connection. */
final class LedgerPart implements Part {
  private final VarFolder folder;
  private final int port;
  private @Nullable EmbeddedLedger ledger;

  LedgerPart(VarFolder folder, int port) {
    this.folder = folder;
    this.port = port;
  }

  @Override
  public String name() {
    return "postgres";
  }

  /** Returns when it answers: recovery is part of its start. */
  @Override
  public synchronized void start() {
    forgetTheDead();
    ledger = EmbeddedLedger.start(folder, port);
  }

  @Override
  public void awaitAnswer() {
    // It did when start() returned.
  }

  @Override
  public synchronized void strike() {
    Path pidFile = folder.postgres().resolve("postmaster.pid");
    try {
      long pid = Long.parseLong(Files.readAllLines(pidFile).get(0).strip());
      ProcessHandle postmaster = ProcessHandle.of(pid).orElseThrow();
      // Looked up first: the children of a dead process are not its children any more.
      List<ProcessHandle> children = postmaster.descendants().toList();
      postmaster.destroyForcibly();
      children.forEach(ProcessHandle::destroyForcibly);
      for (ProcessHandle process :
          Stream.concat(Stream.of(postmaster), children.stream()).toList()) {
        process.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new IllegalStateException("PostgreSQL outlived its end", e);
    }
  }

  @Override
  public boolean isUp() {
    return ProcessPart.listens(port);
  }

  /** Releases the lock that the library holds in this process for a server that is gone. */
  private void forgetTheDead() {
    EmbeddedLedger dead = ledger;
    if (dead != null) {
      ledger = null;
      close(dead);
    }
  }

  synchronized void stop() {
    forgetTheDead();
  }

  private static void close(EmbeddedLedger ledger) {
    try {
      ledger.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
