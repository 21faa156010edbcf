package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.storage.key.SubjectKey;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row as it lies in the ledger, its words sealed. */
public record RightsRequestRow(
    UUID id,
    @Nullable SubjectId subjectId,
    Right asked,
    Channel channel,
    RequestState state,
    @Nullable RequestReason reason,
    byte @Nullable [] details,
    byte @Nullable [] answer,
    Instant receivedAt,
    Instant dueAt,
    @Nullable Instant extendedAt,
    int reminded,
    @Nullable Instant verifiedAt,
    @Nullable Instant approvedAt,
    @Nullable Instant beganAt,
    @Nullable Instant closedAt) {
  static final String DETAILS = "rights_requests.details";
  static final String ANSWER = "rights_requests.answer";

  /**
   * @param key absent once it is destroyed; then the words are, too
   */
  RightsRequest open(Optional<SubjectKey> key) {
    return new RightsRequest(
        new RequestId(id),
        subjectId,
        asked,
        channel,
        state,
        reason,
        key.map(present -> present.unseal(DETAILS, details)).orElse(null),
        key.map(present -> present.unseal(ANSWER, answer)).orElse(null),
        receivedAt,
        dueAt,
        extendedAt,
        verifiedAt,
        approvedAt,
        beganAt,
        closedAt);
  }
}
