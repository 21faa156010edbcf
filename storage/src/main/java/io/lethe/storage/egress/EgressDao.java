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
      INSERT INTO egress (id, job_id, consent_id, recipient, endpoint, content, bytes, status, sent_at)
      VALUES (:id, :job, :consentId, :recipient, :endpoint, :content, :bytes, 'SENDING', :at)
      """)
  void insertSending(
      UUID id,
      JobId job,
      long consentId,
      String recipient,
      String endpoint,
      List<String> content,
      long bytes,
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
      WHERE job_id = :job
      ORDER BY sent_at, id
      """)
  List<Row> ofJob(JobId job);
}
