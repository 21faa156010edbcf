package io.lethe.api.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.EllipticCurves;
import org.jose4j.lang.JoseException;

/** An identity provider in a few lines: it signs what a test wants signed. */
public final class TestIssuer implements AutoCloseable {
  public static final String ISSUER = "https://identity.test";
  public static final String AUDIENCE = "lethe";

  private final HttpServer server;
  private final EllipticCurveJsonWebKey key;

  /** ID tokens by the code and the verifier that get them. */
  private final Map<String, String> grants = new ConcurrentHashMap<>();

  private TestIssuer(HttpServer server, EllipticCurveJsonWebKey key) {
    this.server = server;
    this.key = key;
  }

  public static TestIssuer start() {
    try {
      EllipticCurveJsonWebKey key = newKey("test-key");
      byte[] keys = new JsonWebKeySet(key).toJson().getBytes(StandardCharsets.UTF_8);
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(
          "/jwks",
          exchange -> {
            try (exchange) {
              exchange.sendResponseHeaders(200, keys.length);
              exchange.getResponseBody().write(keys);
            }
          });
      TestIssuer issuer = new TestIssuer(server, key);
      server.createContext("/token", issuer::answerCode);
      server.start();
      return issuer;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static EllipticCurveJsonWebKey newKey(String id) {
    try {
      EllipticCurveJsonWebKey key = EcJwkGenerator.generateJwk(EllipticCurves.P256);
      key.setKeyId(id);
      return key;
    } catch (JoseException e) {
      throw new IllegalStateException(e);
    }
  }

  public String jwksUri() {
    return "http://localhost:" + server.getAddress().getPort() + "/jwks";
  }

  public String authorizationEndpoint() {
    return "http://localhost:" + server.getAddress().getPort() + "/authorize";
  }

  public String tokenEndpoint() {
    return "http://localhost:" + server.getAddress().getPort() + "/token";
  }

  /**
   * Gives a code for an ID token.
   *
   * @param challenge of the one verifier for which the code is worth something
   */
  public String grant(String challenge, String idToken) {
    String code = UUID.randomUUID().toString();
    grants.put(code + " " + challenge, idToken);
    return code;
  }

  private void answerCode(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String token = grants.remove(field(form, "code") + " " + digest(field(form, "code_verifier")));
    byte[] answer =
        (token == null ? "{\"error\":\"invalid_grant\"}" : "{\"id_token\":\"" + token + "\"}")
            .getBytes(StandardCharsets.UTF_8);
    try (exchange) {
      exchange.sendResponseHeaders(token == null ? 400 : 200, answer.length);
      exchange.getResponseBody().write(answer);
    }
  }

  private static String field(String form, String name) {
    Matcher field = Pattern.compile("(?:^|&)" + name + "=([^&]*)").matcher(form);
    return field.find() ? field.group(1) : "";
  }

  private static String digest(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A good token for the subject. */
  public String token(String subject) {
    return token(subject, claims -> {});
  }

  /** A token that is good but for what is changed about it. */
  public String token(String subject, Consumer<JwtClaims> change) {
    return sign(claims(subject, change), key);
  }

  public static JwtClaims claims(String subject, Consumer<JwtClaims> change) {
    JwtClaims claims = new JwtClaims();
    claims.setIssuer(ISSUER);
    claims.setAudience(AUDIENCE);
    claims.setSubject(subject);
    claims.setIssuedAtToNow();
    claims.setExpirationTimeMinutesInTheFuture(10);
    change.accept(claims);
    return claims;
  }

  public static String sign(JwtClaims claims, EllipticCurveJsonWebKey key) {
    JsonWebSignature token = new JsonWebSignature();
    token.setAlgorithmHeaderValue(AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256);
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
}
