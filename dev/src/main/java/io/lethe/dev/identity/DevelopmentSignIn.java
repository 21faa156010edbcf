package io.lethe.dev.identity;

import com.google.common.html.HtmlEscapers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;

/**
 * The sign-in page of the development identity provider: it says that it is one, and lets anybody
 * choose a name and roles. The code that it gives can be used once, within a minute, with the
 * verifier that belongs to the challenge (RFC 7636), and only for addresses on this machine.
 */
final class DevelopmentSignIn {
  private static final Duration CODE_LIFE = Duration.ofMinutes(1);
  private static final Duration TOKEN_LIFE = Duration.ofMinutes(5);
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final int LONGEST_REQUEST = 8192;

  /** What a client asks with, carried through the page. */
  private static final List<String> ASKED =
      List.of("client_id", "redirect_uri", "state", "nonce", "code_challenge");

  private final Map<String, Grant> grants = new ConcurrentHashMap<>();
  private final Clock clock;

  private record Grant(Map<String, String> asked, String name, List<String> roles, Instant until) {}

  DevelopmentSignIn(Clock clock) {
    this.clock = clock;
  }

  /** GET shows the page, POST takes what was chosen and sends the browser back. */
  void answer(HttpExchange exchange) throws IOException {
    boolean chosen = exchange.getRequestMethod().equals("POST");
    Map<String, String> fields =
        FormFields.of(
            chosen
                ? new String(
                    exchange.getRequestBody().readNBytes(LONGEST_REQUEST), StandardCharsets.UTF_8)
                : exchange.getRequestURI().getRawQuery());
    if (!isSafe(fields)) {
      DevelopmentIdentity.answer(
          exchange,
          400,
          "text/plain; charset=utf-8",
          "This is no request for a code with PKCE (S256) and an address on this machine.\n");
      return;
    }
    if (!chosen) {
      DevelopmentIdentity.answer(exchange, 200, "text/html; charset=utf-8", page(fields));
      return;
    }
    exchange.getResponseHeaders().set("Location", backTo(fields));
    try (exchange) {
      exchange.sendResponseHeaders(303, -1);
    }
  }

  private static boolean isSafe(Map<String, String> fields) {
    if (!fields.keySet().containsAll(ASKED)
        || !fields.getOrDefault("response_type", "code").equals("code")
        || !fields.getOrDefault("code_challenge_method", "S256").equals("S256")) {
      return false;
    }
    try {
      String host = URI.create(fields.getOrDefault("redirect_uri", "")).getHost();
      return host != null && THIS_MACHINE.contains(host);
    } catch (IllegalArgumentException noAddress) {
      return false;
    }
  }

  private String backTo(Map<String, String> fields) {
    List<String> roles = new ArrayList<>();
    for (String role : List.of("compliance", "operator")) {
      if (fields.containsKey(role)) {
        roles.add(role);
      }
    }
    String code = UUID.randomUUID().toString();
    grants.put(
        code,
        new Grant(
            Map.copyOf(fields),
            fields.getOrDefault("name", "somebody"),
            roles,
            clock.instant().plus(CODE_LIFE)));
    return fields.get("redirect_uri")
        + "?code="
        + code
        + "&state="
        + URLEncoder.encode(fields.getOrDefault("state", ""), StandardCharsets.UTF_8);
  }

  /** What the ID token for a code says; empty if the code is not one for this request. */
  Optional<JwtClaims> redeem(Map<String, String> request) {
    Grant grant = grants.remove(request.getOrDefault("code", ""));
    if (grant == null
        || clock.instant().isAfter(grant.until())
        || !isSame(grant, request, "client_id")
        || !isSame(grant, request, "redirect_uri")
        || !challenge(request.getOrDefault("code_verifier", ""))
            .equals(grant.asked().get("code_challenge"))) {
      return Optional.empty();
    }
    JwtClaims claims = new JwtClaims();
    claims.setAudience(grant.asked().get("client_id"));
    claims.setSubject(grant.name());
    claims.setStringClaim("nonce", grant.asked().get("nonce"));
    claims.setStringListClaim("roles", grant.roles());
    claims.setIssuedAt(NumericDate.fromMilliseconds(clock.millis()));
    claims.setExpirationTime(
        NumericDate.fromMilliseconds(clock.instant().plus(TOKEN_LIFE).toEpochMilli()));
    return Optional.of(claims);
  }

  private static boolean isSame(Grant grant, Map<String, String> request, String field) {
    return grant.asked().getOrDefault(field, "").equals(request.get(field));
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static String page(Map<String, String> fields) {
    StringBuilder carried = new StringBuilder();
    for (String name : ASKED) {
      carried.append(
          "<input type=\"hidden\" name=\"%s\" value=\"%s\">\n"
              .formatted(name, HtmlEscapers.htmlEscaper().escape(fields.getOrDefault(name, ""))));
    }
    return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <title>Development sign-in</title>
        <style>
        body { font: 1rem/1.5 system-ui, sans-serif; max-width: 34rem; margin: 2rem auto; padding: 0 1rem }
        label { display: block; margin: .75rem 0 }
        input:not([type]) { display: block; box-sizing: border-box; width: 100%%; font: inherit; padding: .5rem }
        button { font: inherit; padding: .5rem 1rem }
        .warning { border: 2px solid #b45309; padding: .5rem 1rem }
        </style>
        </head>
        <body>
        <main>
        <h1>Development sign-in</h1>
        <p class="warning"><strong>This is the development identity provider.</strong> It asks for no
        password and believes whatever you choose. In production staff sign in at the app's own one.</p>
        <form method="post" action="/authorize">
        %s
        <label for="name">Name <input id="name" name="name" value="sam" required maxlength="255" autofocus></label>
        <fieldset>
        <legend>Roles</legend>
        <label><input type="checkbox" name="compliance" value="yes" checked> compliance: decides on people's requests</label>
        <label><input type="checkbox" name="operator" value="yes" checked> operator: looks after the system</label>
        </fieldset>
        <p><button>Sign in</button></p>
        </form>
        </main>
        </body>
        </html>
        """
        .formatted(carried);
  }
}
