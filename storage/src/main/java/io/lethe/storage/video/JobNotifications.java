package io.lethe.storage.video;

import io.lethe.domain.JobId;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;

/**
 * Hears which jobs changed, from whatever process changed them. Keeps one connection to the ledger
 * for itself until closed; what changes while it is not open is not heard.
 */
public final class JobNotifications implements AutoCloseable {
  private static final String CHANNEL = "lethe_job";

  private final Handle handle;
  private final PGConnection postgres;

  private JobNotifications(Handle handle, PGConnection postgres) {
    this.handle = handle;
    this.postgres = postgres;
  }

  /** Once this returned, no change goes unheard. */
  public static JobNotifications listen(Jdbi ledger) {
    Handle handle = ledger.open();
    try {
      Connection connection = handle.getConnection();
      try (Statement statement = connection.createStatement()) {
        statement.execute("LISTEN " + CHANNEL);
      }
      return new JobNotifications(handle, connection.unwrap(PGConnection.class));
    } catch (SQLException notListening) {
      handle.close();
      throw new ConnectionException(notListening);
    }
  }

  /**
   * Waits for a change, at most as long as said.
   *
   * @return the jobs that changed; empty if the time ran out
   * @throws ConnectionException if the ledger is gone: changes may have gone unheard
   */
  public Set<JobId> next(Duration atMost) {
    try {
      // The driver takes 0 for "without end".
      int millis = (int) Math.max(1, atMost.toMillis());
      Set<JobId> changed = new LinkedHashSet<>();
      PGNotification[] heard = postgres.getNotifications(millis);
      for (PGNotification notification : heard == null ? new PGNotification[0] : heard) {
        changed.add(JobId.of(notification.getParameter()));
      }
      return changed;
    } catch (SQLException gone) {
      throw new ConnectionException(gone);
    }
  }

  /** The connection goes back to its pool, and listens no more. */
  @Override
  public void close() {
    try (handle) {
      handle.execute("UNLISTEN " + CHANNEL);
    } catch (RuntimeException goneAnyway) {
      // A connection that is broken hears nothing either.
    }
  }
}
