package io.lethe.storage.staff;

import io.lethe.domain.JobId;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.ModelOff;
import io.lethe.storage.egress.EgressStatus;
import io.lethe.storage.provider.Block;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** What an operator has to see, and nothing of any person: opaque numbers, states and times. */
public final class Lookout {
  /** More than anyone looks through; the totals say how many there are. */
  private static final int MOST = 50;

  /**
   * A submission is answered within a minute or two; after it nobody waits for the answer any more.
   */
  private static final Duration ANSWERED_WITHIN = Duration.ofMinutes(3);

  private final Jdbi jdbi;
  private final Clock clock;

  public Lookout(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * A job past its deadline without a receipt.
   *
   * @param held whether a legal hold stands on its subject, which is never the cause: what a job
   *     holds is erased all the same
   */
  public record OverdueErasure(JobId job, Instant eraseBy, boolean held) {}

  /** A receipt as it was signed. */
  public record IssuedReceipt(JobId job, Instant issuedAt, String jws) {}

  /** A submission of which it is not known whether it was accepted. */
  public record UnknownSubmission(JobId job, EgressStatus status, Instant sentAt) {}

  /** A model that takes no orders at present. */
  public record OffModel(ModelId model, ModelOff because, Instant checkedAt) {}

  /**
   * How many wait for something, and since when.
   *
   * @param oldest absent if nothing waits
   */
  public record Waiting(long count, @Nullable Instant oldest) {}

  /** The most overdue first, at most fifty. */
  public List<OverdueErasure> overdueErasures() {
    return jdbi.withExtension(LookoutDao.class, dao -> dao.overdue(clock.instant(), MOST));
  }

  /** Newest first, at most fifty. */
  public List<IssuedReceipt> newestReceipts() {
    return jdbi.withExtension(LookoutDao.class, dao -> dao.newestReceipts(MOST));
  }

  /** Oldest first, at most fifty. */
  public List<UnknownSubmission> unknownSubmissions() {
    return jdbi.withExtension(
        LookoutDao.class, dao -> dao.unknown(clock.instant().minus(ANSWERED_WITHIN), MOST));
  }

  public Optional<Block> block() {
    return jdbi.withExtension(LookoutDao.class, LookoutDao::block);
  }

  /** Models that the provider's own facts forbid to send anything to. */
  public List<OffModel> offModels() {
    return jdbi.withExtension(LookoutDao.class, LookoutDao::offModels);
  }

  /** Jobs that wait for their turn at the provider. */
  public Waiting submissions() {
    return jdbi.withExtension(LookoutDao.class, LookoutDao::submissionsWaiting);
  }

  public Waiting mail() {
    return jdbi.withExtension(LookoutDao.class, LookoutDao::mailWaiting);
  }

  /** Receipts whose job was not looked at a second time yet. */
  public Waiting secondLooks() {
    return jdbi.withExtension(LookoutDao.class, LookoutDao::secondLooksWaiting);
  }

  /** What is left at the provider and is followed until it is gone. */
  public Waiting tracesAtProvider() {
    return jdbi.withExtension(LookoutDao.class, LookoutDao::tracesOpen);
  }
}
