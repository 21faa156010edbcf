package io.lethe.storage.consent;

import io.lethe.domain.account.EmailAddress;
import io.lethe.storage.key.DigestKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/**
 * The addresses that no marketing is sent to (GDPR Art. 21(3)), by keyed digest only: they outlive
 * account and erasure. One is lifted by nothing but a consent that was given after it.
 */
public final class Suppressions {
  private final Jdbi jdbi;
  private final DigestKey digests;
  private final Clock clock;

  public Suppressions(Jdbi jdbi, DigestKey digests, Clock clock) {
    this.jdbi = jdbi;
    this.digests = digests;
    this.clock = clock;
  }

  public interface Dao {
    @SqlUpdate(
        """
        INSERT INTO suppressions (email_digest, since)
        VALUES (:digest, :at)
        ON CONFLICT (email_digest) DO UPDATE SET since = excluded.since
        """)
    void suppress(byte[] digest, Instant at);

    @SqlQuery(
        """
        SELECT EXISTS (
          SELECT FROM suppressions WHERE email_digest = :digest AND since >= :consentedAt
        )
        """)
    boolean isSuppressed(byte[] digest, Instant consentedAt);

    @SqlQuery(
        """
        SELECT since
        FROM suppressions
        WHERE email_digest = :digest
        """)
    Optional<Instant> since(byte[] digest);
  }

  /** From now on; repeating it counts from the newest objection. */
  public void suppress(Handle transaction, EmailAddress address) {
    suppress(transaction, digest(address));
  }

  /** The same for an address that is known by its {@link #digest} alone. */
  void suppress(Handle transaction, byte[] digest) {
    transaction.attach(Dao.class).suppress(digest, clock.instant());
  }

  /**
   * Whether nothing may be sent to the address. To be asked at the moment of sending, beside
   * whether the consent is in force.
   *
   * @param consentedAt when the consent was given that would allow it
   */
  public boolean isSuppressed(EmailAddress address, Instant consentedAt) {
    return jdbi.withHandle(handle -> isSuppressed(handle, address, consentedAt));
  }

  /** When who receives mail at the address objected last; absent if they never did. */
  public Optional<Instant> since(EmailAddress address) {
    return jdbi.withHandle(handle -> since(handle, address));
  }

  /** As {@link #since(EmailAddress)}, as the transaction sees it. */
  public Optional<Instant> since(Handle transaction, EmailAddress address) {
    return transaction.attach(Dao.class).since(digest(address));
  }

  /** As {@link #isSuppressed(EmailAddress, Instant)}, as the transaction sees it. */
  public boolean isSuppressed(Handle transaction, EmailAddress address, Instant consentedAt) {
    return isSuppressed(transaction, digest(address), consentedAt);
  }

  boolean isSuppressed(Handle transaction, byte[] digest, Instant consentedAt) {
    return transaction.attach(Dao.class).isSuppressed(digest, consentedAt);
  }

  byte[] digest(EmailAddress address) {
    return digests.digest("suppression", address.normalised());
  }
}
