package io.lethe.dev.system;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.dev.ExplainedFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The right to run a system on a {@link VarFolder}: one process has it at a time, and others can
 * read where its system is reached. It is a lock of the operating system, so it ends with the
 * process however that ends.
 */
public final class Occupancy implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final VarFolder folder;
  private final FileChannel channel;

  private Occupancy(VarFolder folder, FileChannel channel) {
    this.folder = folder;
    this.channel = channel;
  }

  /** Empty when another process has it. */
  public static Optional<Occupancy> take(VarFolder folder) {
    VarFolder.made(folder.run());
    try {
      FileChannel channel =
          FileChannel.open(
              folder.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (tryLock(channel) == null) {
        channel.close();
        return Optional.empty();
      }
      Files.deleteIfExists(addresses(folder));
      // The launcher reads it: it does not rebuild what a running system was started from.
      Files.writeString(pid(folder), ProcessHandle.current().pid() + "\n");
      return Optional.of(new Occupancy(folder, channel));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where the system of this folder is reached; empty when none runs. */
  public static Optional<SystemAddresses> running(VarFolder folder) {
    Optional<Occupancy> free = take(folder);
    if (free.isPresent()) {
      free.get().close();
      return Optional.empty();
    }
    try {
      return Optional.of(JSON.readValue(addresses(folder).toFile(), SystemAddresses.class));
    } catch (IOException notYet) {
      throw new ExplainedFailure(
          "A system is just starting or stopping in %s: try again in a moment."
              .formatted(folder.root()),
          notYet);
    }
  }

  /**
   * @throws ExplainedFailure if none runs
   */
  public static SystemAddresses requireRunning(VarFolder folder) {
    return running(folder)
        .orElseThrow(
            () -> new ExplainedFailure("No system is running here: start one with ./lethe up."));
  }

  /** Tells other processes where the system is reached. */
  void announce(SystemAddresses where) {
    Path file = addresses(folder);
    Path draft = file.resolveSibling("draft.json");
    try {
      JSON.writeValue(draft.toFile(), where);
      Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(addresses(folder));
      Files.deleteIfExists(pid(folder));
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisProcess) {
      return null;
    }
  }

  private static Path addresses(VarFolder folder) {
    return folder.run().resolve("addresses.json");
  }

  private static Path pid(VarFolder folder) {
    return folder.run().resolve("pid");
  }
}
