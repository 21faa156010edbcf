package io.lethe.api.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The OpenAPI document, to hold answers against. */
public final class ApiDescription {
  private static final String ID = "urn:lethe:openapi";

  private final JsonNode document;
  private final SchemaRegistry schemas;
  private final Map<String, Schema> read = new ConcurrentHashMap<>();

  private ApiDescription(JsonNode document, SchemaRegistry schemas) {
    this.document = document;
    this.schemas = schemas;
  }

  public static ApiDescription load() {
    try (InputStream yaml = ApiDescription.class.getResourceAsStream("/openapi.yaml")) {
      JsonNode document = new YAMLMapper().readTree(Objects.requireNonNull(yaml));
      String text = document.toString();
      return new ApiDescription(
          document,
          SchemaRegistry.withDefaultDialect(
              SpecificationVersion.DRAFT_2020_12, registry -> registry.schemas(Map.of(ID, text))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public JsonNode document() {
    return document;
  }

  /** Fails unless the document says that this may be answered, in this form. */
  void requireDescribed(String method, String path, Answer answer) {
    Optional<String> route = route(path.replaceFirst("\\?.*", ""));
    if (route.isEmpty()) {
      assertThat(answer.status()).as("an answer to %s, which has no route", path).isEqualTo(404);
      return;
    }
    JsonNode operation =
        document.at("/paths").path(route.get()).path(method.toLowerCase(Locale.ROOT));
    if (operation.isMissingNode()) {
      assertThat(answer.status()).as("%s %s is not described", method, path).isIn(405, 200);
      return;
    }
    JsonNode responses = operation.path("responses");
    String status = Integer.toString(answer.status());
    boolean known = responses.has(status) || (isTrouble(answer) && responses.has("default"));
    assertThat(known).as("%s %s answers %s, undescribed", method, route.get(), status).isTrue();
    if (answer.body().length > 0 && !method.equals("HEAD")) {
      requireForm(
          resolved(responses.has(status) ? responses.get(status) : responses.get("default")),
          answer,
          method + " " + route.get() + " " + status);
    }
  }

  /** What any route may answer: the framework's own refusals and our own failures. */
  private static boolean isTrouble(Answer answer) {
    return Set.of(406, 414, 431, 500).contains(answer.status());
  }

  private void requireForm(JsonNode response, Answer answer, String what) {
    String type = answer.header("Content-Type").replaceFirst(";.*", "");
    JsonNode content = response.path("content").path(type);
    assertThat(content.isMissingNode()).as("%s as %s is undescribed", what, type).isFalse();
    if (content.has("schema") && content.get("schema").has("$ref")) {
      String name = content.get("schema").get("$ref").asText().replaceFirst(".*/", "");
      assertThat(schema(name).validate(answer.json())).as("%s: %s", what, name).isEmpty();
    }
  }

  public Schema schema(String name) {
    return read.computeIfAbsent(
        name, key -> schemas.getSchema(SchemaLocation.of(ID + "#/components/schemas/" + key)));
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(node.get("$ref").asText().substring(1)) : node;
  }

  private Optional<String> route(String path) {
    for (Map.Entry<String, JsonNode> entry : ((ObjectNode) document.get("paths")).properties()) {
      if (path.matches(entry.getKey().replaceAll("\\{[^}]+}", "[^/]+"))) {
        return Optional.of(entry.getKey());
      }
    }
    return Optional.empty();
  }
}
