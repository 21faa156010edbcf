package io.lethe.fal;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.util.Optional;
import okhttp3.Headers;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * What came back: status, headers, and the body if it was a JSON object of sane size.
 *
 * @param json missing where the body was something else, such as a proxy's HTML page
 */
record Answer(int status, Headers headers, JsonNode json) {
  /** An answer is some hundred bytes long, and an error that echoes its input some thousand. */
  private static final long LONGEST = 1 << 20;

  private static final ObjectMapper MAPPER = new ObjectMapper();

  static Answer read(Response response) throws IOException {
    try (response) {
      BufferedSource source = response.body().source();
      boolean tooLong = source.request(LONGEST + 1);
      JsonNode json = tooLong ? MissingNode.getInstance() : parse(source.readByteArray());
      return new Answer(response.code(), response.headers(), json);
    }
  }

  private static JsonNode parse(byte[] body) throws IOException {
    try {
      JsonNode node = MAPPER.readTree(body);
      return node.isObject() ? node : MissingNode.getInstance();
    } catch (JsonProcessingException notJson) {
      return MissingNode.getInstance();
    }
  }

  boolean success() {
    return status >= 200 && status < 300;
  }

  boolean isJson() {
    return json.isObject();
  }

  /** A string field of the object; empty where it is missing or not a string. */
  String text(String field) {
    return json.path(field).asText("");
  }

  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }
}
