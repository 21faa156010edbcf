package io.lethe.workers.provider;

import io.lethe.fal.FalFailure;
import io.lethe.storage.egress.Egress;
import io.lethe.storage.egress.EgressJournal;
import io.lethe.storage.provider.ProviderTraces;
import io.lethe.workers.erasure.Sweep;
import io.lethe.workers.erasure.SweepIncomplete;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows what fal.ai still has of jobs that nobody waits for, from the ledger alone: also when the
 * job's workflow was terminated, and also what was accepted without our knowing. What fal.ai does
 * not answer now is asked again in the next round.
 */
public final class TracesSweep implements Sweep {
  private static final Logger log = LoggerFactory.getLogger(TracesSweep.class);

  /** Each costs a few questions to fal.ai. */
  private static final int IN_A_ROUND = 50;

  private static final Duration AGAIN = Duration.ofMinutes(1);

  /** An attempt of which nothing was heard for so long stays unknown; the receipt says so. */
  private static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);

  private final ProviderTraces traces;
  private final FalTraces following;
  private final EgressJournal journal;
  private final FalReconciliation reconciliation;
  private final Clock clock;

  public TracesSweep(
      ProviderTraces traces,
      FalTraces following,
      EgressJournal journal,
      FalReconciliation reconciliation,
      Clock clock) {
    this.traces = traces;
    this.following = following;
    this.journal = journal;
    this.reconciliation = reconciliation;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "provider-traces";
  }

  @Override
  public long sweep() {
    each(
        journal.unsettledOfForgottenJobs(clock.instant().minus(GIVEN_UP_AFTER), IN_A_ROUND),
        this::settle);
    return each(traces.takeDue(AGAIN, IN_A_ROUND), following::follow);
  }

  private void settle(Egress attempt) {
    Fate fate = reconciliation.of(attempt);
    if (fate instanceof Fate.Accepted accepted) {
      log.warn("Egress {} was accepted after all; it is followed and deleted", attempt.id());
      journal.accepted(attempt.id(), AcceptedRequest.handle(accepted.request()));
    } else if (fate instanceof Fate.NotAccepted) {
      journal.notAccepted(attempt.id());
    }
  }

  /**
   * What fal.ai does not answer keeps its turn. When it is out of reach the round ends: others wait
   * for theirs behind this one.
   */
  private static <T> long each(List<T> things, Consumer<T> step) {
    long done = 0;
    List<RuntimeException> failed = new ArrayList<>();
    for (T thing : things) {
      try {
        step.accept(thing);
        done++;
      } catch (FalFailure notNow) {
        log.warn("Something at fal.ai is followed later: {}", notNow.getMessage());
        if (notNow.httpStatus() == 0) {
          break;
        }
      } catch (RuntimeException ours) {
        failed.add(ours);
      }
    }
    if (!failed.isEmpty()) {
      throw new SweepIncomplete(done, failed.size(), failed.get(0));
    }
    return done;
  }
}
