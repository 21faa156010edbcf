package io.lethe.workers.video;

import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Reason;
import io.lethe.fal.Accepted;
import io.lethe.fal.FalEndpoint;
import io.lethe.fal.FalFailure;
import io.lethe.fal.FalQueue;
import io.lethe.fal.FalRequest;
import io.lethe.fal.FalSubmission;
import io.lethe.storage.egress.BeginResult;
import io.lethe.storage.egress.Egress;
import io.lethe.storage.egress.EgressContent;
import io.lethe.storage.egress.EgressId;
import io.lethe.storage.egress.EgressJournal;
import io.lethe.storage.egress.NewEgress;
import io.lethe.storage.provider.BlockReason;
import io.lethe.workers.model.Bills;
import io.lethe.workers.provider.AcceptedRequest;
import io.lethe.workers.provider.FalAccount;
import io.lethe.workers.provider.FalReconciliation;
import io.lethe.workers.provider.Fate;
import io.lethe.workers.video.FalSubmissions.Prepared;
import io.lethe.workflows.EndingFailure;
import io.temporal.activity.Activity;
import io.temporal.client.ActivityCompletionException;
import io.temporal.failure.ApplicationErrorCategory;
import io.temporal.failure.ApplicationFailure;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends one job to fal.ai, at most once. fal.ai knows no idempotency key, so a second POST would be
 * a second bill and a second copy of a face:
 *
 * <ol>
 *   <li>whatever can fail on our side (prompt, key, file) is fetched first;
 *   <li>the egress row is written, in the transaction that checks tombstone, consent and model;
 *   <li>the POST; after it the row says what came of it.
 * </ol>
 *
 * An attempt whose outcome is unknown, because its answer got lost or its process died, is looked
 * for at fal.ai by {@link FalReconciliation}, as often as it takes; it is sent again only once it
 * is certain that nothing was accepted. fal.ai's id is left with Temporal too, as the step's
 * heartbeat, so that a ledger that fails right then loses no paid video.
 *
 * <p>Where the account is locked or the key refused, nothing is sent for any job until one that
 * tries again succeeds. Waiting, for that or for its turn, is the server's work, as it is for the
 * video.
 */
public final class FalSubmitting {
  private static final Logger log = LoggerFactory.getLogger(FalSubmitting.class);

  private static final List<EgressContent> CONTENT =
      List.of(EgressContent.FILE, EgressContent.PROMPT, EgressContent.PARAMETERS);

  /** A place becomes free every minute or so. */
  private static final Duration TURN_PAUSE = Duration.ofSeconds(5);

  /** Below the two minutes after which who does not ask loses its place. */
  private static final Duration LONGEST_TURN_PAUSE = Duration.ofMinutes(1);

  private static final Duration RECONCILIATION_PAUSE = Duration.ofSeconds(30);

  private final FalQueue queue;
  private final FalReconciliation reconciliation;
  private final FalAccount account;
  private final EgressJournal journal;
  private final FalSubmissions submissions;
  private final Bills bills;

  public FalSubmitting(
      FalQueue queue,
      FalReconciliation reconciliation,
      FalAccount account,
      EgressJournal journal,
      FalSubmissions submissions,
      Bills bills) {
    this.queue = queue;
    this.reconciliation = reconciliation;
    this.account = account;
    this.journal = journal;
    this.submissions = submissions;
    this.bills = bills;
  }

  void submit(JobId id) {
    Prepared prepared = submissions.prepare(id);
    NewEgress egress =
        new NewEgress(
            id, FalAccount.RECIPIENT, prepared.endpoint().id(), CONTENT, prepared.bytes());
    waitWhileBlocked(egress);
    BeginResult begin = journal.begin(egress, submissions.atOnce());
    if (begin instanceof BeginResult.ConsentMissing) {
      throw EndingFailure.of(Ending.of(Outcome.CONSENT_WITHDRAWN));
    }
    if (begin instanceof BeginResult.ModelIsOff off) {
      log.warn("Job {} is not sent: its model went off ({})", id, off.because());
      throw EndingFailure.of(Ending.failed(Reason.MODEL_OFF));
    }
    if (begin instanceof BeginResult.NotYet notYet) {
      throw waiting("WAITS_FOR_ITS_TURN", pause(notYet.before() / submissions.atOnce()));
    }
    if (begin instanceof BeginResult.FateUnknown unknown) {
      reconcile(id, unknown.egress(), prepared.endpoint());
    }
    if (begin instanceof BeginResult.Begun begun) {
      send(id, begun.id(), built(prepared, begun));
    }
    bills.open(id, prepared.model(), prepared.chosen(), prepared.seconds());
  }

  /** Whoever is far behind asks more rarely; a thousand that wait are no load. */
  private static Duration pause(long rounds) {
    Duration pause = TURN_PAUSE.multipliedBy(Math.max(1, rounds));
    return pause.compareTo(LONGEST_TURN_PAUSE) > 0 ? LONGEST_TURN_PAUSE : pause;
  }

  /** What fails here fails before a byte was sent. */
  private FalSubmission built(Prepared prepared, BeginResult.Begun begun) {
    try {
      return submissions.build(prepared, begun);
    } catch (RuntimeException notSent) {
      journal.notAccepted(begun.id());
      throw notSent;
    }
  }

  /** A job that may be with fal.ai already is looked for, and takes no other's turn to try. */
  private void waitWhileBlocked(NewEgress egress) {
    if (journal.mayBeWithRecipient(egress.job())) {
      return;
    }
    Optional<Duration> pause = account.mustWait();
    if (pause.isPresent()) {
      journal.queueUp(egress.job());
      throw waiting("ACCOUNT_BLOCKED", pause.get());
    }
  }

  private void send(JobId id, EgressId egress, FalSubmission submission) {
    Accepted accepted;
    try {
      accepted = queue.submit(submission);
    } catch (FalFailure failure) {
      throw failed(id, egress, failure);
    } catch (RuntimeException unforeseen) {
      throw unknown(id, egress);
    }
    remember(accepted.request().id());
    journal.accepted(egress, AcceptedRequest.handle(accepted.request()));
    account.takesOrders();
    if (accepted
        .servedFrom()
        .filter(model -> !model.equals(submission.endpoint().id()))
        .isPresent()) {
      log.error("Job {} is served from another model than the one ordered", id);
    }
  }

  private ApplicationFailure failed(JobId id, EgressId egress, FalFailure failure) {
    if (failure.acceptance() != FalFailure.Acceptance.NOT_ACCEPTED) {
      return unknown(id, egress);
    }
    journal.notAccepted(egress);
    if (failure.kind() == FalFailure.Kind.ACCOUNT_LOCKED) {
      return refused(BlockReason.ACCOUNT_LOCKED, id);
    }
    if (failure.kind() == FalFailure.Kind.KEY_REFUSED) {
      return refused(BlockReason.KEY_REFUSED, id);
    }
    if (failure.permanent()) {
      account.takesOrders();
    }
    if (failure.fault() == FalFailure.Fault.OURS) {
      log.warn("fal.ai did not take job {}: {}", id, failure.getMessage());
    }
    return FalFailures.of(failure);
  }

  private ApplicationFailure refused(BlockReason reason, JobId id) {
    account.refused(reason);
    journal.queueUp(id);
    return waiting("ACCOUNT_BLOCKED", account.mustWait().orElse(TURN_PAUSE));
  }

  /** Looked for at once in the next attempt of this step. */
  private ApplicationFailure unknown(JobId id, EgressId egress) {
    journal.unknown(egress);
    log.warn(
        "Job {} may or may not be with fal.ai (egress {}); it is looked for, not sent", id, egress);
    return waiting("SUBMISSION_UNKNOWN_YET", RECONCILIATION_PAUSE);
  }

  /**
   * An earlier attempt wrote no more than that it began, or that nobody knows; perhaps it left
   * fal.ai's id.
   */
  private void reconcile(JobId id, Egress attempt, FalEndpoint endpoint) {
    Optional<String> left = Activity.getExecutionContext().getHeartbeatDetails(String.class);
    Fate fate =
        left.<Fate>map(request -> new Fate.Accepted(FalRequest.byId(endpoint, request)))
            .orElseGet(() -> reconciliation.of(attempt));
    if (fate instanceof Fate.Accepted accepted) {
      journal.accepted(attempt.id(), AcceptedRequest.handle(accepted.request()));
      log.info("Job {} is with fal.ai: the answer to its submission had been lost", id);
    } else if (fate instanceof Fate.NotAccepted) {
      journal.notAccepted(attempt.id());
      throw waiting("NOT_ACCEPTED_AFTER_ALL", TURN_PAUSE);
    } else if (fate instanceof Fate.NotKnownYet) {
      throw waiting("SUBMISSION_UNKNOWN_YET", RECONCILIATION_PAUSE);
    } else {
      journal.unknown(attempt.id());
      log.error(
          "Nobody can tell whether job {} is with fal.ai (egress {}, sent at {}); it ends here."
              + " Look for it among the account's requests",
          id,
          attempt.id(),
          attempt.sentAt());
      throw EndingFailure.of(Ending.failed(Reason.SUBMISSION_UNKNOWN));
    }
  }

  /** Not trouble, so it counts in no error metric and fills no log. */
  private static ApplicationFailure waiting(String type, Duration pause) {
    return ApplicationFailure.newBuilder()
        .setType(type)
        .setMessage("The job is not sent yet.")
        .setCategory(ApplicationErrorCategory.BENIGN)
        .setNextRetryDelay(pause)
        .build();
  }

  private static void remember(String requestId) {
    try {
      Activity.getExecutionContext().heartbeat(requestId);
    } catch (ActivityCompletionException cancelled) {
      // Accepted all the same: the journal must say so, and cancelling it is a step of its own.
      log.debug("A submission was cancelled after it was accepted");
    }
  }
}
