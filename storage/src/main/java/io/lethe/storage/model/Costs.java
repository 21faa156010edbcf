package io.lethe.storage.model;

import io.lethe.domain.JobId;
import io.lethe.domain.video.MicroDollars;
import io.lethe.domain.video.ModelId;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What each job costs, for those who pay the invoice. Holds job and model, and nothing of a person.
 * Each method may be repeated: the first word counts.
 */
public final class Costs {
  private final Jdbi jdbi;
  private final Clock clock;

  public Costs(Jdbi jdbi, Clock clock) {
    this.jdbi = jdbi;
    this.clock = clock;
  }

  /**
   * The provider took the job.
   *
   * @param amount what it will ask if it makes the video; absent where the price is not known
   */
  public void submitted(JobId job, ModelId model, @Nullable MicroDollars amount) {
    Long microdollars = amount == null ? null : (Long) amount.value();
    jdbi.useExtension(
        CostsDao.class, dao -> dao.submitted(job, model, microdollars, clock.instant()));
  }

  /**
   * It is known what came of the job.
   *
   * @return the cost, if this was the first time; absent also for a job that was never submitted
   */
  public Optional<Cost> settle(JobId job, Billed billed) {
    return jdbi.withExtension(CostsDao.class, dao -> dao.settle(job, billed, clock.instant()))
        .map(Costs::toCost);
  }

  /** Absent for a job that the provider never took. */
  public Optional<Cost> find(JobId job) {
    return jdbi.withExtension(CostsDao.class, dao -> dao.find(job)).map(Costs::toCost);
  }

  private static Cost toCost(CostsDao.Row row) {
    Long microdollars = row.microdollars();
    return new Cost(
        row.model(), microdollars == null ? null : new MicroDollars(microdollars), row.billed());
  }
}
