package io.lethe.dev.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.dev.client.Mailbox;
import io.lethe.dev.system.SystemAddresses;
import io.lethe.domain.rights.RequestId;
import io.lethe.workers.rights.WorkflowHistories;
import io.lethe.workers.rights.WorkflowHistories.Found;
import io.lethe.workflows.WorkflowIds;
import io.lethe.workflows.rights.RightsCalls;
import io.temporal.client.WorkflowClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** People's rights on the whole system, with the real Temporal, over HTTP. */
class RightsIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  /** Milliseconds: most of what is waited for takes less than a second. */
  private static final long BETWEEN_LOOKS = 100;

  /** Numbers, constants, names of steps, dates, and what operators read beside the id. */
  private static final Pattern OPAQUE =
      Pattern.compile(
          "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[A-Za-z_]*|[0-9]+"
              + "|[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z|Answers one request by right");

  @TempDir static Path folder;
  private static RunningSystem lethe;

  @BeforeAll
  static void start() {
    lethe = RunningSystem.start(folder, 9_700, Map.of());
  }

  @AfterAll
  static void stop() {
    lethe.close();
  }

  @Test
  void answersWithAllThatIsKeptThenErasesItAndSaysSoToWhoHasTheLink() throws Exception {
    String token = token(UUID.randomUUID().toString());
    send("PATCH", "/v1/me", token, "{\"displayName\":\"planted-name\"}");
    String address = confirmAddress(token);

    String access = ask(token, "ACCESS").path("requestId").asText();
    awaitStatus("/v1/rights-requests/" + access, token, "fulfilled");
    HttpResponse<byte[]> zip =
        send("GET", "/v1/rights-requests/" + access + "/package", token, null);
    assertThat(firstFile(zip.body())).contains("planted-name", "lethe-access-package/1");
    assertThat(packages()).isZero();

    JsonNode deletion = ask(token, "DELETION");
    String status = deletion.path("statusHref").asText();
    JsonNode done = awaitStatus(status, null, "fulfilled");
    String receipt =
        new String(
            Base64.getUrlDecoder().decode(done.path("receipt").asText().split("\\.")[1]),
            StandardCharsets.UTF_8);

    assertThat(JSON.readTree(receipt).path("holdings").toString()).contains("account", "subject");
    assertThat(new String(send("GET", "/v1/me", token, null).body(), StandardCharsets.UTF_8))
        .isEqualTo("{}");
    assertThat(awaitMailWith("/v1/privacy/receipt-keys", address)).isNotEmpty();
    assertThat(lethe.workflow("rights/" + deletion.path("requestId").asText()).describe())
        .isNotNull();
  }

  @Test
  void ofWhoeverIsErasedTemporalKeepsNothingButTheErasureItself() throws Exception {
    String token = token(UUID.randomUUID().toString());
    send("PATCH", "/v1/me", token, "{\"displayName\":\"planted-name\"}");
    String access = ask(token, "ACCESS").path("requestId").asText();
    awaitStatus("/v1/rights-requests/" + access, token, "fulfilled");
    HttpResponse<byte[]> zip =
        send("GET", "/v1/rights-requests/" + access + "/package", token, null);
    String subject = JSON.readTree(firstFile(zip.body())).at("/data/subject/0/id").asText();
    assertThat(subject).hasSize(36);
    // Another run under the same id.
    new RightsCalls(lethe.temporal()).changed(RequestId.of(access));
    String waits =
        JSON.readTree(
                send(
                        "POST",
                        "/v1/rights-requests",
                        token,
                        "{\"right\":\"CORRECTION\",\"details\":\"planted words\"}")
                    .body())
            .path("requestId")
            .asText();

    JsonNode deletion = ask(token, "DELETION");
    String id = deletion.path("requestId").asText();
    awaitStatus(deletion.path("statusHref").asText(), null, "fulfilled");
    lethe.workflow("rights/" + id).getResult(Void.class);

    assertThat(lethe.knowsWorkflow("rights/" + access)).isFalse();
    assertThat(lethe.knowsWorkflow("rights/" + waits)).isFalse();
    assertThat(
            new WorkflowHistories(lethe.temporal())
                .deleteEarlierRuns(List.of("rights/" + access, "rights/" + waits)))
        .isZero();
    String history = lethe.temporal().fetchHistory("rights/" + id).toJson(false);
    assertThat(history).doesNotContain(subject, "planted");
    assertThat(words(history)).isNotEmpty().allMatch(word -> OPAQUE.matcher(word).matches());
  }

  /** Every text in everything that anybody put into the history, decoded. */
  private static List<String> words(String history) throws IOException {
    List<String> words = new ArrayList<>();
    for (JsonNode data : JSON.readTree(history).findValues("data")) {
      JsonNode payload = JSON.readTree(Base64.getDecoder().decode(data.asText()));
      if (payload.isTextual()) {
        words.add(payload.asText());
      }
      payload.elements().forEachRemaining(member -> words.add(member.asText()));
    }
    return words;
  }

  @Test
  void aCorrectionIsCarriedOutAndItsAddressWaitsForTheLink() throws Exception {
    String token = token(UUID.randomUUID().toString());
    HttpResponse<byte[]> asked =
        send(
            "POST",
            "/v1/rights-requests",
            token,
            """
            {"right":"CORRECTION","corrections":[
              {"field":"DISPLAY_NAME","value":"Grace"},
              {"field":"EMAIL","value":"grace@example.org"}]}""");
    String path = "/v1/rights-requests/" + JSON.readTree(asked.body()).path("requestId").asText();
    JsonNode request = await(path, token, now -> now.at("/corrections/1").has("outcome"));

    assertThat(request.path("status").asText()).isEqualTo("in_progress");
    assertThat(request.at("/corrections/0/outcome").asText()).isEqualTo("CORRECTED");
    assertThat(request.at("/corrections/1/outcome").asText()).isEqualTo("TO_CONFIRM");
    assertThat(
            JSON.readTree(send("GET", "/v1/me", token, null).body()).path("displayName").asText())
        .isEqualTo("Grace");
  }

  @Test
  void aHistoryIsGoneOnceItIsDescribedAsNotFound() throws Exception {
    RequestId nobodys = RequestId.random();
    WorkflowClient client = lethe.temporal();
    new RightsCalls(client).changed(nobodys);
    lethe.workflow(WorkflowIds.rights(nobodys)).getResult(Void.class);
    WorkflowHistories histories = new WorkflowHistories(client);

    assertThat(histories.delete(WorkflowIds.rights(nobodys))).isEqualTo(Found.BEING_DELETED);
    Found found = Found.BEING_DELETED;
    for (int i = 0; i < 600 && found != Found.NOTHING; i++) {
      Thread.sleep(BETWEEN_LOOKS);
      found = histories.delete(WorkflowIds.rights(nobodys));
    }
    assertThat(found).isEqualTo(Found.NOTHING);
  }

  private static String confirmAddress(String token) throws Exception {
    String address = UUID.randomUUID() + "@example.org";
    send("PATCH", "/v1/me", token, "{\"email\":\"" + address + "\"}");
    send("POST", awaitMailWith("/v1/public/email-confirmations/", address), null, "");
    return address;
  }

  /** The link in the newest mail to the address, once it is one of that kind. */
  private static String awaitMailWith(String path, String address) throws Exception {
    Mailbox mailbox = new Mailbox(addresses().mailbox());
    String newest = mailbox.awaitLink(address, 0);
    for (int known = 1; !newest.contains(path); known++) {
      newest = mailbox.awaitLink(address, known);
    }
    return newest;
  }

  private static JsonNode ask(String token, String right) throws Exception {
    HttpResponse<byte[]> asked =
        send("POST", "/v1/rights-requests", token, "{\"right\":\"" + right + "\"}");
    assertThat(asked.statusCode()).isEqualTo(201);
    return JSON.readTree(asked.body());
  }

  private static JsonNode awaitStatus(String path, @Nullable String token, String status)
      throws Exception {
    JsonNode request = await(path, token, now -> now.path("status").asText().equals(status));
    assertThat(request.path("status").asText()).isEqualTo(status);
    return request;
  }

  /**
   * What is answered once it is so, or after three minutes: Temporal alone takes up to one until it
   * has deleted a history.
   */
  private static JsonNode await(String path, @Nullable String token, Predicate<JsonNode> isSo)
      throws Exception {
    JsonNode answer = JSON.readTree(send("GET", path, token, null).body());
    for (int i = 0; i < 1_800 && !isSo.test(answer); i++) {
      Thread.sleep(BETWEEN_LOOKS);
      answer = JSON.readTree(send("GET", path, token, null).body());
    }
    return answer;
  }

  private static HttpResponse<byte[]> send(
      String method, String path, @Nullable String token, @Nullable String json)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(addresses().api().resolve(path))
            .timeout(Duration.ofMinutes(1))
            .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
    if (json != null) {
      request.header("Content-Type", "application/json");
    }
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HTTP.send(request.build(), BodyHandlers.ofByteArray());
  }

  private static String token(String subject) throws IOException, InterruptedException {
    URI tokens = addresses().identity().resolve("/token");
    HttpResponse<byte[]> answer =
        HTTP.send(
            HttpRequest.newBuilder(tokens)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"subject\":\"" + subject + "\"}"))
                .build(),
            BodyHandlers.ofByteArray());
    return JSON.readTree(answer.body()).path("access_token").asText();
  }

  private static SystemAddresses addresses() {
    return lethe.system().addresses();
  }

  private static String firstFile(byte[] zipped) throws IOException {
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(zipped))) {
      zip.getNextEntry();
      return new String(zip.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static long packages() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> file.toString().contains("/packages/"))
          .count();
    }
  }
}
