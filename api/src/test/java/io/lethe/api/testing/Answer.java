package io.lethe.api.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpHeaders;

/** What came back. */
public record Answer(int status, HttpHeaders headers, byte[] body) {
  private static final ObjectMapper JSON = new ObjectMapper();

  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  public JsonNode json() {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A field by its JSON Pointer, as text. */
  public String text(String pointer) {
    return json().at(pointer).asText();
  }

  /** The slug of a problem's type; empty if this is no problem. */
  public String problem() {
    return header("Content-Type").equals("application/problem+json")
        ? text("/type").replace("/problems/", "")
        : "";
  }
}
