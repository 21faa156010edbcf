package io.lethe.storage.erasure;

import io.lethe.domain.JobId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What is still to be erased, read from the ledger alone: whoever asks here depends on no workflow.
 *
 * <p>Lists come in random order. Many sweepers that ask at once so share the work, and things that
 * fail again and again can't keep the others out of a list that is cut off.
 */
public final class OpenErasures {
  private final Jdbi jdbi;

  public OpenErasures(Jdbi jdbi) {
    this.jdbi = jdbi;
  }

  /**
   * Jobs without a receipt whose deadline passed, or whose erasure began, before this moment.
   *
   * @param limit most to return
   */
  public List<JobId> unconfirmed(Instant before, int limit) {
    return jdbi.withExtension(OpenErasuresDao.class, dao -> dao.unconfirmed(before, limit));
  }

  /** Jobs whose erasure has not begun, as far as this ledger knows. */
  public List<JobId> notBegun() {
    return jdbi.withExtension(OpenErasuresDao.class, OpenErasuresDao::notBegun);
  }

  /** How far behind the erasures are: jobs past their deadline that have no receipt. */
  public Overdue overdue(Instant now) {
    return jdbi.withExtension(OpenErasuresDao.class, dao -> dao.overdue(now));
  }

  /**
   * @param jobs how many
   * @param oldest the earliest deadline among them
   */
  public record Overdue(long jobs, @Nullable Instant oldest) {

    /** Zero if there are none. */
    public Duration age(Instant now) {
      return oldest == null ? Duration.ZERO : Duration.between(oldest, now);
    }
  }

  /**
   * Jobs whose receipt was issued before this moment and that were not looked at again since.
   *
   * @param limit most to return
   */
  public List<JobId> lookedAtOnce(Instant issuedBefore, int limit) {
    return jdbi.withExtension(OpenErasuresDao.class, dao -> dao.lookedAtOnce(issuedBefore, limit));
  }
}
