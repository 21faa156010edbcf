package io.lethe.dev.fal.seen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.dev.fal.knob.LiveKnobs;
import io.lethe.dev.fal.knob.SimulatedFalKnobs;
import io.lethe.dev.fal.wire.Json;
import io.lethe.dev.fal.wire.Reply;
import java.io.IOException;
import org.eclipse.jetty.server.Request;

/** Shows and turns the knobs. */
public final class SimPage {
  private final LiveKnobs knobs;

  public SimPage(LiveKnobs knobs) {
    this.knobs = knobs;
  }

  public Reply answer(String path, Request request, byte[] body) {
    if (!path.equals("/_sim/knobs")) {
      return Reply.detail(404, "Not Found");
    }
    return turnKnobs(request.getMethod(), body);
  }

  private Reply turnKnobs(String method, byte[] body) {
    try {
      if (method.equals("PUT")) {
        ObjectNode merged = Json.MAPPER.valueToTree(knobs.now());
        JsonNode all = Json.MAPPER.readerForUpdating(merged).readValue(body);
        knobs.turn(Json.MAPPER.treeToValue(all, SimulatedFalKnobs.class));
      }
      return Reply.json(200, Json.MAPPER.valueToTree(knobs.now()));
    } catch (JsonProcessingException unknown) {
      return Reply.detail(400, "Not a set of knobs: " + unknown.getOriginalMessage());
    } catch (IOException unreadable) {
      return Reply.detail(400, "Not a set of knobs");
    }
  }
}
