package io.lethe.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The description of this API (OpenAPI 3.1), written by hand and held true by tests. Public. */
@Path("/")
public final class OpenApiResource {
  private static final String DOCUMENT = "/openapi.yaml";

  private final String yaml;
  private final String json;

  private OpenApiResource(String yaml, String json) {
    this.yaml = yaml;
    this.json = json;
  }

  static OpenApiResource load() {
    try (InputStream document = OpenApiResource.class.getResourceAsStream(DOCUMENT)) {
      byte[] yaml = Objects.requireNonNull(document, DOCUMENT).readAllBytes();
      JsonNode tree = new YAMLMapper().readTree(yaml);
      return new OpenApiResource(
          new String(yaml, StandardCharsets.UTF_8), new ObjectMapper().writeValueAsString(tree));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @GET
  @Path("openapi.yaml")
  @Produces("application/yaml")
  public String yaml() {
    return yaml;
  }

  @GET
  @Path("openapi.json")
  @Produces(MediaType.APPLICATION_JSON)
  public String json() {
    return json;
  }
}
