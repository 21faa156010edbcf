package io.lethe.storage.staff;

import io.lethe.domain.rights.HoldId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.key.DigestKey;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * Who of the staff did what, and when. Entries are only ever added, and each is sealed together
 * with the seal of the one before: an entry that was changed, taken out or put in shows, also where
 * whoever did it can write to the ledger at will, because the seals need the digest key. What a
 * seal alone can't show is that the newest entries were cut off: for that the head is shown, to be
 * noted elsewhere.
 */
public final class AuditLog {
  private static final String PURPOSE = "audit-log";
  private static final int PAGE = 1_000;

  private final Jdbi jdbi;
  private final DigestKey digests;
  private final Clock clock;

  public AuditLog(Jdbi jdbi, DigestKey digests, Clock clock) {
    this.jdbi = jdbi;
    this.digests = digests;
    this.clock = clock;
  }

  /**
   * In the transaction of what was done: neither is there without the other. The log is locked
   * until the transaction ends, so this comes last in it.
   */
  public void append(Handle transaction, StaffId by, StaffAct act, @Nullable RequestId request) {
    append(transaction, by, act, request, null);
  }

  /** The same, about a legal hold. */
  public void append(
      Handle transaction,
      StaffId by,
      StaffAct act,
      @Nullable RequestId request,
      @Nullable HoldId hold) {
    AuditLogDao dao = transaction.attach(AuditLogDao.class);
    dao.lock();
    Optional<AuditEntry> head = dao.head();
    long number = head.map(AuditEntry::number).orElse(0L) + 1;
    byte[] previous = head.map(AuditEntry::seal).orElseGet(() -> new byte[32]);
    Instant at = clock.instant();
    byte[] seal = seal(number, by, act, request, hold, at, previous);
    dao.insert(number, by, act, request, hold, at, previous, seal);
  }

  /** The newest entry. */
  public Optional<AuditEntry> head() {
    return jdbi.withExtension(AuditLogDao.class, AuditLogDao::head);
  }

  /** The newest entries, newest first. */
  public List<AuditEntry> newest(int limit) {
    return jdbi.withExtension(AuditLogDao.class, dao -> dao.newest(limit));
  }

  /**
   * Reads the whole log.
   *
   * @return the number of the first entry that is not as it was written, or does not follow the one
   *     before; empty if all do
   */
  public OptionalLong firstBroken() {
    long after = 0;
    byte[] previous = new byte[32];
    while (true) {
      long from = after;
      List<AuditEntry> entries =
          jdbi.withExtension(AuditLogDao.class, dao -> dao.following(from, PAGE));
      for (AuditEntry entry : entries) {
        if (entry.number() != after + 1 || !isWhole(entry, previous)) {
          return OptionalLong.of(entry.number());
        }
        after = entry.number();
        previous = entry.seal();
      }
      if (entries.size() < PAGE) {
        return OptionalLong.empty();
      }
    }
  }

  private boolean isWhole(AuditEntry entry, byte[] previous) {
    byte[] seal =
        seal(
            entry.number(),
            entry.staff(),
            entry.act(),
            entry.request(),
            entry.hold(),
            entry.at(),
            entry.previous());
    return MessageDigest.isEqual(entry.previous(), previous)
        && MessageDigest.isEqual(entry.seal(), seal);
  }

  private byte[] seal(
      long number,
      StaffId by,
      StaffAct act,
      @Nullable RequestId request,
      @Nullable HoldId hold,
      Instant at,
      byte[] previous) {
    List<String> parts =
        new ArrayList<>(
            List.of(
                Long.toString(number),
                by.toString(),
                act.name(),
                request == null ? "" : request.toString(),
                at.toString(),
                HexFormat.of().formatHex(previous)));
    if (hold != null) {
      parts.add(hold.toString());
    }
    return digests.digest(PURPOSE, parts.toArray(String[]::new));
  }
}
