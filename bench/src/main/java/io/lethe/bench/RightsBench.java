package io.lethe.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.dev.system.SystemAddresses;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * From asking to the answer, for subjects of whom much is kept: access until the package can be
 * downloaded, deletion until the receipt is signed. The jobs are put into the ledger as they are
 * long after their erasure; Temporal has forgotten their histories by then, and is asked about
 * each.
 */
final class RightsBench {
  private static final int JOBS = 1_000;
  private static final int USAGE_EVENTS = 100_000;
  private static final long ASK_AGAIN_MILLIS = 50;

  private static final ObjectMapper JSON = new ObjectMapper();

  /** A receipt of no residuals. Nobody verifies its signature here. */
  private static final String RECEIPT = "e30.eyJyZXNpZHVhbHMiOltdfQ.eA";

  private static final String FILL =
      """
      WITH made AS (
        INSERT INTO jobs (id, subject_id, model, duration_seconds, roles, state, outcome, guarded,
          ordered_at, erase_by, erased_at)
        SELECT gen_random_uuid(), '%1$s', 'kling-2.5-turbo-standard', 5, ARRAY['PHOTO'], 'ERASED',
          'DELIVERED', true, now() - n * interval '1 hour', now(), now()
        FROM generate_series(1, %2$d) n
        RETURNING id
      ), keyed AS (
        INSERT INTO keys (job_id, created_at, destroyed_at) SELECT id, now(), now() FROM made
      ), seen AS (
        INSERT INTO events (job_id, state, at) SELECT id, 'ERASED', now() FROM made
      ), forgotten AS (
        INSERT INTO erasures (job_id, ordered_at, outcome, keys_destroyed, values_erased, began_at,
          looked_again_at)
        SELECT id, now(), 'DELIVERED', 1, 1, now(), now() FROM made
        RETURNING job_id
      )
      INSERT INTO receipts (id, job_id, jws, issued_at)
      SELECT gen_random_uuid(), job_id, '%3$s', now() FROM forgotten;

      INSERT INTO egress (id, job_id, consent_id, recipient, endpoint, content, bytes, status, sent_at)
      SELECT gen_random_uuid(), j.id, c.id, 'fal.ai', 'some/endpoint', ARRAY['FILE'], 1, 'UNKNOWN',
        now()
      FROM jobs j JOIN consents c ON c.subject_id = j.subject_id
      WHERE j.subject_id = '%1$s';

      INSERT INTO usage_events (subject_id, id, name, seconds, happened_at, expires_at)
      SELECT '%1$s', gen_random_uuid(), 'HOME_SEEN', 3, now() - n * interval '1 second',
        now() + interval '30 days'
      FROM generate_series(1, %4$d) n;
      """;

  private final HttpClient http = HttpClient.newHttpClient();
  private final SystemAddresses at;

  RightsBench(SystemAddresses at) {
    this.at = at;
  }

  /** Returns what was measured, in sentences. */
  List<String> run(int subjects) throws Exception {
    List<Long> access = new ArrayList<>();
    List<Long> deletion = new ArrayList<>();
    for (int i = 0; i < subjects; i++) {
      String token = newSubject();
      access.add(timed("ACCESS", token));
      deletion.add(timed("DELETION", token));
    }
    String of = " with %d jobs and %d usage events: ".formatted(JOBS, USAGE_EVENTS);
    return List.of(
        "access" + of + Percentiles.of(access), "deletion" + of + Percentiles.of(deletion));
  }

  private String newSubject() throws Exception {
    String token = token();
    for (JsonNode notice : json("GET", "/v1/privacy/notices", token, "").path("notices")) {
      if (notice.path("purpose").asText().equals("AI_PROCESSING")) {
        json(
            "PUT",
            "/v1/consents/AI_PROCESSING",
            token,
            "{\"noticeHash\":\"" + notice.path("hash").asText() + "\"}");
      }
    }
    try (Connection ledger = DriverManager.getConnection(at.ledger(), "postgres", "");
        Statement statement = ledger.createStatement()) {
      statement.execute(FILL.formatted(newest(ledger), JOBS, RECEIPT, USAGE_EVENTS));
    }
    return token;
  }

  private static UUID newest(Connection ledger) throws SQLException {
    try (PreparedStatement newest =
            ledger.prepareStatement("SELECT id FROM subjects ORDER BY first_seen_at DESC LIMIT 1");
        ResultSet answer = newest.executeQuery()) {
      answer.next();
      return answer.getObject("id", UUID.class);
    }
  }

  private long timed(String right, String token) throws Exception {
    long began = System.nanoTime();
    JsonNode asked = json("POST", "/v1/rights-requests", token, "{\"right\":\"" + right + "\"}");
    String status = asked.path("statusHref").asText();
    while (!json("GET", status, "", "").path("status").asText().equals("fulfilled")) {
      TimeUnit.MILLISECONDS.sleep(ASK_AGAIN_MILLIS);
    }
    return System.nanoTime() - began;
  }

  private String token() throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(at.identity().resolve("/token"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{\"subject\":\"" + UUID.randomUUID() + "\"}"))
            .build();
    return JSON.readTree(http.send(request, BodyHandlers.ofByteArray()).body())
        .path("access_token")
        .asText();
  }

  private JsonNode json(String method, String path, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(at.api().resolve(path))
            .method(
                method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
    if (answer.statusCode() >= 400) {
      throw new IOException(method + " was answered " + answer.statusCode());
    }
    return JSON.readTree(answer.body());
  }
}
