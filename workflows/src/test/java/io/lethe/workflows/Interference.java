package io.lethe.workflows;

import io.temporal.api.common.v1.Payload;
import io.temporal.payload.codec.PayloadCodec;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * Changes no payload, but can reach into a video workflow's own thread, once, when it hands
 * something to Temporal.
 */
public final class Interference implements PayloadCodec {
  /** The SDK takes what lasts longer than a second for a deadlock. */
  private static final Duration TOO_LONG = Duration.ofMillis(1_500);

  private static final Runnable NONE = () -> {};

  private final AtomicReference<Runnable> next = new AtomicReference<>(NONE);

  /** As a busy machine does. */
  public void holdUpOnce() {
    next.set(Interference::holdUp);
  }

  /** As a bug does. */
  public void throwOnce() {
    next.set(
        () -> {
          throw new IllegalStateException("a bug");
        });
  }

  public boolean hasHappened() {
    return next.get() == NONE;
  }

  @Override
  public List<Payload> encode(List<Payload> payloads) {
    if (Thread.currentThread().getName().startsWith("workflow-method-video/")) {
      next.getAndSet(NONE).run();
    }
    return payloads;
  }

  @Override
  public List<Payload> decode(List<Payload> payloads) {
    return payloads;
  }

  private static void holdUp() {
    long end = System.nanoTime() + TOO_LONG.toNanos();
    while (System.nanoTime() < end) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }
}
