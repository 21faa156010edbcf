package io.lethe.api.rights;

import com.google.common.html.HtmlEscapers;
import io.lethe.api.LinkPage;
import io.lethe.domain.rights.DeletionReceipt.Residual;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.Right;
import io.lethe.storage.rights.RightsRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a request stands, in words for who followed the mailed link. Made of our own words, dates and
 * a signed receipt: nothing in it was written by anybody.
 */
final class StatusPage {
  private static final DateTimeFormatter DAY =
      DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.UK).withZone(ZoneOffset.UTC);

  private StatusPage() {}

  static String of(RightsRequest request, Optional<String> receipt, List<Residual> left) {
    StringBuilder html = new StringBuilder();
    html.append("<p>You asked us for ").append(right(request.right())).append(" on ");
    html.append(DAY.format(request.receivedAt())).append(".</p>\n<p>");
    html.append(standing(request)).append("</p>");
    if (!left.isEmpty()) {
      html.append(
          "\n<p>This may still be left, here or with others, as the receipt says:</p>\n<ul>");
      left.forEach(
          one ->
              html.append("\n<li>")
                  .append(HtmlEscapers.htmlEscaper().escape(one.inWords()))
                  .append("</li>"));
      html.append("\n</ul>");
    }
    receipt.ifPresent(
        signed ->
            html.append("\n<p>This is the signed receipt of the erasure:</p>\n<textarea readonly")
                .append(" rows=\"12\" cols=\"72\" aria-label=\"Signed receipt\">")
                .append(signed)
                .append("</textarea>"));
    return LinkPage.of("Your request", html.toString());
  }

  private static String right(Right right) {
    return switch (right) {
      case ACCESS -> "access to your data";
      case CORRECTION -> "correction of your data";
      case DELETION -> "deletion of your data";
      case MARKETING_OPT_OUT -> "an end to promotional mail";
    };
  }

  private static String standing(RightsRequest request) {
    Instant closed = request.closedAt();
    String day = closed == null ? "" : " on " + DAY.format(closed);
    return switch (request.state()) {
      case OPEN, IN_PROGRESS ->
          "We are at work on it. You have an answer by " + DAY.format(request.dueAt()) + ".";
      case FULFILLED -> "It was done" + day + ".";
      case DENIED -> "It was denied" + day + reason(request) + ". You were told why.";
      case REVOKED -> "It was taken back" + day + ".";
      case EXPIRED -> "It ended" + day + ", because nobody confirmed it.";
    };
  }

  private static String reason(RightsRequest request) {
    RequestReason reason = request.reason();
    return reason == null ? "" : " (" + reason.word().replace('_', ' ') + ")";
  }
}
