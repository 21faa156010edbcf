package io.lethe.bench;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * POST to 201, at a fixed rate whether or not earlier orders are answered: who waits in line is
 * measured as waiting.
 */
final class OrderBench {
  private static final int SECONDS = 20;
  private static final int WARM_UP_SECONDS = 60;

  private final Crowd crowd;
  private final AtomicInteger refused = new AtomicInteger();

  OrderBench(Crowd crowd) {
    this.crowd = crowd;
  }

  List<String> run(int perSecond) {
    send(perSecond, WARM_UP_SECONDS);
    refused.set(0);
    Percentiles times = send(perSecond, SECONDS);
    return List.of("order at %d/s: %s, %d refused".formatted(perSecond, times, refused.get()));
  }

  private Percentiles send(int perSecond, int seconds) {
    ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
    List<CompletableFuture<?>> sent = new ArrayList<>();
    long pause = 1_000_000_000L / perSecond;
    long next = System.nanoTime();
    for (int i = 0; i < perSecond * seconds; i++) {
      long due = next;
      while (System.nanoTime() < due) {
        LockSupport.parkNanos(due - System.nanoTime());
      }
      sent.add(crowd.next().orderLater().thenAccept(answer -> nanos.add(took(due, answer))));
      next += pause;
    }
    sent.forEach(CompletableFuture::join);
    return Percentiles.of(nanos);
  }

  /** Whoever is told to come back (503) has waited as well. */
  private long took(long due, HttpResponse<byte[]> answer) {
    if (answer.statusCode() == 503) {
      refused.incrementAndGet();
    } else if (answer.statusCode() != 201) {
      throw new IllegalStateException("answered " + answer.statusCode());
    }
    return System.nanoTime() - due;
  }
}
