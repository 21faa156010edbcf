package io.lethe.dev.fal.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An answer in one of the shapes that fal.ai has. */
public record Reply(int status, String contentType, byte[] body, Map<String, String> headers) {

  public static Reply json(int status, ObjectNode body) {
    return new Reply(status, "application/json", Json.bytes(body), Map.of());
  }

  /** The infrastructure's shape without a type. */
  public static Reply detail(int status, String words) {
    return json(status, Json.object().put("detail", words));
  }

  /** The infrastructure's shape; the type stands in a header too. */
  public static Reply infrastructure(int status, String type, String words) {
    return json(status, Json.object().put("detail", words).put("error_type", type))
        .with("X-Fal-Error-Type", type);
  }

  /** The platform API's shape. */
  public static Reply platform(int status, String type, String words) {
    ObjectNode body = Json.object();
    body.putObject("error").put("type", type).put("message", words);
    return json(status, body);
  }

  /** What a proxy in front of it says. */
  public static Reply page(int status) {
    return html(
        status,
        "<html><head><title>%d</title></head><body><center><h1>%d</h1></center><hr><center>nginx</center></body></html>"
            .formatted(status, status));
  }

  public static Reply html(int status, String page) {
    return new Reply(
        status, "text/html; charset=utf-8", page.getBytes(StandardCharsets.UTF_8), Map.of());
  }

  public Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, contentType, body, more);
  }
}
