package io.lethe.dev.fal.seen;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.dev.fal.knob.LiveKnobs;
import io.lethe.dev.fal.knob.SimulatedFalKnobs;
import io.lethe.dev.fal.wire.Json;
import io.lethe.dev.fal.wire.Reply;
import java.io.IOException;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/**
 * {@code /_sim}: what left the building and came here, as a page or as JSON; and the knobs, to look
 * at with GET and to turn with PUT.
 */
public final class SimPage {
  private static final Pattern THUMBNAIL = Pattern.compile("/_sim/thumbnails/([^/]+)/([a-z_0-9]+)");

  private final LiveKnobs knobs;
  private final Reception reception;
  private final SightView view;

  public SimPage(LiveKnobs knobs, Reception reception, SightView view) {
    this.knobs = knobs;
    this.reception = reception;
    this.view = view;
  }

  public Reply answer(String path, Request request, byte[] body) {
    if (path.equals("/_sim/knobs")) {
      return knobs(request.getMethod(), body);
    }
    if (!request.getMethod().equals("GET")) {
      return Reply.detail(405, "Method Not Allowed");
    }
    Matcher thumbnail = THUMBNAIL.matcher(path);
    if (thumbnail.matches()) {
      return reception
          .thumbnail(thumbnail.group(1), thumbnail.group(2))
          .map(jpeg -> new Reply(200, "image/jpeg", jpeg, Map.of()))
          .orElse(Reply.detail(404, "No thumbnail"));
    }
    if (!path.equals("/_sim")) {
      return Reply.detail(404, "Not Found");
    }
    String accept = request.getHeaders().get(HttpHeader.ACCEPT);
    boolean page = accept != null && accept.contains("text/html");
    Reply reply = page ? Reply.html(200, SightHtml.page(view.all())) : Reply.json(200, view.all());
    // Photos of somebody's subjects are on it: no cache keeps them, and nothing else loads.
    return reply
        .with("Cache-Control", "no-store")
        .with(
            "Content-Security-Policy",
            "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'");
  }

  private Reply knobs(String method, byte[] body) {
    try {
      if (method.equals("PUT")) {
        ObjectNode merged = Json.MAPPER.valueToTree(knobs.now());
        turn(merged, Json.MAPPER.readTree(body));
        knobs.turn(Json.MAPPER.treeToValue(merged, SimulatedFalKnobs.class));
      }
      return Reply.json(200, Json.MAPPER.valueToTree(knobs.now()));
    } catch (JsonProcessingException unknown) {
      return Reply.detail(400, "Not a set of knobs: " + unknown.getOriginalMessage());
    } catch (IOException unreadable) {
      return Reply.detail(400, "Not a set of knobs");
    }
  }

  /** Knobs that are not named stay; a list that is named replaces the one that was. */
  private static void turn(ObjectNode knobs, JsonNode to) {
    to.properties()
        .forEach(
            named -> {
              if (knobs.get(named.getKey()) instanceof ObjectNode group
                  && named.getValue().isObject()) {
                turn(group, named.getValue());
              } else {
                knobs.set(named.getKey(), named.getValue());
              }
            });
  }
}
