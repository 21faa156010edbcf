package io.lethe.storage.staff;

import io.lethe.domain.rights.HoldId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.StaffId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

@RegisterConstructorMapper(AuditEntry.class)
public interface AuditLogDao {

  /** One writer at a time, until its transaction ends; readers don't wait. */
  @SqlUpdate("LOCK TABLE audit_log IN SHARE ROW EXCLUSIVE MODE")
  void lock();

  @SqlQuery(
      """
      SELECT number, staff_id AS staff, act, request_id AS request, hold_id AS hold, at,
        previous, seal
      FROM audit_log
      ORDER BY number DESC
      LIMIT 1
      """)
  Optional<AuditEntry> head();

  @SqlQuery(
      """
      SELECT number, staff_id AS staff, act, request_id AS request, hold_id AS hold, at,
        previous, seal
      FROM audit_log
      ORDER BY number DESC
      LIMIT :limit
      """)
  List<AuditEntry> newest(int limit);

  @SqlQuery(
      """
      SELECT number, staff_id AS staff, act, request_id AS request, hold_id AS hold, at,
        previous, seal
      FROM audit_log
      WHERE number > :after
      ORDER BY number
      LIMIT :limit
      """)
  List<AuditEntry> following(long after, int limit);

  @SqlUpdate(
      """
      INSERT INTO audit_log (number, staff_id, act, request_id, hold_id, at, previous, seal)
      VALUES (:number, :staff, :act, :request, :hold, :at, :previous, :seal)
      """)
  void insert(
      long number,
      StaffId staff,
      StaffAct act,
      @Nullable RequestId request,
      @Nullable HoldId hold,
      Instant at,
      byte[] previous,
      byte[] seal);
}
