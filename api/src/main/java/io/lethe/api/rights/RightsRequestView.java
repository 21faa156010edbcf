package io.lethe.api.rights;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lethe.domain.rights.RequestId;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.Right;
import io.lethe.storage.key.LinkWord;
import io.lethe.storage.rights.OpenedRequest;
import io.lethe.storage.rights.RightsRequest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A request as its subject sees it: states and reasons of the Data Rights Protocol 1.0.
 *
 * @param expectedBy when it is answered at the latest
 * @param processingDetails what the subject is told about it
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
    @Nullable Instant closedAt,
    @Nullable String statusHref) {

  static RightsRequestView of(RightsRequest request) {
    return of(request, null);
  }

  static RightsRequestView of(RightsRequest request, @Nullable OpenedRequest opened) {
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
        request.closedAt(),
        word == null ? null : RightsStatusResource.PATH + word.value());
  }

  static String address(RequestId id) {
    return "/v1/rights-requests/" + id;
  }
}
