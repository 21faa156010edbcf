package io.lethe.workers.rights;

import com.google.common.collect.Lists;
import io.lethe.domain.JobId;
import io.lethe.domain.rights.DeletionReceipt.Residual;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.storage.rights.Deletions;
import io.lethe.storage.video.Job;
import io.lethe.storage.video.Jobs;
import io.lethe.workers.rights.WorkflowHistories.Found;
import io.lethe.workflows.WorkflowIds;
import io.lethe.workflows.erasure.GuardianCalls;
import io.lethe.workflows.rights.DeletionActivities;
import io.lethe.workflows.rights.RightsCalls;
import io.temporal.activity.Activity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Erases all that is kept of a subject; what each step guarantees is {@link Deletions}' word. */
public final class SubjectDeletion implements DeletionActivities {
  /** A guardian erases within a second or two. */
  private static final Duration GUARDIANS_ASKED_AGAIN = Duration.ofSeconds(2);

  /** Temporal carries a deletion out within 10 to 30 seconds. */
  private static final Duration HISTORIES_ASKED_AGAIN = Duration.ofSeconds(5);

  /** A call that was lost is made again; each one adds to a history. */
  private static final int TELL_EVERY = 15;

  /** Ids in one query. */
  private static final int LISTED_AT_ONCE = 100;

  private static final Residual HISTORIES =
      new Residual(
          "Histories of workflows, which hold opaque ids and times",
          "This Temporal can't delete histories; they go when its retention ends",
          null);

  private final Deletions deletions;
  private final Jobs jobs;
  private final GuardianCalls guardians;
  private final RightsCalls requests;
  private final WorkflowHistories histories;

  public SubjectDeletion(
      Deletions deletions,
      Jobs jobs,
      GuardianCalls guardians,
      RightsCalls requests,
      WorkflowHistories histories) {
    this.deletions = deletions;
    this.jobs = jobs;
    this.guardians = guardians;
    this.requests = requests;
    this.histories = histories;
  }

  @Override
  public void beginDeletion(RequestId request) {
    deletions.begin(request);
  }

  @Override
  public void eraseJobs(RequestId request) {
    List<JobId> left = deletions.jobsToErase(request);
    if (Activity.getExecutionContext().getInfo().getAttempt() % TELL_EVERY == 1) {
      for (JobId id : left) {
        jobs.find(id).ifPresent(SubjectDeletion.this::tellGuardian);
        Activity.getExecutionContext().heartbeat(null);
      }
    }
    if (!left.isEmpty()) {
      throw NotYet.of("jobs have no receipt yet", left.size(), GUARDIANS_ASKED_AGAIN);
    }
  }

  private void tellGuardian(Job job) {
    guardians.eraseNow(job.id(), job.eraseBy(), Ending.of(Outcome.CANCELLED));
  }

  /**
   * The histories of all jobs, and of whatever else the subject asked for by right. The deletion's
   * own stays until Temporal's retention ends: it has to be carried out, and it holds opaque ids
   * and dates.
   */
  @Override
  public void eraseHistories(RequestId request) {
    List<RequestId> others = deletions.otherRequests(request);
    if (Activity.getExecutionContext().getInfo().getAttempt() % TELL_EVERY == 1) {
      others.forEach(requests::closed);
    }
    List<String> workflows = workflows(deletions.jobs(request), others);
    long left = 0;
    for (String workflow : workflows) {
      Found found = histories.delete(workflow);
      if (found == Found.NOT_DELETABLE) {
        deletions.residual(request, HISTORIES);
        return;
      }
      left += found == Found.NOTHING ? 0 : 1;
      Activity.getExecutionContext().heartbeat(null);
    }
    if (left == 0) {
      for (List<String> some : Lists.partition(workflows, LISTED_AT_ONCE)) {
        left += histories.deleteEarlierRuns(some);
      }
    }
    if (left > 0) {
      throw NotYet.of("histories are still there", left, HISTORIES_ASKED_AGAIN);
    }
  }

  private static List<String> workflows(List<JobId> jobs, List<RequestId> requests) {
    List<String> workflows = new ArrayList<>();
    for (JobId job : jobs) {
      workflows.add(WorkflowIds.video(job));
      workflows.add(WorkflowIds.erasure(job));
    }
    requests.forEach(request -> workflows.add(WorkflowIds.rights(request)));
    return workflows;
  }

  @Override
  public void eraseHoldings(RequestId request) {
    deletions.eraseHoldings(request);
  }

  @Override
  public void issueDeletionReceipt(RequestId request) {
    deletions.issueReceipt(request);
  }
}
