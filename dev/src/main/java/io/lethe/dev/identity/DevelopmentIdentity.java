package io.lethe.dev.identity;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.json.JsonUtil;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * Stands in for the app's own identity provider: whoever asks for a token gets it, for whatever
 * subject they name. It listens on loopback only and is never part of a production system.
 *
 * <p>{@code POST /token} with a form field or JSON member {@code subject}, and {@code email},
 * {@code name} and {@code roles} (parted by spaces) if the token is to carry them, answers {@code
 * access_token}; {@code GET /.well-known/jwks.json} answers the public key. {@code /authorize} is a
 * page where one chooses who to be and with which roles: staff sign in to the console by it.
 */
public final class DevelopmentIdentity implements AutoCloseable {
  public static final String AUDIENCE = "lethe";
  public static final Duration TOKEN_LIFE = Duration.ofHours(12);

  private static final int LONGEST_REQUEST = 4096;
  private static final int LONGEST_SUBJECT = 255;

  private static final String ROLES = "roles";

  /** Claims that a token carries if they are asked for. */
  private static final Set<String> PERSON = Set.of("email", "name", ROLES);

  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpServer server;
  private final EllipticCurveJsonWebKey key;
  private final Clock clock;
  private final DevelopmentSignIn signIn;

  private DevelopmentIdentity(HttpServer server, EllipticCurveJsonWebKey key, Clock clock) {
    this.server = server;
    this.key = key;
    this.clock = clock;
    this.signIn = new DevelopmentSignIn(clock);
  }

  /** Listens on the given port of loopback; 0 takes a free one. */
  public static DevelopmentIdentity start(int port, Path keyFile, Clock clock) throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    DevelopmentIdentity identity = new DevelopmentIdentity(server, IdentityKey.at(keyFile), clock);
    server.createContext("/token", identity::answerToken);
    server.createContext("/.well-known/jwks.json", identity::answerKeys);
    server.createContext("/authorize", identity.signIn::answer);
    server.createContext("/.well-known/openid-configuration", identity::answerDiscovery);
    server.createContext("/", identity::answerPage);
    server.start();
    return identity;
  }

  /** What stands as issuer in every token. */
  public String issuer() {
    return "http://localhost:" + server.getAddress().getPort();
  }

  public URI jwks() {
    return URI.create(issuer() + "/.well-known/jwks.json");
  }

  /** A signed token for the subject, valid from now for {@link #TOKEN_LIFE}. */
  public String tokenFor(String subject) {
    return tokenFor(subject, TOKEN_LIFE);
  }

  /** A signed token of any life; a negative one gives a token that has expired. */
  public String tokenFor(String subject, Duration life) {
    return tokenFor(subject, life, Map.of());
  }

  /**
   * @param person what else the token says about the subject, as identity providers do
   */
  private String tokenFor(String subject, Duration life, Map<String, String> person) {
    JwtClaims claims = new JwtClaims();
    person.forEach(claims::setStringClaim);
    if (person.containsKey(ROLES)) {
      claims.setStringListClaim(ROLES, person.get(ROLES).strip().split("\\s+"));
    }
    claims.setIssuer(issuer());
    claims.setAudience(AUDIENCE);
    claims.setSubject(subject);
    claims.setIssuedAt(NumericDate.fromMilliseconds(clock.millis()));
    // Whoever gets a token here has just asked for it.
    claims.setNumericDateClaim("auth_time", NumericDate.fromMilliseconds(clock.millis()));
    claims.setExpirationTime(NumericDate.fromMilliseconds(clock.millis() + life.toMillis()));
    return signed(claims);
  }

  private String signed(JwtClaims claims) {
    JsonWebSignature token = new JsonWebSignature();
    token.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
    token.setHeader("typ", "JWT");
    token.setKeyIdHeaderValue(key.getKeyId());
    token.setKey(key.getPrivateKey());
    token.setPayload(claims.toJson());
    try {
      return token.getCompactSerialization();
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    server.stop(0);
  }

  private void answerToken(HttpExchange exchange) throws IOException {
    if (!exchange.getRequestMethod().equals("POST")) {
      exchange.getResponseHeaders().set("Allow", "POST");
      answer(exchange, 405, "application/json", json(Map.of("error", "use POST")));
      return;
    }
    Map<String, String> person = new HashMap<>(membersIn(exchange));
    if (person.containsKey("grant_type")) {
      answerCode(exchange, person);
      return;
    }
    String subject = person.getOrDefault("subject", "");
    person.keySet().retainAll(PERSON);
    if (subject.isBlank() || subject.length() > LONGEST_SUBJECT) {
      Map<String, Object> error =
          Map.of(
              "error",
              "invalid_request",
              "error_description",
              "name the subject, as a form field or as JSON: {\"subject\": \"somebody\"}");
      answer(exchange, 400, "application/json", json(error));
      return;
    }
    Map<String, Object> token =
        Map.of(
            "access_token",
            tokenFor(subject, TOKEN_LIFE, person),
            "token_type",
            "Bearer",
            "expires_in",
            TOKEN_LIFE.toSeconds());
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    answer(exchange, 200, "application/json", json(token));
  }

  private static Map<String, String> membersIn(HttpExchange exchange) throws IOException {
    String body =
        new String(exchange.getRequestBody().readNBytes(LONGEST_REQUEST), StandardCharsets.UTF_8);
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    Map<String, String> members = new HashMap<>();
    if (type != null && type.startsWith("application/json")) {
      try {
        JSON.readTree(body)
            .fields()
            .forEachRemaining(member -> members.put(member.getKey(), member.getValue().asText("")));
      } catch (IOException notJson) {
        return Map.of();
      }
      return members;
    }
    return FormFields.of(body);
  }

  /** The code flow's second half (OpenID Connect Core 1.0, 3.1.3). */
  private void answerCode(HttpExchange exchange, Map<String, String> fields) throws IOException {
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    Optional<JwtClaims> claims = signIn.redeem(fields);
    if (claims.isEmpty()) {
      answer(exchange, 400, "application/json", json(Map.of("error", "invalid_grant")));
      return;
    }
    claims.get().setIssuer(issuer());
    Map<String, Object> tokens =
        Map.of(
            "id_token",
            signed(claims.get()),
            "access_token",
            "none-is-given-here",
            "token_type",
            "Bearer",
            "expires_in",
            60);
    answer(exchange, 200, "application/json", json(tokens));
  }

  private void answerDiscovery(HttpExchange exchange) throws IOException {
    Map<String, Object> document =
        Map.of(
            "issuer", issuer(),
            "authorization_endpoint", issuer() + "/authorize",
            "token_endpoint", issuer() + "/token",
            "jwks_uri", jwks().toString(),
            "response_types_supported", List.of("code"),
            "subject_types_supported", List.of("public"),
            "id_token_signing_alg_values_supported", List.of("ES256"),
            "code_challenge_methods_supported", List.of("S256"));
    answer(exchange, 200, "application/json", json(document));
  }

  private void answerKeys(HttpExchange exchange) throws IOException {
    answer(exchange, 200, "application/json", new JsonWebKeySet(key).toJson());
  }

  private void answerPage(HttpExchange exchange) throws IOException {
    boolean front = exchange.getRequestURI().getPath().equals("/");
    answer(
        exchange,
        front ? 200 : 404,
        "text/plain; charset=utf-8",
        """
        Lethe's development identity provider. It gives a token to anybody who asks: for development only.

        curl -s -d subject=somebody %1$s/token
        curl -s -d subject=kim -d roles=operator %1$s/token
        """
            .formatted(issuer()));
  }

  private static String json(Map<String, Object> members) {
    return JsonUtil.toJson(members);
  }

  static void answer(HttpExchange exchange, int status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    try (exchange) {
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }
}
