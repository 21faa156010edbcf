package io.lethe.dev.absence;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Arrays;

/**
 * Requests that are refused, each with a value in it that a careless refusal, log line or exception
 * would repeat.
 */
final class RudeRequests {
  /** The marker in the one prompt that is taken. */
  static final String PROMPT = "prompt of a job whose upload was refused";

  private final MarkedApp app;
  private final Markers markers;

  RudeRequests(MarkedApp app, Markers markers) {
    this.app = app;
    this.markers = markers;
  }

  void send(byte[] photo) {
    json("{\"prompt\": " + markers.words("malformed JSON", "%s") + "}");
    json("{\"" + markers.words("name of an unknown field", "%s") + "\": 1}");
    json(
        order(
            "\"durationSeconds\":\"%s\"".formatted(markers.words("value of a wrong type", "%s"))));
    json(
        "{\"model\":\"%s\",\"prompt\":\"x\",\"durationSeconds\":5}"
            .formatted(markers.words("name of an unknown model", "%s")));
    app.call(
        "bogus idempotency key",
        "POST",
        "/v1/videos",
        BodyPublishers.ofString(order("\"durationSeconds\":5")),
        "Content-Type",
        "application/json",
        "Idempotency-Key",
        markers.words("idempotency key", "%s ").repeat(20));
    app.get("unknown path", "/v1/videos/" + markers.words("path", "%s"));
    app.get("unknown route", "/" + markers.words("route", "%s"));
    app.get("bad query", "/v1/videos?limit=" + markers.words("query", "%s"));
    app.call(
        "bad Prefer",
        "GET",
        "/v1/videos",
        BodyPublishers.noBody(),
        "Prefer",
        "wait=" + markers.words("Prefer header", "%s"));
    app.call(
        "unknown type",
        "POST",
        "/v1/videos",
        BodyPublishers.ofString("x"),
        "Content-Type",
        "text/" + markers.words("media type", "%s"));
    app.call(
        "bad token",
        "GET",
        "/v1/videos",
        BodyPublishers.noBody(),
        "X-Device-Id",
        markers.words("second device id", "%s"));
    account();
    unreadable();
    truncated(photo);
  }

  private void account() {
    patch("{\"" + markers.words("unknown field of the account", "%s") + "\": \"x\"}");
    patch("{\"email\": \"" + markers.words("e-mail address that is none", "%s") + "\"}");
    patch("{\"locale\": \"" + markers.words("locale that is none", "%s") + "\"}");
    String step = markers.words("unknown step in the app", "%s");
    post("unknown step", "/v1/usage-events", "{\"events\":[{\"name\":\"" + step + "\"}]}");
    String link = markers.words("bad link", "%s");
    post("bad link", "/v1/public/email-confirmations/" + link, "{}");
    app.call(
        "bad device",
        "POST",
        "/v1/videos",
        BodyPublishers.ofString("{}"),
        "Content-Type",
        "application/json",
        "Lethe-Device-Id",
        markers.words("device id that is none", "%s (mine)"));
    app.call(
        "bad address",
        "GET",
        "/v1/videos",
        BodyPublishers.noBody(),
        "Forwarded",
        "for=" + markers.words("address in Forwarded", "%s.example.net"));
  }

  private void patch(String body) {
    app.call(
        "refused account",
        "PATCH",
        "/v1/me",
        BodyPublishers.ofString(body),
        "Content-Type",
        "application/json");
  }

  private void post(String question, String path, String body) {
    app.call(
        question, "POST", path, BodyPublishers.ofString(body), "Content-Type", "application/json");
  }

  private void unreadable() {
    app.sendRaw(
        "bad path",
        "GET /v1/%zz" + markers.words("bad path", "%s") + " HTTP/1.1\r\nHost: x\r\n\r\n");
    app.sendRaw(
        "bad header",
        "GET / HTTP/1.1\r\nHost: x\r\n" + markers.words("bad header", "%s") + "\r\n\r\n");
    app.sendRaw(
        "bad token",
        "GET /v1/videos HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
            + markers.words("bad token", "%s")
            + "\r\n\r\n");
    app.sendRaw(
        "bad version",
        "GET / HTTP/" + markers.words("bad version of HTTP", "%s") + "\r\nHost: x\r\n\r\n");
  }

  /** A photo that breaks off, for a job that then waits for a better one. */
  private void truncated(byte[] photo) {
    String prompt = markers.words(PROMPT, "å %s");
    String self = app.order(prompt, Arrays.copyOf(photo, photo.length / 2));
    app.call("cancel", "DELETE", self, BodyPublishers.noBody());
  }

  private static String order(String duration) {
    return "{\"model\":\"kling-2.5-turbo-standard\",\"prompt\":\"x\"," + duration + "}";
  }

  private void json(String body) {
    app.call(
        "refused order",
        "POST",
        "/v1/videos",
        BodyPublishers.ofString(body),
        "Content-Type",
        "application/json");
  }
}
