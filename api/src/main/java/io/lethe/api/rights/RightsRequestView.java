package io.lethe.api.rights;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.Right;
import io.lethe.storage.holding.Corrected;
import io.lethe.storage.holding.Correction;
import io.lethe.storage.key.LinkWord;
import io.lethe.storage.rights.AskedCorrection;
import io.lethe.storage.rights.OpenedRequest;
import io.lethe.storage.rights.RightsRequest;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request as its subject sees it: states and reasons of the Data Rights Protocol 1.0.
 *
 * @param expectedBy when it is answered at the latest
 * @param processingDetails what the subject is told about it
 * @param corrections what became of each thing that it says is wrong
 * @param statusHref where its status can be read without an account; told once, when it is opened
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record RightsRequestView(
    RequestId requestId,
    Right right,
    String status,
    @Nullable String reason,
    Instant receivedAt,
    Instant expectedBy,
    @Nullable String processingDetails,
    @Nullable String details,
    @Nullable List<CorrectionView> corrections,
    @Nullable Instant closedAt,
    @Nullable String statusHref) {

  /**
   * @param outcome absent while nothing was done
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CorrectionView(
      Correction.Field field, Corrected.@Nullable Outcome outcome, @Nullable Instant settledAt) {

    static CorrectionView of(AskedCorrection asked) {
      return new CorrectionView(asked.field(), asked.outcome(), asked.settledAt());
    }
  }

  /**
   * @param opened present for the one answer in which the link to the status is told
   */
  static RightsRequestView of(
      RightsRequest request, List<AskedCorrection> corrections, @Nullable OpenedRequest opened) {
    RequestReason reason = request.reason();
    LinkWord word = opened == null ? null : opened.statusWord();
    return new RightsRequestView(
        request.id(),
        request.right(),
        request.state().word(),
        reason == null ? null : reason.word(),
        request.receivedAt(),
        request.dueAt(),
        request.answer(),
        request.details(),
        corrections.isEmpty() ? null : corrections.stream().map(CorrectionView::of).toList(),
        request.closedAt(),
        word == null ? null : RightsStatusResource.PATH + word.value());
  }

  static String address(RequestId id) {
    return "/v1/rights-requests/" + id;
  }
}
