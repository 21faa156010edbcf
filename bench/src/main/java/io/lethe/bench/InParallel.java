package io.lethe.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** The same work by several clients at once. */
final class InParallel {
  private InParallel() {}

  /** Work that may fail. */
  interface Work {
    void run() throws Exception;
  }

  /** Returns when all have ended; the first failure is thrown. */
  static void run(int clients, Work work) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(clients);
    try {
      List<Callable<Void>> calls = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        calls.add(
            () -> {
              work.run();
              return null;
            });
      }
      for (Future<Void> call : threads.invokeAll(calls)) {
        call.get();
      }
    } finally {
      threads.shutdownNow();
    }
  }
}
