package io.lethe.domain.rights;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lethe.domain.ReceiptId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The evidence that all that was kept of a person is erased, written only after absence was read
 * back in each place. It is what is signed; nobody can tell from it whose it is.
 *
 * @param receivedAt when the erasure was asked for
 * @param erasureBeganAt when the person's key was destroyed
 * @param holdings what was looked at, and when it was seen empty
 * @param residuals what could not be confirmed gone, why, and until when it can last
 */
public record DeletionReceipt(
    ReceiptId id,
    RequestId requestId,
    Instant receivedAt,
    Instant erasureBeganAt,
    Instant issuedAt,
    List<Finding> holdings,
    List<Residual> residuals) {

  public DeletionReceipt {
    holdings = List.copyOf(holdings);
    residuals = List.copyOf(residuals);
  }

  /**
   * @param holding its name in {@code docs/data-map.md}
   * @param erased how many things were erased there
   * @param absentAt when their absence was read back
   */
  public record Finding(String holding, long erased, Instant absentAt) {}

  /**
   * @param what what may still exist, in plain words
   * @param ground why it can't be confirmed gone
   * @param until when it is gone at the latest; absent where the holder publishes no term
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Residual(String what, String ground, @Nullable Instant until) {
    private static final DateTimeFormatter DAY =
        DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK).withZone(ZoneOffset.UTC);

    /** One line for people, with the day by which it is gone. */
    public String inWords() {
      String words = what + ": " + (ground.endsWith(".") ? ground : ground + ".");
      return until == null ? words : words + " Gone by " + DAY.format(until) + ".";
    }
  }
}
