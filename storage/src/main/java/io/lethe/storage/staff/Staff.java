package io.lethe.storage.staff;

import io.lethe.domain.rights.StaffId;
import io.lethe.storage.key.DigestKey;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Who of the staff is known here, and by what: a random number and a keyed digest, as with {@link
 * io.lethe.storage.subject.Subjects}. Whoever has the identity provider's name for somebody can
 * find out which number is theirs; nobody can go the other way.
 */
public final class Staff {
  private static final String DIGEST_PURPOSE = "staff";

  private final Jdbi jdbi;
  private final DigestKey digests;
  private final AuditLog log;
  private final Clock clock;

  public Staff(Jdbi jdbi, DigestKey digests, AuditLog log, Clock clock) {
    this.jdbi = jdbi;
    this.digests = digests;
    this.log = log;
    this.clock = clock;
  }

  /**
   * Notes in the log that somebody signed in. The caller has verified the token that these come
   * from.
   *
   * @param issuer the token's {@code iss}
   * @param subject the token's {@code sub}
   * @return their number, the same one each time
   */
  public StaffId signIn(String issuer, String subject) {
    byte[] digest = digest(issuer, subject);
    return jdbi.inTransaction(
        handle -> {
          StaffId id = recognise(handle, digest);
          log.append(handle, id, StaffAct.SIGNED_IN, null);
          return id;
        });
  }

  /**
   * The number of somebody, or of a machine, that comes with a token of their own for each call: no
   * session begins, so nothing is noted but what they do.
   */
  public StaffId recognise(String issuer, String subject) {
    byte[] digest = digest(issuer, subject);
    return jdbi.withExtension(StaffDao.class, dao -> dao.find(digest))
        .orElseGet(() -> jdbi.inTransaction(handle -> recognise(handle, digest)));
  }

  private StaffId recognise(Handle handle, byte[] digest) {
    StaffDao dao = handle.attach(StaffDao.class);
    if (dao.find(digest).isEmpty()) {
      dao.insert(new StaffId(UUID.randomUUID()), digest, clock.instant());
    }
    return dao.find(digest).orElseThrow();
  }

  private byte[] digest(String issuer, String subject) {
    return digests.digest(DIGEST_PURPOSE, issuer, subject);
  }

  /** Ends every session that they have, wherever it is kept. */
  public void signOut(StaffId id) {
    jdbi.useTransaction(
        handle -> {
          handle.attach(StaffDao.class).signOut(id, clock.instant());
          log.append(handle, id, StaffAct.SIGNED_OUT, null);
        });
  }

  /** Whether a session that began at that moment was not ended by signing out. */
  public boolean isSignedInSince(StaffId id, Instant since) {
    return jdbi.withExtension(StaffDao.class, dao -> dao.isSignedInSince(id, since));
  }
}
