package io.lethe.storage.staff;

import io.lethe.domain.rights.StaffId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

public interface StaffDao {
  @SqlQuery(
      """
      SELECT id
      FROM staff
      WHERE digest = :digest
      """)
  Optional<StaffId> find(byte[] digest);

  @SqlUpdate(
      """
      INSERT INTO staff (id, digest, first_seen_at)
      VALUES (:id, :digest, :at)
      ON CONFLICT (digest) DO NOTHING
      """)
  void insert(StaffId id, byte[] digest, Instant at);

  @SqlUpdate(
      """
      UPDATE staff
      SET signed_out_at = :at
      WHERE id = :id
      """)
  void signOut(StaffId id, Instant at);

  @SqlQuery(
      """
      SELECT EXISTS (
        SELECT FROM staff
        WHERE id = :id AND (signed_out_at IS NULL OR signed_out_at < :since))
      """)
  boolean isSignedInSince(StaffId id, Instant since);
}
