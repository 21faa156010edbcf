package io.lethe.storage.provider;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

@RegisterConstructorMapper(Block.class)
public interface ProviderBlocksDao {

  @SqlQuery(
      """
      SELECT recipient, reason, since, try_at
      FROM provider_blocks
      WHERE recipient = :recipient
      """)
  Optional<Block> find(String recipient);

  /**
   * @return 1 for the one caller who may try
   */
  @SqlUpdate(
      """
      UPDATE provider_blocks
      SET try_at = :next
      WHERE recipient = :recipient AND try_at <= :now
      """)
  int takeTry(String recipient, Instant now, Instant next);

  /**
   * @return 0 if it was blocked before
   */
  @SqlUpdate(
      """
      INSERT INTO provider_blocks (recipient, reason, since, try_at)
      VALUES (:recipient, :reason, :now, :tryAt)
      ON CONFLICT (recipient) DO NOTHING
      """)
  int block(String recipient, BlockReason reason, Instant now, Instant tryAt);

  @SqlUpdate(
      """
      UPDATE provider_blocks
      SET reason = :reason, try_at = greatest(try_at, :tryAt)
      WHERE recipient = :recipient
      """)
  void stillBlocked(String recipient, BlockReason reason, Instant tryAt);

  @SqlUpdate(
      """
      DELETE FROM provider_blocks
      WHERE recipient = :recipient
      """)
  int unblock(String recipient);
}
