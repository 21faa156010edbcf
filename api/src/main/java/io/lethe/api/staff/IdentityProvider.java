package io.lethe.api.staff;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.api.identity.IdentitySettings;
import io.lethe.api.problem.Refusal.Unavailable;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The identity provider as the console speaks with it: its endpoints, and tokens for codes. */
final class IdentityProvider {
  private static final Duration LIMIT = Duration.ofSeconds(5);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final IdentitySettings identity;
  private final ConsoleSettings console;
  private final HttpClient http =
      HttpClient.newBuilder()
          .connectTimeout(LIMIT)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** Known once they were asked for; they change about never. */
  private volatile @Nullable Endpoints known;

  IdentityProvider(IdentitySettings identity, ConsoleSettings console) {
    this.identity = identity;
    this.console = console;
  }

  /**
   * As configured, or as the discovery document says (OpenID Connect Discovery 1.0, 4).
   *
   * @throws io.lethe.api.problem.Refused if the document can't be had or is not the issuer's
   */
  Endpoints endpoints() {
    Endpoints endpoints = known;
    if (endpoints == null) {
      URI authorization = console.authorizationEndpoint();
      URI token = console.tokenEndpoint();
      endpoints =
          authorization != null && token != null ? new Endpoints(authorization, token) : discover();
      known = endpoints;
    }
    return endpoints;
  }

  private Endpoints discover() {
    URI at =
        URI.create(identity.issuer().replaceAll("/$", "") + "/.well-known/openid-configuration");
    JsonNode document = ask(HttpRequest.newBuilder(at).GET()).orElseThrow(this::away);
    if (!document.path("issuer").asText().equals(identity.issuer())) {
      throw away();
    }
    return new Endpoints(
        endpoint(document, "authorization_endpoint"), endpoint(document, "token_endpoint"));
  }

  private URI endpoint(JsonNode document, String name) {
    try {
      return ConsoleSettings.requireSafe(URI.create(document.path(name).asText()), name);
    } catch (IllegalArgumentException unsafe) {
      throw away();
    }
  }

  /**
   * The ID token for a code (OpenID Connect Core 1.0, 3.1.3); empty if the provider gives none for
   * it.
   */
  Optional<String> idToken(String code, String verifier) {
    Map<String, String> form =
        Map.of(
            "grant_type",
            "authorization_code",
            "code",
            code,
            "redirect_uri",
            console.redirectUri().toString(),
            "client_id",
            console.clientId(),
            "code_verifier",
            verifier);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoints().token())
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(form(form)));
    String secret = console.clientSecret();
    if (secret != null) {
      String both = encoded(console.clientId()) + ":" + encoded(secret);
      request.header(
          "Authorization",
          "Basic " + Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8)));
    }
    return ask(request)
        .map(answer -> answer.path("id_token").asText(""))
        .filter(token -> !token.isEmpty());
  }

  /** Empty unless it is answered 200 with JSON. */
  private Optional<JsonNode> ask(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> answer =
          http.send(
              request.timeout(LIMIT).header("Accept", "application/json").build(),
              HttpResponse.BodyHandlers.ofByteArray());
      if (answer.statusCode() >= 500) {
        throw away();
      }
      return answer.statusCode() == 200
          ? Optional.of(JSON.readTree(answer.body()))
          : Optional.empty();
    } catch (IOException gone) {
      throw away();
    } catch (InterruptedException stopping) {
      Thread.currentThread().interrupt();
      throw away();
    }
  }

  private RuntimeException away() {
    return new Unavailable(Unavailable.Part.IDENTITY_PROVIDER, RETRY_AFTER).asException();
  }

  static String form(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encoded(field.getKey()) + "=" + encoded(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
