package io.lethe.storage.erasure;

import io.lethe.domain.erasure.Place;
import io.lethe.domain.erasure.Receipt.Residual;
import io.lethe.domain.erasure.ResidualKind;
import io.lethe.storage.egress.Egress;
import io.lethe.storage.egress.EgressStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What may be left where we can't look: with those who were sent something. A receipt names it
 * rather than keep silent about it.
 */
final class Residuals {
  /**
   * How long fal.ai keeps a result after the rendering ended, and, because every submission asks
   * for it, the video file.
   */
  static final Duration RESULT_KEPT = Duration.ofHours(1);

  private Residuals() {}

  /**
   * @param attempts every attempt to send
   * @param endedAt when the rendering was seen to have ended
   * @param resultIsGone whether video and result were looked for at the provider, and not found
   */
  static List<Residual> of(List<Egress> attempts, Optional<Instant> endedAt, boolean resultIsGone) {
    List<Residual> residuals = new ArrayList<>();
    for (Egress attempt : attempts) {
      if (attempt.status() != EgressStatus.NOT_ACCEPTED) {
        if (!resultIsGone) {
          residuals.add(result(attempt, endedAt));
        }
        addWhatNobodyCanDelete(attempt, residuals);
      }
    }
    return residuals;
  }

  private static Residual result(Egress attempt, Optional<Instant> endedAt) {
    return new Residual(
        ResidualKind.PROVIDER_RESULT,
        Place.PROVIDER,
        "The video and the record of the result at " + attempt.recipient(),
        attempt.status() == EgressStatus.ACCEPTED
            ? "Kept for at most one hour after the rendering ends; absence was not read back yet."
            : "It is not known whether the request was accepted; if it was, kept for at most one"
                + " hour after the rendering ends.",
        endedAt.map(end -> end.plus(RESULT_KEPT)).orElse(null));
  }

  private static void addWhatNobodyCanDelete(Egress attempt, List<Residual> residuals) {
    String recipient = attempt.recipient();
    residuals.add(
        new Residual(
            ResidualKind.PROVIDER_RECORD,
            Place.PROVIDER,
            "The note that a request took place at " + recipient + ", without its content",
            "Nobody can delete it; no term is published.",
            null));
    residuals.add(
        new Residual(
            ResidualKind.MODEL_MAKER,
            Place.PROVIDER,
            "What the maker of the model keeps of the upload, the prompt and the video ("
                + attempt.endpoint()
                + ")",
            "Reached through " + recipient + " only; no term is published.",
            null));
  }
}
