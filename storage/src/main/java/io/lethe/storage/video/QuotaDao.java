package io.lethe.storage.video;

import io.lethe.domain.SubjectId;
import io.lethe.domain.video.ModelId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(QuotaDao.Unfinished.class)
public interface QuotaDao {

  /**
   * @param beganAt absent while it waits for its uploads
   */
  record Unfinished(ModelId model, @Nullable Instant beganAt, Instant eraseBy) {}

  /** From here on no other order of this subject is taken until the transaction ends. */
  @SqlQuery(
      """
      SELECT true
      FROM subjects
      WHERE id = :subject
      FOR NO KEY UPDATE
      """)
  Optional<Boolean> lock(SubjectId subject);

  @SqlQuery(
      """
      SELECT model, began_at, erase_by
      FROM jobs
      WHERE subject_id = :subject AND state NOT IN ('ERASING', 'ERASED')
      """)
  List<Unfinished> unfinished(SubjectId subject);

  /** When the n-th newest job was ordered; absent if there are fewer since then. */
  @SqlQuery(
      """
      SELECT ordered_at
      FROM jobs
      WHERE subject_id = :subject AND ordered_at > :since
      ORDER BY ordered_at DESC, id DESC
      OFFSET :n - 1
      LIMIT 1
      """)
  Optional<Instant> nthNewest(SubjectId subject, Instant since, int n);
}
