package io.lethe.dev.fal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.dev.fal.World.Answer;
import io.lethe.dev.fal.knob.AccountKnobs;
import io.lethe.dev.fal.knob.FileKnobs;
import io.lethe.dev.fal.knob.SimulatedFailure;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Deletion, lists, models, prices, tokens and restricted files. */
class PlatformTest {
  private static final String[] RESTRICTED = {
    "X-Fal-Object-Lifecycle-Preference",
    "{\"expiration_duration_seconds\":3600,\"initial_acl\":{\"default\":\"forbid\",\"rules\":[]}}",
    "X-Fal-Store-IO",
    "0"
  };

  @TempDir Path folder;
  private World world;

  @BeforeEach
  void start() throws Exception {
    world = new World(folder, Clock.systemUTC());
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  @Test
  void aRestrictedFileIsForHoldersOfAToken() throws Exception {
    String video = world.video(finished());

    assertThat(file(video, "").status()).isEqualTo(403);
    assertThat(file(video, "Key " + World.KEY).status()).isEqualTo(403);
    assertThat(file(video, "Bearer nothing").status()).isEqualTo(403);
    assertThat(file(video, "Bearer " + token()).status()).isEqualTo(200);
  }

  @Test
  void aTokenExpires() throws Exception {
    world.turn(World.quick().with(FileKnobs.real().withTokenLifetime(Duration.ZERO)));

    assertThat(file(world.video(finished()), "Bearer " + token()).status()).isEqualTo(403);
  }

  @Test
  void aFileIsGoneAfterItsTime() throws Exception {
    String id = finished();
    String video = world.video(id);
    world.turn(World.quick().withTimeCompression(1_000_000_000));

    assertThat(file(video, "").status()).isEqualTo(404);
    assertThat(world.result(id).status()).isEqualTo(404);
  }

  @Test
  void servesAPartOfAFile() throws Exception {
    String video = world.video(finished());
    Answer part = world.call("GET", video, "Bearer " + token(), "", "Range", "bytes=4-7");

    assertThat(part.status()).isEqualTo(206);
    assertThat(part.text()).isEqualTo("ftyp");
    assertThat(
            world.call("GET", video, "Bearer " + token(), "", "Range", "bytes=99999999-").status())
        .isEqualTo(416);
  }

  @Test
  void deletesPayloadsForTheAdminKeyOnly() throws Exception {
    String id = finished();
    String video = world.video(id);

    assertThat(delete(id, "").status()).isEqualTo(401);
    Answer refused = delete(id, "Key " + World.KEY);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.json().at("/error/type").asText()).isEqualTo("authorization_error");
    JsonNode deleted = delete(id, "Key " + World.ADMIN_KEY).json();
    assertThat(deleted.at("/cdn_delete_results/0/link").asText()).endsWith(video);
    assertThat(deleted.at("/cdn_delete_results/0").has("exception")).isTrue();
    assertThat(deleted.at("/cdn_delete_results/0/exception").isNull()).isTrue();
    assertThat(file(video, "").status()).isEqualTo(404);
    assertThat(world.result(id).status()).isEqualTo(404);
    assertThat(world.status(id).json().path("status").asText()).isEqualTo("COMPLETED");
  }

  @Test
  void repeatsItsAnswerToTheSameIdempotencyKey() throws Exception {
    String id = finished();
    String path = "/v1/models/requests/" + id + "/payloads";
    Answer first =
        world.call("DELETE", path, "Key " + World.ADMIN_KEY, "", "Idempotency-Key", "once");
    Answer again =
        world.call("DELETE", path, "Key " + World.ADMIN_KEY, "", "Idempotency-Key", "once");

    assertThat(again.json()).isEqualTo(first.json());
    assertThat(delete(id, "Key " + World.ADMIN_KEY).json().path("cdn_delete_results")).isEmpty();
  }

  @Test
  void aFileThatCouldNotBeDeletedIsStillThere() throws Exception {
    String id = finished();
    String video = world.video(id);
    world.turn(World.quick().withFailures(SimulatedFailure.DELETE_WITH_EXCEPTION));

    JsonNode deleted = delete(id, "Key " + World.ADMIN_KEY).json();
    assertThat(deleted.at("/cdn_delete_results/0/exception").isTextual()).isTrue();
    assertThat(file(video, "").status()).isEqualTo(403);
  }

  @Test
  void whatWasNeverStoredMayNotBeFound() throws Exception {
    String id = finished();
    world.turn(World.quick().with(AccountKnobs.open().withDeletesUnstored(false)));

    assertThat(delete(id, "Key " + World.ADMIN_KEY).status()).isEqualTo(404);
    assertThat(delete("unknown", "Key " + World.ADMIN_KEY).status()).isEqualTo(404);
  }

  @Test
  void listsTheRequestsOfASpanOfTime() throws Exception {
    String before = Clock.systemUTC().instant().toString();
    String first = finished();
    String second = finished();
    String list = "/v1/models/requests/by-endpoint?endpoint_id=" + World.ENDPOINT;

    JsonNode items = world.get(list + "&start=" + before).json().path("items");
    assertThat(items)
        .extracting(item -> item.path("request_id").asText())
        .containsExactly(second, first);
    assertThat(items.at("/0/status_code").asInt()).isEqualTo(200);
    assertThat(items.at("/0/sent_at").asText()).isNotEmpty();
    assertThat(world.get(list + "&end=" + before).json().path("items")).isEmpty();
    JsonNode page = world.get(list + "&limit=1").json();
    assertThat(page.path("has_more").asBoolean()).isTrue();
    assertThat(
            world
                .get(list + "&limit=1&cursor=" + page.path("next_cursor").asText())
                .json()
                .at("/items/0/request_id")
                .asText())
        .isEqualTo(first);
    assertThat(world.get("/v1/models/requests/by-endpoint").status()).isEqualTo(400);
  }

  @Test
  void tellsWhetherAModelIsReadyAndWhatItCosts() throws Exception {
    String models = "/v1/models?expand=enterprise_status&endpoint_id=" + World.ENDPOINT;
    assertThat(world.get(models).json().at("/models/0/enterprise_status").asText())
        .isEqualTo("ready");
    world.turn(World.quick().with(AccountKnobs.open().withUnready(World.ENDPOINT)));
    assertThat(world.get(models).json().at("/models/0/enterprise_status").asText())
        .isEqualTo("pending");
    JsonNode price = world.get("/v1/models/pricing?endpoint_id=" + World.ENDPOINT).json();
    assertThat(price.at("/prices/0/unit_price").asDouble()).isEqualTo(0.042);
    assertThat(price.at("/prices/0/unit").asText()).isEqualTo("second");
    assertThat(world.get("/v1/models?endpoint_id=fal-ai/nothing").status()).isEqualTo(404);
    assertThat(world.call("GET", models, "", "").status()).isEqualTo(401);
  }

  private String finished() throws Exception {
    String id = world.accepted("", RESTRICTED);
    world.idle();
    return id;
  }

  private Answer file(String path, String authorization) throws Exception {
    return world.call("GET", path, authorization, "");
  }

  private Answer delete(String id, String authorization) throws Exception {
    return world.call("DELETE", "/v1/models/requests/" + id + "/payloads", authorization, "");
  }

  private String token() throws Exception {
    JsonNode token =
        world
            .call("POST", "/storage/auth/token?storage_type=fal-cdn-v3", "Key " + World.KEY, "{}")
            .json();
    assertThat(token.path("token_type").asText()).isEqualTo("Bearer");
    assertThat(token.path("base_url").asText()).isNotEmpty();
    assertThat(token.path("expires_at").asText()).isNotEmpty();
    return token.path("token").asText();
  }
}
