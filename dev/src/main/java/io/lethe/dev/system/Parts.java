package io.lethe.dev.system;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Started parts, stopped in the reverse of the order in which they came up. */
final class Parts implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  private final Deque<AutoCloseable> started = new ArrayDeque<>();
  private final List<CompletableFuture<?>> starting = new ArrayList<>();

  synchronized <T extends AutoCloseable> T add(T part) {
    started.push(part);
    return part;
  }

  /** Starts a part while others start. */
  synchronized <T extends AutoCloseable> CompletableFuture<T> start(Supplier<T> part) {
    CompletableFuture<T> future = CompletableFuture.supplyAsync(() -> add(part.get()));
    starting.add(future);
    return future;
  }

  /** Waits until a part is up, or throws what its start threw. */
  static <T> T await(CompletableFuture<T> part) {
    try {
      return part.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  /** One part that won't stop does not keep the others running. */
  @Override
  public void close() {
    // What is still coming up would otherwise be left running.
    pending().forEach(part -> part.handle((up, failure) -> null).join());
    for (AutoCloseable part = next(); part != null; part = next()) {
      try {
        part.close();
      } catch (Exception e) {
        LOG.error("{} did not stop cleanly", part.getClass().getSimpleName(), e);
      }
    }
  }

  private synchronized List<CompletableFuture<?>> pending() {
    return List.copyOf(starting);
  }

  private synchronized @Nullable AutoCloseable next() {
    return started.poll();
  }
}
