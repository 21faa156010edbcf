package io.lethe.bench.crash;

import io.lethe.bench.crash.Wish.Plan;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that was found of one job, and what is wrong by it.
 *
 * @param wish what its app wanted and saw; absent for a job whose order no app was ever told of
 * @param job what the ledger says; absent for a wish that never became a job
 * @param submissions fal.ai's ids of the orders that it took for the wish
 * @param isMade whether fal.ai made the video
 * @param hasBytes whether a file in the vault's folder bears the job's name
 */
record Evidence(
    @Nullable Wish wish,
    @Nullable LedgerJob job,
    List<String> submissions,
    boolean isMade,
    boolean hasBytes) {

  Set<Fault> faults(Duration grace) {
    Set<Fault> faults = EnumSet.noneOf(Fault.class);
    add(faults, Fault.BYTES_LEFT, hasBytes);
    if (wish != null) {
      judge(faults, wish);
    }
    if (job != null) {
      judge(faults, job, grace);
    }
    return faults;
  }

  private void judge(Set<Fault> faults, Wish ofApp) {
    boolean journalled = job != null && job.sent() > 0;
    boolean claimsOthers = job != null && !submissions.containsAll(job.requests());
    add(faults, Fault.DOUBLE_SUBMIT, submissions.size() > 1);
    add(faults, Fault.UNJOURNALLED_SUBMIT, !submissions.isEmpty() && !journalled);
    add(faults, Fault.FOREIGN_VIDEO, claimsOthers);
    add(faults, Fault.LOST_VIDEO, isMade && !accountsForVideo(ofApp));
    add(faults, Fault.APP_LEFT_ALONE, ofApp.trouble() != null || !ofApp.isOver());
  }

  private static void judge(Set<Fault> faults, LedgerJob inLedger, Duration grace) {
    boolean inTime =
        inLedger.receiptAt() != null
            && !inLedger.receiptAt().isAfter(inLedger.eraseBy().plus(grace));
    add(faults, Fault.KEY_OR_VALUE_LEFT, inLedger.left() > 0);
    add(faults, Fault.OPEN, !inLedger.state().equals("ERASED"));
    add(faults, Fault.NO_RECEIPT, !inTime);
  }

  /** Whether the subject has the video, or was told truly why not. */
  private boolean accountsForVideo(Wish ofApp) {
    if (job == null) {
      return false;
    }
    if (job.endedAs("DELIVERED")) {
      return ofApp.isWhole();
    }
    if (job.endedAs("CANCELLED")) {
      return ofApp.plan() == Plan.CANCEL;
    }
    return job.endedAs("UNCOLLECTED") || job.endedAs("OVERDUE") || job.isReportedUnknown();
  }

  private static void add(Set<Fault> faults, Fault fault, boolean isThere) {
    if (isThere) {
      faults.add(fault);
    }
  }
}
