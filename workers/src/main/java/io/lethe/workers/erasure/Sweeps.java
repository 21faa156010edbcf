package io.lethe.workers.erasure;

import com.codahale.metrics.MetricRegistry;
import io.lethe.storage.Stores;
import io.lethe.storage.vault.Expiry;
import io.lethe.storage.vault.ObjectStore;
import io.lethe.storage.vault.Tombstones;
import io.lethe.storage.vault.VaultSettings;
import io.lethe.workflows.StepOptions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What may be left behind. Whoever keeps something for a time adds what ends it here. */
public final class Sweeps {
  /** Small deletions that one transaction takes in a blink. */
  private static final int ROWS_IN_A_ROUND = 10_000;

  /**
   * No honest writer is silent for that long, nor takes that long from its last byte to its row.
   */
  private static final Duration SETTLED = StepOptions.SECOND_LOOK_AFTER;

  /** A ledger is restored with the workers stopped; who does otherwise waits so long at most. */
  private static final Duration BETWEEN_LOOKS_FOR_A_RESTORE = Duration.ofMinutes(10);

  /** They are kept for weeks, and there may be hundreds of thousands. */
  private static final Duration BETWEEN_LISTS_OF_TOMBSTONES = Duration.ofHours(6);

  /** Each is a file of any size to delete. */
  private static final int PACKAGES_IN_A_ROUND = 100;

  private Sweeps() {}

  /** Driven by the age of objects alone: these go on when the ledger is gone too. */
  public static List<Sweep> byAge(VaultSettings settings, ObjectStore objects, Clock clock) {
    Expiry expiry = new Expiry(objects);
    Tombstones tombstones = new Tombstones(objects);
    return List.of(
        Sweep.of(
            "expired-objects",
            () -> expiry.expireJobs(clock.instant().minus(settings.expireAfter()))),
        Sweep.of(
            "half-written-objects", () -> expiry.expireHalfWritten(clock.instant().minus(SETTLED))),
        new SeldomSweep(
            Sweep.of(
                "expired-tombstones",
                () -> tombstones.expire(clock.instant().minus(settings.tombstonesKept()))),
            BETWEEN_LISTS_OF_TOMBSTONES,
            clock));
  }

  /**
   * Driven by the ledger. The watch comes after whatever erases, and so tells what is left.
   *
   * @param secondLook how long after its receipt a job is looked for again: longer than any writer
   *     can still be writing
   * @param outside what asks others than the ledger and the vault, and so comes last
   */
  public static List<Sweep> byLedger(
      SweeperSettings settings,
      Duration secondLook,
      Stores stores,
      List<Sweep> outside,
      MetricRegistry metrics,
      Clock clock) {
    OverdueWatch watch = new OverdueWatch(stores.openErasures(), clock);
    watch.register(metrics);
    Duration secondLookOverdue = secondLook.plus(settings.grace());
    List<Sweep> sweeps = new ArrayList<>();
    Collections.addAll(
        sweeps,
        new SeldomSweep(
            Sweep.of("subjects-erased-before", stores.people().rights().restored()::eraseAgain),
            BETWEEN_LOOKS_FOR_A_RESTORE,
            clock),
        new SeldomSweep(
            new ErasedBefore(stores.openErasures(), stores.tombstones(), stores.erasures()),
            BETWEEN_LOOKS_FOR_A_RESTORE,
            clock),
        new UnconfirmedErasures(stores.openErasures(), stores.erasures(), settings.grace(), clock),
        new SecondLooks(stores.openErasures(), stores.erasures(), secondLookOverdue, clock),
        new StraySweep(stores.strayObjects(), stores.erasures(), SETTLED, clock),
        Sweep.of(
            "expired-idempotency-keys",
            () -> stores.jobs().deleteExpiredIdempotencyKeys(ROWS_IN_A_ROUND)),
        Sweep.of("hand-offs", () -> stores.handOffs().deleteOver(ROWS_IN_A_ROUND)));
    sweeps.addAll(ExpiredRows.of(stores.people().retention()));
    sweeps.add(
        Sweep.of(
            "expired-access-packages",
            () -> stores.people().rights().packages().eraseExpired(PACKAGES_IN_A_ROUND)));
    sweeps.add(watch);
    sweeps.addAll(outside);
    return List.copyOf(sweeps);
  }
}
