package io.lethe.bench.crash;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Strikes that wait for the first job to come to a point. Whoever sees a job there strikes on its
 * own thread, before it goes on: the job has not moved meanwhile.
 */
final class Ambushes {
  /** What is done to whom. */
  interface Strike {
    /**
     * @param near the process that the job was seen with; absent if nobody can tell
     * @return whether that process was struck
     */
    boolean at(@Nullable Part near);
  }

  private record Ambush(Strike strike, CompletableFuture<Boolean> sprung) {}

  private final Map<Point, Ambush> laid = new ConcurrentHashMap<>();

  /**
   * Waits for a job to come to the point and be struck.
   *
   * @return false if none came; then nothing was struck
   */
  boolean lay(Point point, Strike strike, Duration atMost) throws InterruptedException {
    Ambush ambush = new Ambush(strike, new CompletableFuture<>());
    laid.put(point, ambush);
    try {
      ambush.sprung.get(atMost.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException nobodyCame) {
      // Whoever takes it out strikes: it may have been sprung this very moment.
      if (laid.remove(point, ambush)) {
        return false;
      }
      ambush.sprung.join();
      return true;
    } catch (ExecutionException failed) {
      throw new IllegalStateException("a strike failed at " + point, failed);
    }
  }

  boolean isLaid(Point point) {
    return laid.containsKey(point);
  }

  /**
   * A job is at this point.
   *
   * @return whether {@code near} was struck
   */
  boolean spring(Point point, @Nullable Part near) {
    Ambush ambush = laid.remove(point);
    if (ambush == null) {
      return false;
    }
    try {
      boolean struckNear = ambush.strike.at(near);
      ambush.sprung.complete(true);
      return struckNear;
    } catch (RuntimeException failed) {
      ambush.sprung.completeExceptionally(failed);
      throw failed;
    }
  }
}
