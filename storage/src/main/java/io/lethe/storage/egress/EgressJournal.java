package io.lethe.storage.egress;

import io.lethe.domain.JobId;
import io.lethe.domain.consent.Consent;
import io.lethe.domain.consent.Purpose;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.ModelOff;
import io.lethe.storage.consent.Consents;
import io.lethe.storage.consent.Notices;
import io.lethe.storage.egress.BeginResult.AlreadySubmitted;
import io.lethe.storage.egress.BeginResult.Begun;
import io.lethe.storage.egress.BeginResult.ConsentMissing;
import io.lethe.storage.egress.BeginResult.FateUnknown;
import io.lethe.storage.egress.BeginResult.ModelIsOff;
import io.lethe.storage.egress.BeginResult.NotYet;
import io.lethe.storage.ledger.JobForgotten;
import io.lethe.storage.model.ModelFactsDao;
import io.lethe.storage.video.LockedJob;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The journal of what left the building, written before it leaves. At most one attempt for a job
 * can have been accepted: a second one begins only if every earlier one certainly was not, and a
 * unique index holds that too. Rows stay when the job is erased: they are the evidence of who got
 * data (GDPR Art. 15(1)(c)), and hold none of it.
 */
public final class EgressJournal {
  /** A request of which no end was seen by then has ended, whatever the recipient says. */
  private static final Duration LONGEST_AT_RECIPIENT = Duration.ofHours(2);

  /**
   * A rendering takes one to six minutes. An attempt of which nothing is known, because its process
   * died, keeps the others from their turn for no longer: were it accepted, one of them would wait
   * in the recipient's own queue instead of ours.
   */
  private static final Duration LONGEST_UNKNOWN = Duration.ofMinutes(10);

  /** Whoever waits asks every few seconds; who does not ask any more has gone. */
  private static final Duration ASKED_LATELY = Duration.ofMinutes(2);

  private final Jdbi jdbi;
  private final Consents consents;
  private final Notices notices;
  private final Clock clock;

  public EgressJournal(Jdbi jdbi, Consents consents, Notices notices, Clock clock) {
    this.jdbi = jdbi;
    this.consents = consents;
    this.notices = notices;
    this.clock = clock;
  }

  /**
   * Asks for leave to send. One transaction looks for the tombstone, for earlier attempts, for the
   * consent and whether the model is still on, writes the row and moves the job to RENDERING. A
   * withdrawal or an erasure comes either before it, and then nothing is sent, or after it, and
   * then knows what was sent.
   *
   * @throws JobForgotten if the job's erasure has begun
   * @throws IllegalArgumentException if the notice that was consented to does not name the
   *     recipient
   */
  public BeginResult begin(NewEgress what) {
    return begin(what, Integer.MAX_VALUE);
  }

  /**
   * As {@link #begin(NewEgress)}, and only if it is the job's turn: jobs are sent in the order in
   * which they first asked.
   *
   * @param atOnce how many requests of ours the recipient works on at a time
   */
  public BeginResult begin(NewEgress what, int atOnce) {
    return jdbi.inTransaction(handle -> begin(handle, what, atOnce));
  }

  private BeginResult begin(Handle handle, NewEgress what, int atOnce) {
    LockedJob job = LockedJob.lock(handle, what.job());
    EgressDao dao = handle.attach(EgressDao.class);
    Optional<Egress> earlier =
        dao.ofJob(what.job()).stream()
            .map(EgressDao.Row::toEgress)
            .filter(attempt -> attempt.status() != EgressStatus.NOT_ACCEPTED)
            .findFirst();
    if (earlier.isPresent()) {
      return earlier.get().status() == EgressStatus.ACCEPTED
          ? new AlreadySubmitted(earlier.get())
          : new FateUnknown(earlier.get());
    }
    Optional<Consent> consent = consents.inForce(handle, job.subject(), Purpose.AI_PROCESSING);
    if (consent.isEmpty()) {
      return new ConsentMissing(notices.current(Purpose.AI_PROCESSING));
    }
    if (!consent.get().recipients().contains(what.recipient())) {
      throw new IllegalArgumentException("nobody consented to this recipient");
    }
    Optional<ModelOff> off = handle.attach(ModelFactsDao.class).offBecause(what.job());
    if (off.isPresent()) {
      return new ModelIsOff(off.get());
    }
    if (job.state() != JobState.RENDERING) {
      job.render(clock.instant());
    }
    long before = before(handle.attach(TurnsDao.class), what);
    if (before >= atOnce) {
      return new NotYet(before);
    }
    handle
        .attach(TurnsDao.class)
        .leave(what.job(), clock.instant().minus(ASKED_LATELY.multipliedBy(10)));
    EgressId id = EgressId.random();
    AttemptToken token = AttemptToken.random();
    dao.insertSending(
        id.value(),
        what.job(),
        consent.get().id(),
        what.recipient(),
        what.endpoint(),
        what.content().stream().map(EgressContent::name).toList(),
        what.bytes(),
        token.digest(),
        clock.instant());
    return new Begun(id, token);
  }

  /** Takes a place in the line, and counts those who come first. */
  private long before(TurnsDao turns, NewEgress what) {
    Instant now = clock.instant();
    turns.lock(what.recipient());
    turns.ask(what.job(), now);
    return turns.atRecipient(
            what.recipient(), now.minus(LONGEST_AT_RECIPIENT), now.minus(LONGEST_UNKNOWN))
        + turns.ahead(what.job(), now.minus(ASKED_LATELY));
  }

  /**
   * The recipient took it. Recorded whatever became of the job meanwhile: it has to be cancelled
   * and accounted for. Also settles an attempt whose fate was unknown. Repeating it changes
   * nothing.
   */
  public void accepted(EgressId egress, ProviderHandle handle) {
    jdbi.useTransaction(
        transaction -> {
          EgressDao dao = transaction.attach(EgressDao.class);
          int changed =
              dao.accepted(
                  egress.value(),
                  handle.requestId(),
                  handle.responseUrl(),
                  handle.statusUrl(),
                  handle.cancelUrl(),
                  clock.instant());
          requireSettled(dao, changed, egress, EgressStatus.ACCEPTED);
          dao.insertTrace(egress.value(), clock.instant());
        });
  }

  public Optional<Egress> find(EgressId egress) {
    return jdbi.withExtension(EgressDao.class, dao -> dao.find(egress.value()))
        .map(EgressDao.Row::toEgress);
  }

  /** The attempt that was given this token. */
  public Optional<Egress> find(AttemptToken token) {
    return jdbi.withExtension(EgressDao.class, dao -> dao.ofToken(token.digest()))
        .map(EgressDao.Row::toEgress);
  }

  /**
   * Attempts of jobs that are being forgotten, whose fate nobody knows.
   *
   * @param since older ones are given up
   */
  public List<Egress> unsettledOfForgottenJobs(Instant since, int atMost) {
    return jdbi
        .withExtension(EgressDao.class, dao -> dao.unsettledOfForgottenJobs(since, atMost))
        .stream()
        .map(EgressDao.Row::toEgress)
        .toList();
  }

  /**
   * Which of a recipient's requests none of our attempts stands for.
   *
   * @param requestIds by the recipient's names
   */
  public List<String> unclaimed(List<String> requestIds) {
    List<String> claimed = jdbi.withExtension(EgressDao.class, dao -> dao.claimed(requestIds));
    return requestIds.stream().filter(id -> !claimed.contains(id)).distinct().toList();
  }

  /** Takes a place in the line before it can be sent, so that a wait for whatever costs no turn. */
  public void queueUp(JobId job) {
    jdbi.useExtension(TurnsDao.class, dao -> dao.ask(job, clock.instant()));
  }

  /** Whether another attempt of unknown fate was made on the same endpoint in that time. */
  public boolean hasRivals(Egress egress, Instant from, Instant to) {
    return jdbi.withExtension(
            EgressDao.class, dao -> dao.rivals(egress.id().value(), egress.endpoint(), from, to))
        > 0;
  }

  /** The recipient certainly did not take it; another attempt may begin. */
  public void notAccepted(EgressId egress) {
    settle(egress, EgressStatus.NOT_ACCEPTED);
  }

  /** Nobody knows whether the recipient took it; no other attempt may begin. */
  public void unknown(EgressId egress) {
    settle(egress, EgressStatus.UNKNOWN);
  }

  /** The attempt that was accepted. */
  public Optional<Egress> find(JobId job) {
    return attempts(job).stream()
        .filter(attempt -> attempt.status() == EgressStatus.ACCEPTED)
        .findFirst();
  }

  /** Whether an attempt was accepted, or may have been. */
  public boolean mayBeWithRecipient(JobId job) {
    return attempts(job).stream()
        .anyMatch(attempt -> attempt.status() != EgressStatus.NOT_ACCEPTED);
  }

  /** Every attempt, oldest first. */
  public List<Egress> attempts(JobId job) {
    return jdbi.withHandle(handle -> attempts(handle, job));
  }

  /** Every attempt, oldest first, as the transaction sees it. */
  public List<Egress> attempts(Handle transaction, JobId job) {
    return transaction.attach(EgressDao.class).ofJob(job).stream()
        .map(EgressDao.Row::toEgress)
        .toList();
  }

  private void settle(EgressId egress, EgressStatus status) {
    jdbi.useTransaction(
        transaction -> {
          EgressDao dao = transaction.attach(EgressDao.class);
          int changed = dao.settled(egress.value(), status, clock.instant());
          requireSettled(dao, changed, egress, status);
        });
  }

  private static void requireSettled(
      EgressDao dao, int changed, EgressId egress, EgressStatus status) {
    if (changed == 0 && dao.status(egress.value()).filter(status::equals).isEmpty()) {
      throw new IllegalStateException("egress " + egress + " was settled otherwise before");
    }
  }
}
