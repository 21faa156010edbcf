package io.lethe.dev.fal.platform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.dev.fal.knob.LiveKnobs;
import io.lethe.dev.fal.queue.Outcome;
import io.lethe.dev.fal.queue.RequestFolder;
import io.lethe.dev.fal.queue.SimulatedRequest;
import io.lethe.dev.fal.wire.Json;
import io.lethe.dev.fal.wire.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** The requests of an endpoint in a span of time, the newest first, a page at a time. */
public final class RequestList {
  private static final Duration USUAL_SPAN = Duration.ofHours(24);
  private static final int USUAL_PAGE = 50;
  private static final int LARGEST_PAGE = 100;

  private final LiveKnobs knobs;
  private final RequestFolder folder;
  private final Clock clock;

  public RequestList(LiveKnobs knobs, RequestFolder folder, Clock clock) {
    this.knobs = knobs;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * @param query the value of a parameter; empty for none
   */
  public Reply page(Function<String, String> query) {
    String endpoint = query.apply("endpoint_id");
    if (endpoint.isEmpty()) {
      return Reply.platform(400, "validation_error", "endpoint_id is required");
    }
    try {
      Instant now = clock.instant();
      Instant end = instant(query.apply("end"), now);
      Instant start = instant(query.apply("start"), now.minus(USUAL_SPAN));
      String limit = query.apply("limit");
      int size = limit.isEmpty() ? USUAL_PAGE : Integer.parseInt(limit);
      if (size < 1 || size > LARGEST_PAGE) {
        return Reply.platform(400, "validation_error", "limit must be between 1 and 100");
      }
      return page(
          requests(endpoint, start, end, query.apply("request_id")),
          number(query.apply("cursor")),
          size);
    } catch (DateTimeParseException | IllegalArgumentException malformed) {
      return Reply.platform(400, "validation_error", "A parameter can't be read");
    }
  }

  private List<SimulatedRequest> requests(String endpoint, Instant start, Instant end, String id) {
    return folder.all().stream()
        .filter(request -> request.endpoint().equals(endpoint))
        .filter(request -> id.isEmpty() || request.id().equals(id))
        .filter(request -> request.over() || knobs.now().account().listsUnfinished())
        .filter(request -> !request.accepted().isBefore(start) && request.accepted().isBefore(end))
        .sorted(Comparator.comparing(SimulatedRequest::accepted).reversed())
        .toList();
  }

  private static Reply page(List<SimulatedRequest> requests, int number, int size) {
    int first = Math.min(requests.size(), (number - 1) * size);
    int last = Math.min(requests.size(), first + size);
    ObjectNode body = Json.object();
    ArrayNode items = body.putArray("items");
    requests.subList(first, last).forEach(request -> describe(request, items.addObject()));
    boolean more = last < requests.size();
    body.put("next_cursor", more ? cursor(number + 1) : null).put("has_more", more);
    return Reply.json(200, body);
  }

  private static void describe(SimulatedRequest request, ObjectNode item) {
    item.put("request_id", request.id())
        .put("endpoint_id", request.endpoint())
        .put("sent_at", request.accepted().toString());
    if (request.started() != null) {
      item.put("started_at", request.started().toString());
    }
    request
        .ended()
        .ifPresent(
            end -> {
              Instant begin = request.started() == null ? request.accepted() : request.started();
              item.put("ended_at", end.toString())
                  .put("status_code", Outcome.status(request))
                  .put("duration", Duration.between(begin, end).toMillis() / 1000.0);
            });
  }

  private static String cursor(int page) {
    return Base64.getEncoder()
        .encodeToString(Integer.toString(page).getBytes(StandardCharsets.UTF_8));
  }

  private static int number(String cursor) {
    return cursor.isEmpty()
        ? 1
        : Math.max(
            1,
            Integer.parseInt(
                new String(Base64.getDecoder().decode(cursor), StandardCharsets.UTF_8)));
  }

  /** A time or a date, as fal.ai takes both. */
  private static Instant instant(String text, Instant otherwise) {
    if (text.isEmpty()) {
      return otherwise;
    }
    return text.length() == "2026-01-01".length()
        ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
        : OffsetDateTime.parse(text).toInstant();
  }
}
