package io.lethe.dev.fal.platform;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.dev.fal.knob.LiveKnobs;
import io.lethe.dev.fal.model.KlingModel;
import io.lethe.dev.fal.wire.Json;
import io.lethe.dev.fal.wire.Reply;
import java.util.List;
import java.util.Optional;

/**
 * What fal.ai tells of its models: that they exist, whether enterprises may rely on them, prices.
 */
public final class ModelFacts {
  private final LiveKnobs knobs;

  public ModelFacts(LiveKnobs knobs) {
    this.knobs = knobs;
  }

  /**
   * @param expand what is asked for beyond the usual
   */
  public Reply models(List<String> endpoints, List<String> expand) {
    Optional<Reply> unknown = unknown(endpoints);
    if (unknown.isPresent()) {
      return unknown.get();
    }
    ObjectNode body = Json.object();
    ArrayNode models = body.putArray("models");
    for (String endpoint : endpoints) {
      KlingModel model = KlingModel.find(endpoint).orElseThrow();
      ObjectNode one = models.addObject().put("endpoint_id", endpoint);
      one.putObject("metadata")
          .put("display_name", "Kling Video")
          .put("category", model.category())
          .put("status", "active");
      boolean silent = knobs.now().account().silent().contains(endpoint);
      if (expand.contains("enterprise_status") && !silent) {
        boolean ready = !knobs.now().account().unready().contains(endpoint);
        one.put("enterprise_status", ready ? "ready" : "pending");
      }
    }
    return Reply.json(200, body.putNull("next_cursor").put("has_more", false));
  }

  public Reply prices(List<String> endpoints) {
    Optional<Reply> unknown = unknown(endpoints);
    if (unknown.isPresent()) {
      return unknown.get();
    }
    ObjectNode body = Json.object();
    ArrayNode prices = body.putArray("prices");
    for (String endpoint : endpoints) {
      KlingModel model = KlingModel.find(endpoint).orElseThrow();
      if (model.price() != null) {
        prices
            .addObject()
            .put("endpoint_id", endpoint)
            .put("unit_price", model.price())
            .put("unit", "second")
            .put("currency", "USD");
      }
    }
    return Reply.json(200, body.putNull("next_cursor").put("has_more", false));
  }

  private static Optional<Reply> unknown(List<String> endpoints) {
    if (endpoints.isEmpty()) {
      return Optional.of(Reply.platform(400, "validation_error", "endpoint_id is required"));
    }
    return endpoints.stream()
        .filter(endpoint -> KlingModel.find(endpoint).isEmpty())
        .findFirst()
        .map(
            endpoint ->
                Reply.platform(404, "not_found", "Endpoint '" + endpoint + "' was not found"));
  }
}
