package io.lethe.dev.absence;

import java.io.IOException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Searches what a system writes, again and again while it runs, so that what lies in clear for a
 * second only is found as well. It takes a quarter of one processor at most.
 */
final class Watch implements AutoCloseable {
  private static final long SHORTEST_PAUSE_MS = 250;

  private final WrittenFiles files;
  private final Markers markers;
  private final Supplier<ProcessHandle[]> processes;
  private final Tally tally;
  private final Thread thread = new Thread(this::run, "watch");
  private volatile boolean ended;
  private volatile @Nullable IOException broken;
  private int rounds;
  private int searchedFor;

  Watch(WrittenFiles files, Markers markers, Supplier<ProcessHandle[]> processes, Tally tally) {
    this.files = files;
    this.markers = markers;
    this.processes = processes;
    this.tally = tally;
  }

  void start() {
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!ended) {
        long begun = System.nanoTime();
        look();
        Thread.sleep(Math.max(SHORTEST_PAUSE_MS, 3 * (System.nanoTime() - begun) / 1_000_000));
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      broken = e;
    }
  }

  private synchronized void look() throws IOException {
    ProcessHandle[] running = processes.get();
    ByteSearch search = new ByteSearch(markers.needles());
    if (search.size() == searchedFor) {
      files.searchChanged(search, running, tally);
    } else {
      // What was planted meanwhile may lie in files that did not change since.
      files.searchAll(search, running, tally);
    }
    searchedFor = search.size();
    rounds++;
  }

  /** Searches every file from its first byte to its last. */
  synchronized void lookAtAll() throws IOException {
    files.searchAll(new ByteSearch(markers.needles()), processes.get(), tally);
    rounds++;
  }

  synchronized int rounds() {
    return rounds;
  }

  /**
   * Ends the watching.
   *
   * @throws IOException if it had to end before
   */
  @Override
  public void close() throws IOException {
    ended = true;
    thread.interrupt();
    if (broken != null) {
      throw broken;
    }
  }
}
