package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request by right as it stands. Details and answer are personal: its text form leaves them out.
 *
 * @param subject absent once all that was kept of the subject is erased
 * @param details what the subject wrote
 * @param answer what the subject is told about it, beside state and reason
 * @param extendedAt when the deadline was moved; once at most
 * @param beganAt when carrying it out began: from then on it can't be taken back
 */
public record RightsRequest(
    RequestId id,
    @Nullable SubjectId subject,
    Right right,
    Channel channel,
    RequestState state,
    @Nullable RequestReason reason,
    @Nullable String details,
    @Nullable String answer,
    Instant receivedAt,
    Instant dueAt,
    @Nullable Instant extendedAt,
    @Nullable Instant verifiedAt,
    @Nullable Instant approvedAt,
    @Nullable Instant beganAt,
    @Nullable Instant closedAt) {

  public boolean isOverdue(Instant now) {
    return closedAt == null && !now.isBefore(dueAt);
  }

  @Override
  public String toString() {
    return "RightsRequest[" + id + ", " + right + ", " + state + "]";
  }
}
