package io.lethe.fal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where a job stands at fal.ai. */
public sealed interface FalStatus {

  /**
   * It waits for a runner.
   *
   * @param position jobs before this one; -1 where fal.ai did not say
   */
  record InQueue(int position) implements FalStatus {}

  /** A runner works on it. */
  record InProgress() implements FalStatus {}

  /**
   * It is over, well or not: a failed job is completed too. Without a failure here the result may
   * still turn out to be one, so only {@link FalQueue#result} tells that there is a video.
   */
  record Completed(@Nullable FalFailure error) implements FalStatus {
    /**
     * What went wrong, already translated; fal.ai's own words are dropped, for they may repeat the
     * prompt.
     */
    public Optional<FalFailure> failure() {
      return Optional.ofNullable(error);
    }
  }
}
