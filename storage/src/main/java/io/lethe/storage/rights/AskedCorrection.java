package io.lethe.storage.rights;

import io.lethe.storage.holding.Corrected;
import io.lethe.storage.holding.Correction;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One thing that a request says is wrong, and what became of it. Personal: its text form leaves the
 * value out.
 *
 * @param wanted what it should be, as long as it is not; absent if there should be none
 * @param outcome absent while nothing was done
 * @param settledAt when the outcome was final
 */
public record AskedCorrection(
    Correction.Field field,
    @Nullable String wanted,
    Corrected.@Nullable Outcome outcome,
    @Nullable Instant settledAt) {

  @Override
  public String toString() {
    return "AskedCorrection[" + field + ", " + outcome + "]";
  }
}
