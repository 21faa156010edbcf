package io.lethe.storage.rights;

import io.lethe.domain.rights.HoldId;
import io.lethe.domain.rights.StaffId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A matter for which the data of a subject is held. Its grounds are personal: its text form leaves
 * them out.
 *
 * @param endsAt from when it holds nothing any more by itself
 * @param releasedBy who lifted it before it ended; absent if nobody did
 */
public record LegalHold(
    HoldId id,
    String ground,
    StaffId placedBy,
    Instant placedAt,
    Instant endsAt,
    @Nullable StaffId releasedBy,
    @Nullable Instant releasedAt,
    @Nullable String releaseGround) {

  public boolean isInForce(Instant now) {
    return releasedAt == null && now.isBefore(endsAt);
  }

  @Override
  public String toString() {
    return "LegalHold[" + id + "]";
  }
}
