package io.lethe.workers.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.account.EmailAddress;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.rights.Channel;
import io.lethe.storage.rights.NewLetter;
import io.lethe.storage.rights.NewRequest;
import io.lethe.storage.rights.Rights;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.workers.testing.Installation;
import io.lethe.workflows.StepOptions;
import io.lethe.workflows.TaskQueues;
import io.lethe.workflows.WorkflowIds;
import io.lethe.workflows.WorkflowTypes;
import io.lethe.workflows.erasure.GuardianCalls;
import io.lethe.workflows.rights.RightsCalls;
import io.temporal.client.WorkflowClient;
import io.temporal.testing.TestWorkflowEnvironment;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class OpenRequestsTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;

  @Test
  void aRequestWhoseWorkflowWasNeverStartedIsAnsweredAllTheSame() throws Exception {
    try (Installation lethe = new Installation(LEDGER.jdbi(), folder);
        TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance()) {
      WorkflowClient client = temporal.getWorkflowClient();
      Rights rights = lethe.stores.people().rights();
      register(temporal, lethe, rights);
      temporal.start();
      RequestId id = opened(lethe, Duration.ofMinutes(2));
      RequestId young = opened(lethe, Duration.ZERO);
      OpenRequests sweep = new OpenRequests(rights.course(), new RightsCalls(client));

      sweep.sweep();
      sweep.sweep();
      client.newUntypedWorkflowStub(WorkflowIds.rights(id)).getResult(Void.class);

      assertThat(rights.requests().find(id).orElseThrow().state())
          .isEqualTo(RequestState.FULFILLED);
      assertThat(rights.requests().find(young).orElseThrow().state())
          .isEqualTo(RequestState.IN_PROGRESS);
    }
  }

  @Test
  void aDecisionThatTheWorkflowWasNotToldOfIsCarriedOutAllTheSame() throws Exception {
    try (Installation lethe = new Installation(LEDGER.jdbi(), folder);
        TestWorkflowEnvironment temporal = TestWorkflowEnvironment.newInstance()) {
      WorkflowClient client = temporal.getWorkflowClient();
      Rights rights = lethe.stores.people().rights();
      register(temporal, lethe, rights);
      temporal.start();
      StaffId staff = lethe.stores.staff().staff().signIn("https://id.example", "kim");
      NewLetter letter =
          new NewLetter(
              new EmailAddress("ada@example.org"),
              null,
              Right.ACCESS,
              null,
              rights.letters().today());
      RequestId id = rights.letters().takeDown(letter, staff).get(0);
      RightsCalls calls = new RightsCalls(client);
      calls.changed(id);
      temporal.sleep(Duration.ofSeconds(1));
      assertThat(rights.course().unseen(Duration.ZERO, 1_000)).doesNotContain(id);
      rights.desk().verify(id, "Called back.", staff);
      // And nobody tells the workflow.
      rights.desk().approve(id, staff);
      lethe.clock.advance(Duration.ofMinutes(2));

      new OpenRequests(rights.course(), calls).sweep();
      client.newUntypedWorkflowStub(WorkflowIds.rights(id)).getResult(Void.class);

      assertThat(rights.requests().find(id).orElseThrow().state())
          .isEqualTo(RequestState.FULFILLED);
    }
  }

  private static void register(
      TestWorkflowEnvironment temporal, Installation lethe, Rights rights) {
    RightsSteps steps =
        RightsSteps.of(
            rights,
            lethe.stores.jobs(),
            temporal.getWorkflowClient(),
            new GuardianCalls(temporal.getWorkflowClient(), StepOptions.SECOND_LOOK_AFTER));
    WorkflowTypes.registerRights(
        temporal.newWorker(TaskQueues.RIGHTS), steps.requests(), steps.deletion(), steps.answers());
  }

  private static RequestId opened(Installation lethe, Duration ago) {
    return lethe
        .stores
        .people()
        .rights()
        .requests()
        .open(
            new NewRequest(
                lethe.stores.subjects().recognise("https://id.example", ago.toString()),
                Right.ACCESS,
                Channel.API,
                null,
                true,
                Instant.now().minus(ago)))
        .id();
  }
}
