package io.lethe.workflows.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.Right;
import io.lethe.workflows.TaskQueues;
import io.lethe.workflows.WorkflowIds;
import io.lethe.workflows.WorkflowTypes;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowOptions;
import io.temporal.client.WorkflowStub;
import io.temporal.failure.ApplicationFailure;
import io.temporal.testing.TestWorkflowEnvironment;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RightsWorkflowTest {
  private static final RequestId REQUEST = RequestId.of("6f3d1c0a-7d7e-4b0e-9d0f-000000000001");
  private static final String[] DELETION = {
    "beginDeletion", "eraseJobs", "eraseHistories", "eraseHoldings", "issueDeletionReceipt"
  };

  private TestWorkflowEnvironment environment;
  private final Ledger ledger = new Ledger();

  @BeforeEach
  void start() {
    environment = TestWorkflowEnvironment.newInstance();
    WorkflowTypes.registerRights(
        environment.newWorker(TaskQueues.RIGHTS), ledger, deletion(), answers());
    environment.start();
    ledger.wakeAt.add(now().plus(Duration.ofDays(365)));
  }

  @AfterEach
  void stop() {
    environment.close();
  }

  @Test
  void carriesOutWhatIsClearedAndEnds() {
    ledger.right = Right.DELETION;
    ledger.cleared = true;

    answer().getResult(Void.class);

    assertThat(ledger.steps).containsExactly(DELETION);
  }

  @Test
  void waitsUntilItIsCleared() {
    ledger.right = Right.ACCESS;
    WorkflowStub workflow = answer();
    environment.sleep(Duration.ofDays(3));
    assertThat(ledger.steps).isEmpty();

    ledger.cleared = true;
    workflow.signal("changed");
    workflow.getResult(Void.class);

    assertThat(ledger.steps).containsExactly("prepareAccess");
  }

  @Test
  void aCorrectionIsTriedAgainUntilItsAddressIsConfirmed() {
    ledger.right = Right.CORRECTION;
    ledger.cleared = true;
    ledger.failures = 20;

    answer().getResult(Void.class);

    assertThat(ledger.steps).containsExactly("correct");
  }

  @Test
  void anObjectionThatStaffTookDownIsCarriedOut() {
    ledger.right = Right.MARKETING_OPT_OUT;
    ledger.cleared = true;

    answer().getResult(Void.class);

    assertThat(ledger.steps).containsExactly("stopMarketing");
  }

  @Test
  void endsWhenItIsTakenBack() {
    ledger.right = Right.ACCESS;
    WorkflowStub workflow = answer();
    environment.sleep(Duration.ofDays(1));

    ledger.closed = true;
    workflow.signal("changed");
    workflow.getResult(Void.class);

    assertThat(ledger.steps).isEmpty();
  }

  @Test
  void endsAtOnceWhenThereIsNoSuchRequest() {
    answer().getResult(Void.class);

    assertThat(ledger.steps).isEmpty();
  }

  @Test
  void looksAtTheClockWhenEachDateComes() {
    ledger.right = Right.ACCESS;
    Instant received = now();
    ledger.wakeAt.clear();
    for (int day : new int[] {20, 25, 28, 30}) {
      ledger.wakeAt.add(received.plus(Duration.ofDays(day)));
    }
    ledger.wakeAt.add(received.plus(Duration.ofDays(3650)));
    WorkflowStub workflow = answer();
    environment.sleep(Duration.ofDays(31));

    assertThat(ledger.looks).hasSize(4);
    assertThat(ledger.looks.get(0)).isBetween(day(received, 20), day(received, 20).plusSeconds(60));
    assertThat(ledger.looks.get(3)).isBetween(day(received, 30), day(received, 30).plusSeconds(60));

    ledger.closed = true;
    workflow.signal("changed");
    workflow.getResult(Void.class);
  }

  @Test
  void aStepThatFailsIsRepeatedUntilItSucceeds() {
    ledger.right = Right.DELETION;
    ledger.cleared = true;
    ledger.failures = 9;

    answer().getResult(Void.class);

    assertThat(ledger.steps).containsExactly(DELETION);
  }

  @Test
  void theClockRunsOnWhileAHoldingFails() {
    ledger.right = Right.DELETION;
    ledger.cleared = true;
    ledger.failures = Integer.MAX_VALUE;
    Instant received = now();
    ledger.wakeAt.clear();
    ledger.wakeAt.add(received.plus(Duration.ofDays(20)));
    ledger.wakeAt.add(received.plus(Duration.ofDays(3650)));
    WorkflowStub workflow = answer();
    environment.sleep(Duration.ofDays(21));

    assertThat(ledger.looks).isNotEmpty();
    assertThat(ledger.steps).doesNotContain("issueDeletionReceipt");

    ledger.failures = 0;
    workflow.getResult(Void.class);
    assertThat(ledger.steps).containsExactly(DELETION);
  }

  @Test
  void aRefusedStepIsTriedAgainFromTheBeginning() {
    ledger.right = Right.DELETION;
    ledger.cleared = true;
    ledger.refusals = 2;

    answer().getResult(Void.class);

    assertThat(ledger.steps).endsWith("eraseHoldings", "issueDeletionReceipt");
  }

  @Test
  void isHeldBackAtTheLastMoment() {
    ledger.right = Right.DELETION;
    ledger.cleared = true;
    ledger.mayBegin = false;
    WorkflowStub workflow = answer();
    ledger.beganAsked.await();
    ledger.cleared = false;
    environment.sleep(Duration.ofDays(1));
    assertThat(ledger.steps).isEmpty();

    ledger.mayBegin = true;
    ledger.cleared = true;
    workflow.signal("changed");
    workflow.getResult(Void.class);
    assertThat(ledger.steps).containsExactly(DELETION);
  }

  private WorkflowStub answer() {
    RightsWorkflow workflow =
        environment
            .getWorkflowClient()
            .newWorkflowStub(
                RightsWorkflow.class,
                WorkflowOptions.newBuilder()
                    .setWorkflowId(WorkflowIds.rights(REQUEST))
                    .setTaskQueue(TaskQueues.RIGHTS)
                    .build());
    WorkflowClient.start(workflow::answer, REQUEST);
    return WorkflowStub.fromTyped(workflow);
  }

  private Instant now() {
    return Instant.ofEpochMilli(environment.currentTimeMillis());
  }

  private static Instant day(Instant received, int day) {
    return received.plus(Duration.ofDays(day));
  }

  private DeletionActivities deletion() {
    return new DeletionActivities() {
      @Override
      public void beginDeletion(RequestId request) {
        ledger.done("beginDeletion");
      }

      @Override
      public void eraseJobs(RequestId request) {
        ledger.done("eraseJobs");
      }

      @Override
      public void eraseHistories(RequestId request) {
        ledger.done("eraseHistories");
      }

      @Override
      public void eraseHoldings(RequestId request) {
        ledger.failIfToldSo();
        ledger.done("eraseHoldings");
      }

      @Override
      public void issueDeletionReceipt(RequestId request) {
        ledger.done("issueDeletionReceipt");
        ledger.closed = true;
      }
    };
  }

  private AnswerActivities answers() {
    return new AnswerActivities() {
      @Override
      public void prepareAccess(RequestId request) {
        ledger.done("prepareAccess");
        ledger.closed = true;
      }

      @Override
      public void correct(RequestId request) {
        ledger.failIfToldSo();
        ledger.done("correct");
        ledger.closed = true;
      }

      @Override
      public void stopMarketing(RequestId request) {
        ledger.done("stopMarketing");
        ledger.closed = true;
      }
    };
  }

  /** The outside world of the workflow: what a test sets, and what the workflow did. */
  private final class Ledger implements RequestActivities {
    private final List<String> steps = new CopyOnWriteArrayList<>();
    private final List<Instant> looks = new CopyOnWriteArrayList<>();
    private final List<Instant> wakeAt = new ArrayList<>();
    private final Once beganAsked = new Once();
    private volatile Right right;
    private volatile boolean cleared;
    private volatile boolean closed;
    private volatile boolean mayBegin = true;
    private volatile int failures;
    private volatile int refusals;

    @Override
    public RequestStanding standing(RequestId request) {
      Instant next =
          wakeAt.stream()
              .filter(at -> looks.stream().noneMatch(look -> !look.isBefore(at)))
              .findFirst()
              .orElse(Instant.parse("9999-01-01T00:00:00Z"));
      return new RequestStanding(right, closed, cleared, next);
    }

    @Override
    public void lookAtClock(RequestId request) {
      looks.add(now());
    }

    @Override
    public boolean beginRequest(RequestId request) {
      beganAsked.happened();
      return mayBegin;
    }

    private void failIfToldSo() {
      if (failures > 0) {
        failures--;
        throw new IllegalStateException("the store is down");
      }
      if (refusals > 0) {
        refusals--;
        throw ApplicationFailure.newNonRetryableFailure("a bug", "BUG");
      }
    }

    private void done(String step) {
      steps.add(step);
    }
  }

  /** Something that a test waits for. */
  private static final class Once {
    private final CountDownLatch latch = new CountDownLatch(1);

    void happened() {
      latch.countDown();
    }

    void await() {
      try {
        assertThat(latch.await(20, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
