package io.lethe.api.rights;

import io.lethe.api.problem.Refusal;
import io.lethe.domain.rights.Right;
import io.lethe.storage.rights.NewRequest;
import org.jspecify.annotations.Nullable;

/**
 * What a subject asks for.
 *
 * @param details in the subject's own words; personal
 */
record NewRightsRequest(@Nullable Right right, @Nullable String details) {

  /**
   * @throws io.lethe.api.problem.Refused naming the first field that can't be worked with
   */
  Right check() {
    if (right == null) {
      throw new Refusal.InvalidField("/right", "The field is missing.").asException();
    }
    if (details != null && details.length() > NewRequest.MOST_DETAILS) {
      throw new Refusal.InvalidField(
              "/details", "It may have " + NewRequest.MOST_DETAILS + " characters.")
          .asException();
    }
    return right;
  }

  /** Without the details: this text may reach a log. */
  @Override
  public String toString() {
    return "NewRightsRequest[" + right + "]";
  }
}
