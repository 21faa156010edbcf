package io.lethe.storage.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/**
 * Whether a provider takes orders of ours: a state of the whole system, so it stands in the ledger,
 * where every worker sees it. While it is blocked nothing is sent, except by one job from time to
 * time, whose success ends the block for all.
 */
public final class ProviderBlocks {
  private final Jdbi jdbi;
  private final Duration tryEvery;
  private final Clock clock;

  /**
   * @param tryEvery how long until one job may try again
   */
  public ProviderBlocks(Jdbi jdbi, Duration tryEvery, Clock clock) {
    this.jdbi = jdbi;
    this.tryEvery = tryEvery;
    this.clock = clock;
  }

  /**
   * How long the caller has to wait before it may send; absent if it may send now, because nothing
   * is blocked or because it is the one that tries.
   */
  public Optional<Duration> mustWait(String recipient) {
    Instant now = clock.instant();
    return jdbi.withExtension(
        ProviderBlocksDao.class,
        dao -> {
          Optional<Block> block = dao.find(recipient);
          if (block.isEmpty() || dao.takeTry(recipient, now, now.plus(tryEvery)) == 1) {
            return Optional.empty();
          }
          Duration left = Duration.between(now, block.get().tryAt());
          return Optional.of(left.compareTo(tryEvery) > 0 || left.isNegative() ? tryEvery : left);
        });
  }

  /**
   * @return whether it was not blocked before: the moment to tell an operator, once
   */
  public boolean block(String recipient, BlockReason reason) {
    Instant now = clock.instant();
    return jdbi.inTransaction(
        handle -> {
          ProviderBlocksDao dao = handle.attach(ProviderBlocksDao.class);
          boolean isNew = dao.block(recipient, reason, now, now.plus(tryEvery)) == 1;
          if (!isNew) {
            dao.stillBlocked(recipient, reason, now.plus(tryEvery));
          }
          return isNew;
        });
  }

  /**
   * @return whether it was blocked before
   */
  public boolean unblock(String recipient) {
    return jdbi.withExtension(ProviderBlocksDao.class, dao -> dao.unblock(recipient)) == 1;
  }

  public Optional<Block> find(String recipient) {
    return jdbi.withExtension(ProviderBlocksDao.class, dao -> dao.find(recipient));
  }
}
