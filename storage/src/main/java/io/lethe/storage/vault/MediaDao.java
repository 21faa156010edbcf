package io.lethe.storage.vault;

import io.lethe.domain.JobId;
import io.lethe.domain.video.UploadRole;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(MediaDao.Row.class)
@RegisterConstructorMapper(MediaDao.Owner.class)
public interface MediaDao {

  /** An object that is, or was, whole. */
  record Row(
      UUID id,
      JobId jobId,
      MediaKind kind,
      @Nullable UploadRole role,
      boolean erased,
      String contentType,
      long size,
      String digest,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable Integer milliseconds) {

    Media toMedia() {
      Dimensions dimensions =
          width == null || height == null ? null : new Dimensions(width, height);
      return new Media(
          new MediaId(id),
          jobId,
          kind,
          role,
          contentType,
          size,
          digest,
          dimensions,
          milliseconds,
          erased);
    }
  }

  @SqlUpdate(
      """
      INSERT INTO media
        (id, job_id, kind, role, status, content_type, width, height, milliseconds, began_at)
      VALUES
        (:id, :job, :kind, :role, 'WRITING', :contentType, :width, :height, :milliseconds, :at)
      """)
  void insertWriting(
      UUID id,
      JobId job,
      MediaKind kind,
      @Nullable UploadRole role,
      String contentType,
      @Nullable Integer width,
      @Nullable Integer height,
      @Nullable Integer milliseconds,
      Instant at);

  @SqlUpdate(
      """
      UPDATE media
      SET status = 'STORED', size = :size, digest = :digest, stored_at = :at
      WHERE id = :id AND status = 'WRITING'
      """)
  int stored(UUID id, long size, String digest, Instant at);

  @SqlQuery(
      """
      SELECT id, job_id, kind, role, status = 'ERASED' AS erased, content_type, size, digest, width,
        height, milliseconds
      FROM media
      WHERE job_id = :job AND kind = :kind AND role IS NOT DISTINCT FROM :role
        AND status <> 'WRITING'
      """)
  Optional<Row> findWhole(JobId job, MediaKind kind, @Nullable UploadRole role);

  @SqlUpdate(
      """
      DELETE FROM media
      WHERE id = :id
      """)
  int delete(UUID id);

  @SqlUpdate(
      """
      DELETE FROM media
      WHERE id = :id AND status = 'WRITING'
      """)
  int deleteWriting(UUID id);

  @SqlUpdate(
      """
      UPDATE media
      SET status = 'ERASED'
      WHERE job_id = :job AND kind IN ('UPLOAD', 'SANITISED') AND status = 'STORED'
      """)
  void uploadsErased(JobId job);

  /** Whoever is still writing one of these finds its row gone and deletes what it wrote. */
  @SqlUpdate(
      """
      DELETE FROM media
      WHERE job_id = :job AND kind IN ('UPLOAD', 'SANITISED') AND status = 'WRITING'
      """)
  void deleteUploadsBeingWritten(JobId job);

  @SqlQuery(
      """
      SELECT id
      FROM media
      WHERE job_id = :job AND kind = 'VIDEO'
      """)
  List<UUID> videos(JobId job);

  @SqlQuery(
      """
      SELECT count(*)
      FROM media
      WHERE job_id = :job AND status = 'ERASED'
      """)
  long countErased(JobId job);

  @SqlUpdate(
      """
      DELETE FROM media
      WHERE job_id = :job
      """)
  int deleteAll(JobId job);

  /** Every name that an object of the job ever had. */
  @SqlQuery(
      """
      SELECT id
      FROM objects
      WHERE job_id = :job
      """)
  List<UUID> named(JobId job);

  @SqlUpdate(
      """
      DELETE FROM objects
      WHERE job_id = :job
      """)
  void forgetNames(JobId job);

  record Owner(JobId jobId, UUID id) {}

  /** Of these, the objects that may lie where they are. */
  @SqlQuery(
      """
      SELECT job_id, id
      FROM media
      WHERE id = ANY(:ids) AND status <> 'ERASED'
      """)
  List<Owner> owned(List<UUID> ids);
}
