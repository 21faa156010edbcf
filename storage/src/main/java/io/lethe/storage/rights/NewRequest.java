package io.lethe.storage.rights;

import io.lethe.domain.SubjectId;
import io.lethe.domain.rights.Right;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is asked.
 *
 * @param details in the subject's own words; may be absent
 * @param verified whether it is established that the subject asks
 * @param receivedAt when it reached us: the clock runs from then
 */
public record NewRequest(
    SubjectId subject,
    Right right,
    Channel channel,
    @Nullable String details,
    boolean verified,
    Instant receivedAt) {
  public static final int MOST_DETAILS = 4_000;

  public NewRequest {
    if (details != null && details.length() > MOST_DETAILS) {
      throw new IllegalArgumentException("details are at most " + MOST_DETAILS + " characters");
    }
  }

  @Override
  public String toString() {
    return "NewRequest[" + right + "]";
  }
}
