package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.Right;
import io.lethe.storage.holding.Correction;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param details in the subject's own words; may be absent
 * @param verified whether it is established that the subject asks
 * @param receivedAt when it reached us: the clock runs from then
 * @param corrections what is wrong, each field once; none unless it is a correction
 * @param statement what the subject says where something stays as it is; may be absent
 */
public record NewRequest(
    SubjectId subject,
    Right right,
    Channel channel,
    @Nullable String details,
    boolean verified,
    Instant receivedAt,
    List<Correction> corrections,
    @Nullable Statement statement) {
  public static final int MOST_DETAILS = 4_000;

  public NewRequest {
    corrections = List.copyOf(corrections);
    if (right != Right.CORRECTION && !(corrections.isEmpty() && statement == null)) {
      throw new IllegalArgumentException("only a correction says what is wrong");
    }
    if (details != null && details.length() > MOST_DETAILS) {
      throw new IllegalArgumentException("details are at most " + MOST_DETAILS + " characters");
    }
  }

  /** A request that says nothing but which right it is about. */
  public NewRequest(
      SubjectId subject,
      Right right,
      Channel channel,
      @Nullable String details,
      boolean verified,
      Instant receivedAt) {
    this(subject, right, channel, details, verified, receivedAt, List.of(), null);
  }

  /** Words have to be read by somebody; so has a correction that names nothing. */
  boolean isForStaff() {
    return right == Right.CORRECTION
        && (details != null || (corrections.isEmpty() && statement == null));
  }

  @Override
  public String toString() {
    return "NewRequest[" + right + "]";
  }
}
