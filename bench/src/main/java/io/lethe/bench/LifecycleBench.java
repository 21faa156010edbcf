package io.lethe.bench;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Order, upload, render (in no time), collect, erase, receipt; each client begins anew when it has
 * its receipt.
 */
final class LifecycleBench {
  private final Crowd crowd;
  private final int clients;
  private final ConcurrentLinkedQueue<Long> toReceipt = new ConcurrentLinkedQueue<>();
  private final AtomicReference<String> last = new AtomicReference<>("");

  LifecycleBench(Crowd crowd, int clients) {
    this.crowd = crowd;
    this.clients = clients;
  }

  /** Returns lifecycles per second. */
  double run(Duration time) throws Exception {
    toReceipt.clear();
    AtomicInteger done = new AtomicInteger();
    long began = System.nanoTime();
    long end = began + time.toNanos();
    InParallel.run(
        clients,
        () -> {
          while (System.nanoTime() < end) {
            once();
            done.incrementAndGet();
          }
        });
    return done.get() / ((System.nanoTime() - began) / 1e9);
  }

  private void once() throws Exception {
    Client client = crowd.next();
    String video = client.orderVideo();
    client.upload(video);
    client.await(video, "READY");
    long collected = System.nanoTime();
    client.collected(video);
    // ERASED is the moment at which the receipt is signed and stored.
    client.await(video, "ERASED");
    toReceipt.add(System.nanoTime() - collected);
    last.set(video);
  }

  Percentiles toReceipt() {
    return Percentiles.of(List.copyOf(toReceipt));
  }

  String lastJob() {
    return last.get().replaceFirst(".*/", "");
  }
}
