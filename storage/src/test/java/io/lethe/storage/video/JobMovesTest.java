package io.lethe.storage.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.domain.JobId;
import io.lethe.domain.video.JobState;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.testing.TestStorage;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class JobMovesTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();
  @TempDir Path folder;
  private TestStorage storage;

  @BeforeEach
  void open() {
    storage = new TestStorage(LEDGER, folder);
  }

  @Test
  void theLedgerAllowsExactlyTheMovesOfTheEnum() {
    List<String> allowed = new ArrayList<>();
    List<String> expected = new ArrayList<>();
    for (JobState from : JobState.values()) {
      for (JobState to : JobState.values()) {
        if (from != to && ledgerAllows(from, to)) {
          allowed.add(from + " to " + to);
        }
        if (from.canBecome(to)) {
          expected.add(from + " to " + to);
        }
      }
    }
    assertThat(allowed).isEqualTo(expected);
  }

  @Test
  void noStatementChangesAnOutcomeOnceDecided() {
    JobId job = storage.guardedJob();
    storage.stores().erasures().begin(job, null);

    assertThatThrownBy(
            () ->
                LEDGER
                    .jdbi()
                    .useHandle(
                        handle ->
                            handle.execute(
                                "UPDATE jobs SET outcome = 'DELIVERED' WHERE id = ?", job.value())))
        .isInstanceOf(JdbiException.class)
        .hasMessageContaining("decided once");
  }

  @Test
  void eachChangeCountsTheVersionUp() {
    JobId job = storage.guardedJob();
    long before = storage.stores().jobs().find(job).orElseThrow().version();

    storage.stores().jobs().requireConsent(job);

    assertThat(storage.stores().jobs().find(job).orElseThrow().version()).isEqualTo(before + 1);
  }

  /** Brings a job to a state along a path with the triggers off, then tries the move with them. */
  private boolean ledgerAllows(JobState from, JobState to) {
    JobId job = storage.guardedJob();
    return LEDGER
        .jdbi()
        .withHandle(
            handle -> {
              handle.begin();
              handle.execute("ALTER TABLE jobs DISABLE TRIGGER jobs_move_on");
              put(handle, job, from);
              handle.execute("ALTER TABLE jobs ENABLE TRIGGER jobs_move_on");
              try {
                put(handle, job, to);
                return true;
              } catch (JdbiException refused) {
                assertThat(refused).hasMessageContaining("does not go from");
                return false;
              } finally {
                handle.rollback();
              }
            });
  }

  private static void put(Handle handle, JobId job, JobState state) {
    handle
        .createUpdate(
            """
            UPDATE jobs
            SET state = :state,
              outcome = CASE WHEN :forgotten THEN 'CANCELLED' END,
              prompt = CASE WHEN NOT :forgotten THEN '\\x00'::bytea END,
              ready_at = now(),
              erased_at = CASE WHEN :erased THEN now() END
            WHERE id = :job
            """)
        .bind("state", state)
        .bind("forgotten", state.isForgotten())
        .bind("erased", state == JobState.ERASED)
        .bind("job", job)
        .execute();
  }
}
