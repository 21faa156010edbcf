package io.lethe.storage.rights;

import io.lethe.domain.rights.RequestId;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(DeskNotesDao.Row.class)
public interface DeskNotesDao {
  String CORRESPONDENT = "desk_notes.correspondent";
  String VERIFICATION = "desk_notes.verification";

  /** What is noted of a request, its words sealed. */
  record Row(
      byte @Nullable [] correspondent,
      byte @Nullable [] verification,
      boolean byLetter,
      @Nullable Instant toldAt) {}

  @SqlUpdate(
      """
      INSERT INTO desk_notes (request_id, correspondent, by_letter)
      VALUES (:request, :correspondent, true)
      """)
  void letter(RequestId request, byte @Nullable [] correspondent);

  @SqlUpdate(
      """
      INSERT INTO desk_notes (request_id, verification)
      VALUES (:request, :verification)
      ON CONFLICT (request_id) DO UPDATE SET verification = excluded.verification
      """)
  void verification(RequestId request, byte[] verification);

  @SqlUpdate(
      """
      UPDATE desk_notes
      SET told_at = :at
      WHERE request_id = :request AND by_letter AND told_at IS NULL
      """)
  int told(RequestId request, Instant at);

  @SqlQuery(
      """
      SELECT correspondent, verification, by_letter, told_at
      FROM desk_notes
      WHERE request_id = :request
      """)
  Optional<Row> find(RequestId request);

  @SqlQuery(
      """
      SELECT count(*)
      FROM desk_notes n
      JOIN rights_requests r ON r.id = n.request_id
      WHERE n.by_letter AND n.told_at IS NULL AND r.state IN ('FULFILLED', 'DENIED')
      """)
  long countToTell();
}
