package io.lethe.storage.ledger;

import io.lethe.domain.JobId;
import io.lethe.domain.ReceiptId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.campaign.CampaignId;
import io.lethe.domain.rights.HoldId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.StaffId;
import io.lethe.domain.video.ModelId;
import java.sql.Types;
import java.util.UUID;
import java.util.function.Function;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.argument.AbstractArgumentFactory;
import org.jdbi.v3.core.argument.Argument;
import org.jdbi.v3.core.config.ConfigRegistry;
import org.jdbi.v3.sqlobject.SqlObjectPlugin;

/** Teaches Jdbi the types of the ledger. */
public final class LedgerJdbi {
  private LedgerJdbi() {}

  /** Returns the same {@code jdbi}, ready for the stores. Repeating it changes nothing. */
  public static Jdbi configure(Jdbi jdbi) {
    jdbi.installPlugin(new SqlObjectPlugin());
    jdbi.registerArrayType(String.class, "text");
    jdbi.registerArrayType(UUID.class, "uuid");
    registerId(jdbi, JobId.class, JobId::new, JobId::value);
    registerId(jdbi, SubjectId.class, SubjectId::new, SubjectId::value);
    registerId(jdbi, RequestId.class, RequestId::new, RequestId::value);
    registerId(jdbi, HoldId.class, HoldId::new, HoldId::value);
    registerId(jdbi, StaffId.class, StaffId::new, StaffId::value);
    registerId(jdbi, CampaignId.class, CampaignId::new, CampaignId::value);
    registerId(jdbi, ReceiptId.class, ReceiptId::new, ReceiptId::value);
    jdbi.registerColumnMapper(
        ModelId.class, (rows, column, context) -> new ModelId(rows.getString(column)));
    jdbi.registerArgument(
        new AbstractArgumentFactory<ModelId>(Types.VARCHAR) {
          @Override
          protected Argument build(ModelId id, ConfigRegistry config) {
            return (position, statement, context) -> statement.setString(position, id.value());
          }
        });
    return jdbi;
  }

  private static <T> void registerId(
      Jdbi jdbi, Class<T> type, Function<UUID, T> toId, Function<T, UUID> toUuid) {
    jdbi.registerColumnMapper(
        type,
        (rows, column, context) -> {
          UUID value = rows.getObject(column, UUID.class);
          return value == null ? null : toId.apply(value);
        });
    jdbi.registerArgument(new IdArgument<>(type, toUuid));
  }
}
