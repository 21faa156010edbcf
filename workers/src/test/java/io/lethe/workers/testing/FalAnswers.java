package io.lethe.workers.testing;

import java.util.Arrays;
import java.util.stream.Collectors;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import okio.Buffer;

/** What fal.ai says, in its own form. */
public final class FalAnswers {
  public static final String REQUEST_ID = "0b5f2a52-6d33-4f0e-9f5c-6d1e3c0a7a11";

  private FalAnswers() {}

  public static MockResponse accepted() {
    return accepted(REQUEST_ID);
  }

  public static MockResponse accepted(String requestId) {
    return json(
        200,
        "{\"request_id\":\""
            + requestId
            + "\",\"status\":\"IN_QUEUE\",\"queue_position\":0,\"response_url\":\"\","
            + "\"status_url\":\"\",\"cancel_url\":\"\"}");
  }

  /** The account's requests of a window. */
  public static MockResponse listed(String... requestIds) {
    return json(
        200,
        Arrays.stream(requestIds)
            .map(id -> "{\"request_id\":\"" + id + "\"}")
            .collect(Collectors.joining(",", "{\"items\":[", "],\"next_cursor\":null}")));
  }

  public static MockResponse status(String status) {
    return json(200, "{\"status\":\"" + status + "\"}");
  }

  public static MockResponse failedJob(String type) {
    return json(
        200,
        "{\"status\":\"COMPLETED\",\"error\":\"it did not like "
            + Installation.PROMPT
            + "\",\"error_type\":\""
            + type
            + "\"}");
  }

  /** The model's own refusal: it echoes the input. */
  public static MockResponse refusal(String type) {
    return json(
        422,
        "{\"detail\":[{\"loc\":[\"body\",\"prompt\"],\"msg\":\"no\",\"type\":\""
            + type
            + "\",\"input\":\""
            + Installation.PROMPT
            + "\"}]}");
  }

  /** A result whose video lies at {@code /files/video.mp4} of the same server. */
  public static MockResponse result(MockWebServer fal) {
    String url = "http://localhost:" + fal.getPort() + "/files/video.mp4";
    return json(200, "{\"video\":{\"url\":\"" + url + "\",\"content_type\":\"video/mp4\"}}");
  }

  public static MockResponse file(byte[] video) {
    return new MockResponse.Builder()
        .addHeader("Content-Type", "video/mp4")
        .body(new Buffer().write(video))
        .build();
  }

  public static MockResponse json(int status, String json) {
    return new MockResponse.Builder()
        .code(status)
        .addHeader("Content-Type", "application/json")
        .body(json)
        .build();
  }
}
