package io.lethe.fal;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.fal.FalFailure.Call;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** fal.ai's platform: what the account has asked for, what is kept of it, and what a model is. */
public final class FalPlatform {
  private static final int PAGE = 100;

  /** Whoever has more requests in one window should look at a smaller one. */
  private static final int MOST_PAGES = 20;

  private final Wire wire;

  FalPlatform(Wire wire) {
    this.wire = wire;
  }

  /** Whether there is the key that deleting takes. */
  public boolean canDelete() {
    return wire.settings().administrationKey().isPresent();
  }

  /**
   * Deletes what fal.ai keeps of a request: stored input and output, and the output's files. The
   * only call with the administration key. Repeating it changes nothing.
   *
   * @param requestId as in {@link FalRequest#id}
   * @throws IllegalStateException if there is no administration key
   */
  public PayloadDeletion deletePayloads(String requestId) {
    FalKey key =
        wire.settings()
            .administrationKey()
            .orElseThrow(() -> new IllegalStateException("Deleting takes an ADMIN key"));
    if (!FalRequest.isId(requestId)) {
      throw new IllegalArgumentException("Not a request id of fal.ai");
    }
    URI address = platform().resolve("/v1/models/requests/" + requestId + "/payloads");
    Request request = wire.with(key, address).header("Idempotency-Key", requestId).delete().build();
    Answer answer = wire.ask(Call.DELETE, request);
    if (answer.status() == 404 && answer.isJson()) {
      return new PayloadDeletion(false, 0, 0);
    }
    if (!answer.success()) {
      throw wire.translation().refused(Call.DELETE, answer);
    }
    int deleted = 0;
    int kept = 0;
    for (JsonNode file : answer.json().path("cdn_delete_results")) {
      if (file.hasNonNull("exception")) {
        kept++;
      } else {
        deleted++;
      }
    }
    return new PayloadDeletion(true, deleted, kept);
  }

  /**
   * The account's requests to an endpoint that were sent in a window of time.
   *
   * @throws FalFailure also if there are too many to look through: an incomplete list proves
   *     nothing
   */
  public List<RecentRequest> requests(FalEndpoint endpoint, Instant from, Instant to) {
    List<RecentRequest> found = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < MOST_PAGES; page++) {
      Answer answer = wire.require(Call.REQUESTS, listing(endpoint, from, to, cursor));
      JsonNode items = answer.json().path("items");
      if (!items.isArray()) {
        throw wire.translation().violation(Call.REQUESTS, answer.status(), "no_items");
      }
      items.forEach(item -> recent(item).ifPresent(found::add));
      cursor = answer.json().path("next_cursor").asText("");
      if (cursor.isEmpty() || cursor.equals("null")) {
        return found;
      }
    }
    throw wire.translation().violation(Call.REQUESTS, 200, "too_many_requests_listed");
  }

  private Request listing(FalEndpoint endpoint, Instant from, Instant to, String cursor) {
    HttpUrl.Builder address =
        Wire.below(platform(), "/v1/models/requests/by-endpoint")
            .addQueryParameter("endpoint_id", endpoint.id())
            .addQueryParameter("start", from.truncatedTo(ChronoUnit.SECONDS).toString())
            .addQueryParameter("end", to.truncatedTo(ChronoUnit.SECONDS).toString())
            .addQueryParameter("limit", Integer.toString(PAGE));
    if (!cursor.isEmpty()) {
      address.addQueryParameter("cursor", cursor);
    }
    return wire.withKey(address.build().uri()).get().build();
  }

  private static Optional<RecentRequest> recent(JsonNode item) {
    String id = item.path("request_id").asText("");
    return FalRequest.isId(id)
        ? Optional.of(new RecentRequest(id, instant(item.path("sent_at").asText(""))))
        : Optional.empty();
  }

  private static @Nullable Instant instant(String text) {
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  /** What fal.ai says of a model; absent where it knows none of that name. */
  public Optional<ModelFacts> model(FalEndpoint endpoint) {
    HttpUrl address =
        Wire.below(platform(), "/v1/models")
            .addQueryParameter("endpoint_id", endpoint.id())
            .addQueryParameter("expand", "enterprise_status")
            .build();
    return one(endpoint, address, "models")
        .map(
            model ->
                new ModelFacts(
                    endpoint,
                    word(model, "status").orElse(""),
                    word(model, "enterprise_status").orElse("")));
  }

  /** What fal.ai bills for a model; absent where it names no price. */
  public Optional<ModelPrice> price(FalEndpoint endpoint) {
    HttpUrl address =
        Wire.below(platform(), "/v1/models/pricing")
            .addQueryParameter("endpoint_id", endpoint.id())
            .build();
    return one(endpoint, address, "prices")
        .filter(price -> price.path("unit_price").isNumber())
        .map(
            price ->
                new ModelPrice(
                    endpoint,
                    price.path("unit_price").decimalValue(),
                    price.path("unit").asText(""),
                    price.path("currency").asText("")));
  }

  private Optional<JsonNode> one(FalEndpoint endpoint, HttpUrl address, String list) {
    Answer answer = wire.ask(Call.MODEL, wire.withKey(address.uri()).get().build());
    if (answer.status() == 404 && answer.isJson()) {
      return Optional.empty();
    }
    if (!answer.success() || !answer.isJson()) {
      throw wire.translation().refused(Call.MODEL, answer);
    }
    for (JsonNode item : answer.json().path(list)) {
      if (item.path("endpoint_id").asText("").equals(endpoint.id())) {
        return Optional.of(item);
      }
    }
    return Optional.empty();
  }

  /** Beside the id or among the metadata, as a word or as an object that holds it. */
  private static Optional<String> word(JsonNode model, String name) {
    for (JsonNode place : List.of(model.path(name), model.path("metadata").path(name))) {
      if (place.isTextual()) {
        return Optional.of(place.textValue());
      }
      if (place.path("status").isTextual()) {
        return Optional.of(place.path("status").textValue());
      }
    }
    return Optional.empty();
  }

  private URI platform() {
    return wire.settings().origins().platform();
  }
}
