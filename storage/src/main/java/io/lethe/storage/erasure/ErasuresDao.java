package io.lethe.storage.erasure;

import io.lethe.domain.JobId;
import io.lethe.domain.ReceiptId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Reason;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(ErasuresDao.Row.class)
public interface ErasuresDao {

  record Row(
      Instant orderedAt,
      Outcome outcome,
      @Nullable Reason reason,
      int keysDestroyed,
      int valuesErased,
      long objectsErased,
      Instant beganAt,
      @Nullable Instant lookedAgainAt) {

    Ending ending() {
      return new Ending(outcome, reason);
    }
  }

  /**
   * @return 0 if the job has a tombstone already
   */
  @SqlUpdate(
      """
      INSERT INTO erasures
        (job_id, ordered_at, outcome, reason, keys_destroyed, values_erased, began_at)
      VALUES
        (:job, :orderedAt, :outcome, :reason, :keysDestroyed, :valuesErased, :beganAt)
      ON CONFLICT (job_id) DO NOTHING
      """)
  int insert(
      JobId job,
      Instant orderedAt,
      Outcome outcome,
      @Nullable Reason reason,
      int keysDestroyed,
      int valuesErased,
      Instant beganAt);

  @SqlQuery(
      """
      SELECT ordered_at, outcome, reason, keys_destroyed, values_erased, objects_erased, began_at,
        looked_again_at
      FROM erasures
      WHERE job_id = :job
      """)
  Optional<Row> find(JobId job);

  @SqlQuery(
      """
      SELECT ordered_at, outcome, reason, keys_destroyed, values_erased, objects_erased, began_at,
        looked_again_at
      FROM erasures
      WHERE job_id = :job
      FOR UPDATE
      """)
  Optional<Row> lock(JobId job);

  /** What an earlier begin should have erased, and did not. */
  @SqlUpdate(
      """
      UPDATE erasures
      SET keys_destroyed = keys_destroyed + :keys, values_erased = values_erased + :values
      WHERE job_id = :job
      """)
  void erasedAfterAll(JobId job, int keys, int values);

  @SqlUpdate(
      """
      UPDATE erasures
      SET objects_erased = objects_erased + :count
      WHERE job_id = :job
      """)
  void objectsErased(JobId job, long count);

  @SqlUpdate(
      """
      UPDATE erasures
      SET late_objects_erased = late_objects_erased + :lateObjects, looked_again_at = :at
      WHERE job_id = :job
      """)
  int lookedAgain(JobId job, long lateObjects, Instant at);

  /** Digests of the order are under the destroyed key; they are erased all the same. */
  @SqlUpdate(
      """
      UPDATE idempotency_keys
      SET request_digest = NULL
      WHERE job_id = :job AND request_digest IS NOT NULL
      """)
  int eraseRequestDigests(JobId job);

  /** Every value of the job that is to be absent from the ledger once it is erased. */
  @SqlQuery(
      """
      SELECT
        (SELECT count(*) FROM jobs
         WHERE id = :job AND (prompt IS NOT NULL OR parameters IS NOT NULL))
        + (SELECT count(*) FROM media WHERE job_id = :job)
        + (SELECT count(*) FROM idempotency_keys
           WHERE job_id = :job AND request_digest IS NOT NULL)
      """)
  long countValuesLeft(JobId job);

  @SqlUpdate(
      """
      INSERT INTO receipts (id, job_id, jws, issued_at)
      VALUES (:id, :job, :jws, :at)
      """)
  int insertReceipt(ReceiptId id, JobId job, String jws, Instant at);

  @SqlQuery(
      """
      SELECT jws
      FROM receipts
      WHERE job_id = :job
      """)
  Optional<String> receipt(JobId job);

  @SqlUpdate(
      """
      INSERT INTO amendments (receipt_id, number, jws, issued_at)
      VALUES (:receipt, :number, :jws, :at)
      """)
  int insertAmendment(ReceiptId receipt, int number, String jws, Instant at);

  /** In the order of their numbers. */
  @SqlQuery(
      """
      SELECT amendments.jws
      FROM amendments
      JOIN receipts ON receipts.id = amendments.receipt_id
      WHERE receipts.job_id = :job
      ORDER BY amendments.number
      """)
  List<String> amendments(JobId job);

  /** What the provider's part of a job has come to. */
  record AtProvider(@Nullable Instant endedAt, int filesDeleted, @Nullable Instant absentAt) {}

  @RegisterConstructorMapper(AtProvider.class)
  @SqlQuery(
      """
      SELECT t.ended_at, t.files_deleted, t.absent_at
      FROM provider_traces t
      JOIN egress e ON e.id = t.egress_id
      WHERE e.job_id = :job AND e.status = 'ACCEPTED'
      """)
  Optional<AtProvider> atProvider(JobId job);

  @SqlUpdate(
      """
      UPDATE provider_traces
      SET receipt_amended_at = :at
      WHERE egress_id IN (SELECT id FROM egress WHERE job_id = :job) AND absent_at IS NOT NULL
      """)
  void providerToldInReceipt(JobId job, Instant at);
}
