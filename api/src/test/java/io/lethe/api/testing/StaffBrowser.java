package io.lethe.api.testing;

import io.lethe.api.staff.ConsoleGate;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jose4j.jwt.JwtClaims;

/** A browser of somebody of the staff: it keeps cookies, and follows no redirect by itself. */
public final class StaffBrowser {
  private static final Pattern WORD =
      Pattern.compile("name=\"" + ConsoleGate.WORD + "\" value=\"([^\"]+)\"");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<String, String> cookies = new TreeMap<>();
  private final URI address;
  private final TestIssuer issuer;

  StaffBrowser(URI address, TestIssuer issuer) {
    this.address = address;
    this.issuer = issuer;
  }

  public record Seen(int status, Map<String, List<String>> headers, String body) {
    public String header(String name) {
      return String.join("; ", headers.getOrDefault(name, List.of()));
    }
  }

  /** Signs in with these roles. */
  public StaffBrowser signIn(String name, String... roles) {
    Seen back = comeBack(name, claims -> claims.setStringListClaim("roles", roles));
    if (back.status() != 303) {
      throw new AssertionError("not signed in: " + back);
    }
    return this;
  }

  /**
   * Goes to the provider and comes back with a code for an ID token that is good but for changes.
   */
  public Seen comeBack(String name, Consumer<JwtClaims> change) {
    Map<String, String> asked = leave();
    return get(
        "/console/signed-in?state=" + asked.get("state") + "&code=" + code(asked, name, change));
  }

  /** What the provider is asked with. */
  public Map<String, String> leave() {
    String location = get("/console/sign-in").header("location");
    return Pattern.compile("[?&]")
        .splitAsStream(location)
        .skip(1)
        .map(field -> field.split("=", 2))
        .collect(
            Collectors.toMap(
                field -> field[0], field -> URLDecoder.decode(field[1], StandardCharsets.UTF_8)));
  }

  public String code(Map<String, String> asked, String name, Consumer<JwtClaims> change) {
    return issuer.grant(
        asked.getOrDefault("code_challenge", ""),
        issuer.token(
            name,
            claims -> {
              claims.setAudience(asked.get("client_id"));
              claims.setStringClaim("nonce", asked.get("nonce"));
              change.accept(claims);
            }));
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  public Seen get(String path) {
    return send(HttpRequest.newBuilder(address.resolve(path)).GET());
  }

  /** With the word of a form that this browser was shown on that page. */
  public Seen post(String path, Map<String, String> fields) {
    Matcher word = WORD.matcher(get(path).body());
    Map<String, String> all = new TreeMap<>(fields);
    all.put(ConsoleGate.WORD, word.find() ? word.group(1) : "");
    return postRaw(path, all);
  }

  public Seen postRaw(String path, Map<String, String> fields) {
    Map<String, String> all = new TreeMap<>(fields);
    if (!fields.isEmpty()) {
      // A body of a few bytes that is late on a busy machine would be refused as too slow.
      all.put("padding", "x".repeat(1_000));
    }
    String form =
        all.entrySet().stream()
            .map(
                field ->
                    field.getKey()
                        + "="
                        + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    return send(
        HttpRequest.newBuilder(address.resolve(path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form)));
  }

  private Seen send(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.header(
          "Cookie",
          cookies.entrySet().stream()
              .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
              .collect(Collectors.joining("; ")));
    }
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      for (String set : answer.headers().allValues("set-cookie")) {
        String[] cookie = set.replaceFirst(";.*", "").split("=", 2);
        if (cookie[1].isEmpty() || cookie[1].equals("\"\"")) {
          cookies.remove(cookie[0]);
        } else {
          cookies.put(cookie[0], cookie[1]);
        }
      }
      return new Seen(answer.statusCode(), answer.headers().map(), answer.body());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
