package io.lethe.dev.fal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** An answer in one of the shapes that fal.ai has. */
record Reply(int status, String contentType, String body, Map<String, String> headers) {

  static Reply json(int status, ObjectNode body) {
    try {
      return new Reply(
          status, "application/json", RequestFolder.MAPPER.writeValueAsString(body), Map.of());
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  /** The infrastructure's short shape. */
  static Reply detail(int status, String words) {
    return json(status, object().put("detail", words));
  }

  /** What a proxy in front of it says. */
  static Reply page(int status) {
    String page =
        "<html><head><title>%d</title></head><body><h1>%d</h1></body></html>"
            .formatted(status, status);
    return new Reply(status, "text/html", page, Map.of());
  }

  static ObjectNode object() {
    return JsonNodeFactory.instance.objectNode();
  }

  Reply with(String header, String value) {
    return new Reply(status, contentType, body, Map.of(header, value));
  }

  void send(Response response, Callback callback) {
    response.setStatus(status);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
    headers.forEach((name, value) -> response.getHeaders().put(name, value));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    response.getHeaders().put(HttpHeader.CONTENT_LENGTH, bytes.length);
    response.write(true, ByteBuffer.wrap(bytes), callback);
  }
}
