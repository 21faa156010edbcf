package io.lethe.workers.rights;

import io.lethe.storage.rights.Rights;
import io.lethe.storage.video.Jobs;
import io.lethe.workflows.erasure.GuardianCalls;
import io.lethe.workflows.rights.AnswerActivities;
import io.lethe.workflows.rights.DeletionActivities;
import io.lethe.workflows.rights.RequestActivities;
import io.lethe.workflows.rights.RightsCalls;
import io.temporal.client.WorkflowClient;

/** All that a worker on the queue of requests does. */
public record RightsSteps(
    RequestActivities requests, DeletionActivities deletion, AnswerActivities answers) {

  public static RightsSteps of(
      Rights rights, Jobs jobs, WorkflowClient client, GuardianCalls guardians) {
    return new RightsSteps(
        new LedgerRequestSteps(rights.course()),
        new SubjectDeletion(
            rights.deletions(),
            jobs,
            guardians,
            new RightsCalls(client),
            new WorkflowHistories(client)),
        new LedgerAnswers(rights));
  }
}
