package io.lethe.storage.provider;

import io.lethe.domain.JobId;
import io.lethe.storage.egress.Egress;
import io.lethe.storage.egress.EgressId;
import io.lethe.storage.egress.EgressJournal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * What is left of each accepted request at the provider, from its acceptance until nothing of it
 * can be read there. A row is written in the transaction that records the acceptance, so none is
 * forgotten, whatever becomes of the job and its workflow.
 */
public final class ProviderTraces {
  private final Jdbi jdbi;
  private final EgressJournal journal;
  private final Clock clock;

  public ProviderTraces(Jdbi jdbi, EgressJournal journal, Clock clock) {
    this.jdbi = jdbi;
    this.journal = journal;
    this.clock = clock;
  }

  /**
   * Those that should be looked at now, oldest first: of jobs whose video is here or that are being
   * forgotten. Nobody else is given the same ones for a while.
   *
   * @param again after this long, unless {@link #lookAgainIn} says otherwise
   */
  public List<Trace> takeDue(Duration again, int atMost) {
    Instant now = clock.instant();
    return jdbi
        .withExtension(ProviderTracesDao.class, dao -> dao.takeDue(now, now.plus(again), atMost))
        .stream()
        .map(this::trace)
        .toList();
  }

  /** Of the submission that was accepted. */
  public Optional<Trace> find(JobId job) {
    return jdbi.withExtension(ProviderTracesDao.class, dao -> dao.ofJob(job)).map(this::trace);
  }

  /** The first answer counts: a second question finds what the first one did. */
  public void cancelled(EgressId egress, CancelOutcome answer) {
    jdbi.useExtension(ProviderTracesDao.class, dao -> dao.cancelled(egress.value(), answer));
  }

  /**
   * @param output where the provider keeps the video
   */
  public void ended(EgressId egress, TraceEnd end, @Nullable String output) {
    jdbi.useExtension(
        ProviderTracesDao.class, dao -> dao.ended(egress.value(), end, output, clock.instant()));
  }

  /** The provider said that it deleted all it kept. */
  public void deleted(EgressId egress, int files) {
    jdbi.useExtension(
        ProviderTracesDao.class, dao -> dao.deleted(egress.value(), files, clock.instant()));
  }

  /** Nothing can be read there any more; the address is forgotten here too. */
  public void absent(EgressId egress) {
    jdbi.useExtension(ProviderTracesDao.class, dao -> dao.absent(egress.value(), clock.instant()));
  }

  /** The last thing that happens to a trace. */
  public void receiptAmended(EgressId egress) {
    jdbi.useExtension(
        ProviderTracesDao.class, dao -> dao.receiptAmended(egress.value(), clock.instant()));
  }

  public void lookAgainIn(EgressId egress, Duration pause) {
    jdbi.useExtension(
        ProviderTracesDao.class, dao -> dao.lookAt(egress.value(), clock.instant().plus(pause)));
  }

  private Trace trace(ProviderTracesDao.Row row) {
    Egress egress = journal.find(new EgressId(row.egressId())).orElseThrow();
    return new Trace(
        egress,
        row.forgotten(),
        row.output(),
        row.cancelAnswer(),
        row.endedAs(),
        row.endedAt(),
        row.filesDeleted(),
        row.deletedAt(),
        row.absentAt());
  }
}
