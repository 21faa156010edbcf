package io.lethe.domain.erasure;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lethe.domain.JobId;
import io.lethe.domain.ReceiptId;
import io.lethe.domain.video.Outcome;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The evidence of one erasure, written only after absence was read back. It is what is signed; it
 * holds nothing personal and can be shown to anyone.
 *
 * @param result {@link Result#COMPLETE} only if every place confirmed absence and nothing is left
 *     anywhere else
 * @param places what was looked at, and when it was seen empty
 * @param residuals what could not be confirmed gone, why, and until when it can last
 */
public record Receipt(
    ReceiptId id,
    JobId jobId,
    Outcome outcome,
    Result result,
    Instant orderedAt,
    Instant erasureBeganAt,
    Instant issuedAt,
    List<Finding> places,
    List<Residual> residuals) {

  public Receipt {
    places = List.copyOf(places);
    residuals = List.copyOf(residuals);
  }

  public enum Result {
    COMPLETE,
    COMPLETE_WITH_RESIDUALS
  }

  /**
   * @param erased how many things were erased there (keys, objects, columns)
   * @param absentAt when their absence was read back
   */
  public record Finding(Place place, long erased, Instant absentAt) {}

  /**
   * @param kind by which an {@link Amendment} that confirms its absence names it
   * @param what what may still exist, in plain words
   * @param ground why it cannot be confirmed gone
   * @param until when it is gone at the latest; absent where the holder publishes no term
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Residual(
      ResidualKind kind, Place place, String what, String ground, @Nullable Instant until) {}
}
