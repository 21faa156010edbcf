package io.lethe.storage.key;

import com.google.crypto.tink.subtle.Random;
import io.lethe.domain.SubjectId;
import io.lethe.storage.ledger.SubjectForgotten;
import java.time.Clock;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * One key for each subject of whom something is kept in words, wrapped by the master key. As with
 * {@link JobKeys}, unwrapped keys are cached nowhere: once the row is destroyed, nothing opens what
 * was sealed, in this ledger and in each copy that is made from then on. A backup from before holds
 * the wrapped key too, until it is overwritten.
 */
public final class SubjectKeys {
  private final Jdbi jdbi;
  private final MasterKey master;
  private final Clock clock;

  public SubjectKeys(Jdbi jdbi, MasterKey master, Clock clock) {
    this.jdbi = jdbi;
    this.master = master;
    this.clock = clock;
  }

  /**
   * The key to seal something with, made when it is first needed. Until the transaction ends no
   * erasure of the subject begins.
   *
   * @throws SubjectForgotten if the erasure has begun, or there is no such subject
   */
  public SubjectKey forWriting(Handle transaction, SubjectId subject) {
    SubjectKeysDao dao = transaction.attach(SubjectKeysDao.class);
    if (dao.lockKnown(subject).isEmpty()) {
      throw new SubjectForgotten(subject);
    }
    Optional<SubjectKey> there = find(dao, subject);
    if (there.isPresent()) {
      return there.get();
    }
    SubjectKey drawn = new SubjectKey(Random.randBytes(KeyMaterial.BYTES));
    dao.insert(subject, master.wrap(subject, drawn.bytes()), clock.instant());
    // Whose key it became if two were the first at once.
    return find(dao, subject).orElseThrow(() -> new SubjectForgotten(subject));
  }

  /** The key to read with; absent if it is destroyed, or nothing was ever sealed. */
  public Optional<SubjectKey> find(SubjectId subject) {
    return jdbi.withExtension(SubjectKeysDao.class, dao -> find(dao, subject));
  }

  /** As {@link #find(SubjectId)}, as the transaction sees it. */
  public Optional<SubjectKey> find(Handle transaction, SubjectId subject) {
    return find(transaction.attach(SubjectKeysDao.class), subject);
  }

  /** Returns how many keys were destroyed: none if it was done before, or there was none. */
  public int destroy(Handle transaction, SubjectId subject) {
    return transaction.attach(SubjectKeysDao.class).destroy(subject, clock.instant());
  }

  private Optional<SubjectKey> find(SubjectKeysDao dao, SubjectId subject) {
    return dao.wrapped(subject).map(wrapped -> new SubjectKey(master.unwrap(subject, wrapped)));
  }
}
