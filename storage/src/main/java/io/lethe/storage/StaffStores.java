package io.lethe.storage;

import io.lethe.storage.key.KeyFolder;
import io.lethe.storage.key.TicketKey;
import io.lethe.storage.staff.AuditLog;
import io.lethe.storage.staff.Lookout;
import io.lethe.storage.staff.Staff;
import java.time.Clock;
import org.jdbi.v3.core.Jdbi;

/** The stores behind the console, beside those of requests by right. */
public record StaffStores(Staff staff, AuditLog log, Lookout lookout, TicketKey tickets) {

  static StaffStores assemble(Jdbi jdbi, KeyFolder keys, Clock clock) {
    AuditLog log = new AuditLog(jdbi, keys.digests(), clock);
    return new StaffStores(
        new Staff(jdbi, keys.digests(), log, clock), log, new Lookout(jdbi, clock), keys.tickets());
  }
}
