package io.lethe.storage.egress;

import io.lethe.domain.JobId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(EgressDao.Row.class)
public interface EgressDao {

  record Row(
      UUID id,
      JobId jobId,
      String recipient,
      String endpoint,
      List<String> content,
      long bytes,
      long consentId,
      EgressStatus status,
      @Nullable String requestId,
      @Nullable String responseUrl,
      @Nullable String statusUrl,
      @Nullable String cancelUrl,
      Instant sentAt) {

    Egress toEgress() {
      ProviderHandle handle =
          requestId == null || responseUrl == null || statusUrl == null || cancelUrl == null
              ? null
              : new ProviderHandle(requestId, responseUrl, statusUrl, cancelUrl);
      return new Egress(
          new EgressId(id),
          jobId,
          recipient,
          endpoint,
          content.stream().map(EgressContent::valueOf).toList(),
          bytes,
          consentId,
          status,
          handle,
          sentAt);
    }
  }

  @SqlUpdate(
      """
      INSERT INTO egress
        (id, job_id, consent_id, recipient, endpoint, content, bytes, status, token_digest, sent_at)
      VALUES
        (:id, :job, :consentId, :recipient, :endpoint, :content, :bytes, 'SENDING', :digest, :at)
      """)
  void insertSending(
      UUID id,
      JobId job,
      long consentId,
      String recipient,
      String endpoint,
      List<String> content,
      long bytes,
      byte[] digest,
      Instant at);

  @SqlUpdate(
      """
      UPDATE egress
      SET status = 'ACCEPTED', request_id = :requestId, response_url = :responseUrl,
        status_url = :statusUrl, cancel_url = :cancelUrl, answered_at = :at
      WHERE id = :id AND status IN ('SENDING', 'UNKNOWN')
      """)
  int accepted(
      UUID id,
      String requestId,
      String responseUrl,
      String statusUrl,
      String cancelUrl,
      Instant at);

  @SqlUpdate(
      """
      UPDATE egress
      SET status = :status, answered_at = :at
      WHERE id = :id AND status IN ('SENDING', 'UNKNOWN')
      """)
  int settled(UUID id, EgressStatus status, Instant at);

  @SqlQuery(
      """
      SELECT status
      FROM egress
      WHERE id = :id
      """)
  Optional<EgressStatus> status(UUID id);

  @SqlQuery(
      """
      SELECT id, job_id, recipient, endpoint, content, bytes, consent_id, status, request_id,
        response_url, status_url, cancel_url, sent_at
      FROM egress
      WHERE job_id = :job AND part_of IS NULL
      ORDER BY sent_at, id
      """)
  List<Row> ofJob(JobId job);

  @SqlQuery(
      """
      SELECT id, job_id, recipient, endpoint, content, bytes, consent_id, status, request_id,
        response_url, status_url, cancel_url, sent_at
      FROM egress
      WHERE token_digest = :digest
      """)
  Optional<Row> ofToken(byte[] digest);

  @SqlQuery(
      """
      SELECT id, job_id, recipient, endpoint, content, bytes, consent_id, status, request_id,
        response_url, status_url, cancel_url, sent_at
      FROM egress
      WHERE id = :id
      """)
  Optional<Row> find(UUID id);

  /**
   * Attempts of jobs that are being forgotten, of which nobody knows whether they were accepted.
   */
  @SqlQuery(
      """
      SELECT e.id, e.job_id, e.recipient, e.endpoint, e.content, e.bytes, e.consent_id, e.status,
        e.request_id, e.response_url, e.status_url, e.cancel_url, e.sent_at
      FROM egress e
      JOIN erasures x ON x.job_id = e.job_id
      WHERE e.status IN ('SENDING', 'UNKNOWN') AND e.sent_at > :since
      ORDER BY e.sent_at
      LIMIT :limit
      """)
  List<Row> unsettledOfForgottenJobs(Instant since, int limit);

  @SqlQuery(
      """
      SELECT request_id
      FROM egress
      WHERE request_id = ANY(:requestIds)
      """)
  List<String> claimed(List<String> requestIds);

  /** Other attempts that may stand behind the same lines of the recipient's list. */
  @SqlQuery(
      """
      SELECT count(*)
      FROM egress
      WHERE endpoint = :endpoint AND id <> :id AND status IN ('SENDING', 'UNKNOWN')
        AND sent_at BETWEEN :from AND :to
      """)
  long rivals(UUID id, String endpoint, Instant from, Instant to);

  @SqlUpdate(
      """
      INSERT INTO provider_traces (egress_id, look_at)
      VALUES (:id, :at)
      ON CONFLICT (egress_id) DO NOTHING
      """)
  void insertTrace(UUID id, Instant at);
}
