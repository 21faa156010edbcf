package io.lethe.workers.provider;

import io.lethe.fal.FalEndpoint;
import io.lethe.fal.FalFailure;
import io.lethe.fal.FalPlatform;
import io.lethe.fal.FalRequest;
import io.lethe.fal.RecentRequest;
import io.lethe.storage.egress.Egress;
import io.lethe.storage.egress.EgressJournal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Finds out, without sending anything, what became of an attempt whose answer is missing. fal.ai
 * lists the account's requests of a time window; a line is ours if it is the only one there that no
 * other attempt of ours stands for, and if there is no other attempt it could belong to. No line,
 * long after, means that nothing was accepted. Anything else is left to an operator: a second
 * submission would be a second bill and a second copy of a face.
 *
 * <p>This takes an account at fal.ai that nothing but this installation uses.
 */
public final class FalReconciliation {
  /** What the clocks of two well-kept machines differ by, with much room. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  private final FalPlatform platform;
  private final EgressJournal journal;
  private final Duration submitTimeout;
  private final Duration certainAfter;
  private final Clock clock;

  /**
   * @param submitTimeout an attempt can't be under way for longer
   * @param certainAfter by then whatever was accepted has ended, and is in fal.ai's list
   */
  public FalReconciliation(
      FalPlatform platform,
      EgressJournal journal,
      Duration submitTimeout,
      Duration certainAfter,
      Clock clock) {
    this.platform = platform;
    this.journal = journal;
    this.submitTimeout = submitTimeout;
    this.certainAfter = certainAfter;
    this.clock = clock;
  }

  public Fate of(Egress attempt) {
    Instant now = clock.instant();
    boolean late = now.isAfter(attempt.sentAt().plus(certainAfter));
    if (now.isBefore(attempt.sentAt().plus(submitTimeout))) {
      return new Fate.NotKnownYet(); // Its process may live and still be waiting for the answer.
    }
    Instant from = attempt.sentAt().minus(CLOCKS_DIFFER);
    Instant to = attempt.sentAt().plus(submitTimeout).plus(CLOCKS_DIFFER);
    FalEndpoint endpoint = new FalEndpoint(attempt.endpoint());
    List<String> candidates;
    try {
      candidates = candidates(endpoint, from, to, now);
    } catch (FalFailure notTold) {
      return late && notTold.permanent() ? new Fate.NotKnowable() : new Fate.NotKnownYet();
    }
    if (candidates.isEmpty()) {
      return late ? new Fate.NotAccepted() : new Fate.NotKnownYet();
    }
    boolean alone = !journal.hasRivals(attempt, from.minus(submitTimeout), to);
    if (candidates.size() == 1 && alone) {
      return new Fate.Accepted(FalRequest.byId(endpoint, candidates.get(0)));
    }
    return late ? new Fate.NotKnowable() : new Fate.NotKnownYet();
  }

  /** Whether fal.ai filters by when a request was sent or ended is not known: both are covered. */
  private List<String> candidates(FalEndpoint endpoint, Instant from, Instant to, Instant now) {
    return journal.unclaimed(
        platform.requests(endpoint, from, now.plus(CLOCKS_DIFFER)).stream()
            .filter(
                listed ->
                    listed.sentAt().map(at -> !at.isBefore(from) && !at.isAfter(to)).orElse(true))
            .map(RecentRequest::id)
            .toList());
  }
}
