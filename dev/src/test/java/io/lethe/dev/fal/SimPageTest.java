package io.lethe.dev.fal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.lethe.dev.fal.knob.SimulatedFalKnobs;
import io.lethe.dev.sample.SampleFace;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimPageTest {
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
  void showsWhatWasReceivedAndWhatBecameOfIt() throws Exception {
    world.turn(SimulatedFalKnobs.calm());
    String id = world.accepted("?a=b", "X-Fal-Store-IO", "0");
    world.idle();

    JsonNode seen = world.call("GET", "/_sim", "", "").json().at("/submissions/0");
    assertThat(seen.path("endpoint").asText()).isEqualTo(World.ENDPOINT);
    assertThat(seen.at("/headers/x-fal-store-io").asText()).isEqualTo("0");
    assertThat(seen.at("/parameters/prompt").asText()).isEqualTo("A smile");
    assertThat(seen.at("/files/image_url/bytes").asInt()).isEqualTo(SampleFace.jpeg().length);
    assertThat(seen.at("/request/id").asText()).isEqualTo(id);
    assertThat(seen.at("/request/stage").asText()).isEqualTo("Finished");
    assertThat(seen.at("/request/life/0/what").asText()).isEqualTo("accepted");
    World.Answer thumbnail =
        world.call("GET", seen.at("/files/image_url/thumbnail").asText(), "", "");
    assertThat(thumbnail.headers()).containsEntry("content-type", "image/jpeg");
    assertThat(thumbnail.bytes()).startsWith((byte) 0xff, (byte) 0xd8).hasSizeLessThan(50_000);
  }

  @Test
  void aPageNamesNeitherTheKeyNorOutsideResourcesAndRunsNothingThatCameIn() throws Exception {
    world.call(
        "POST",
        "/" + World.ENDPOINT,
        "Key " + World.KEY,
        World.input(World.photo()).replace("A smile", "<script>alert(1)</script>"));
    World.Answer page = world.call("GET", "/_sim", "", "", "Accept", "text/html");

    assertThat(page.headers().get("content-type")).startsWith("text/html");
    assertThat(page.headers().get("content-security-policy")).contains("default-src 'none'");
    assertThat(page.text())
        .contains("&lt;script&gt;")
        .doesNotContain("<script")
        .doesNotContain("http://", "https://", World.KEY);
  }

  @Test
  void turnsTheKnobsThatAreNamedAndLeavesTheRest() throws Exception {
    world.turn(SimulatedFalKnobs.calm().withLatency(Duration.ofSeconds(7), Duration.ZERO));
    JsonNode knobs =
        world
            .call(
                "PUT",
                "/_sim/knobs",
                "",
                "{\"account\":{\"locked\":true},\"nextFailures\":[\"LOST_ANSWER\"]}")
            .json();

    assertThat(knobs.at("/account/locked").asBoolean()).isTrue();
    assertThat(world.fal().knobs().account().locked()).isTrue();
    assertThat(world.fal().knobs().account().deletesUnstored()).isTrue();
    assertThat(world.fal().knobs().queueLatency()).isEqualTo(Duration.ofSeconds(7));
    assertThat(world.fal().knobs().nextFailures()).hasSize(1);
    assertThat(world.call("PUT", "/_sim/knobs", "", "{\"concurrency\":0}").status()).isEqualTo(400);
    assertThat(world.call("PUT", "/_sim/knobs", "", "{\"noSuchKnob\":0}").status()).isEqualTo(400);
  }

  @Test
  void aListOfKnobsReplacesTheOneThatWas() throws Exception {
    for (String list : new String[] {"[\"a/b\",\"c/d\"]", "[\"a/b\"]", "[]"}) {
      String answer =
          world
              .call("PUT", "/_sim/knobs", "", "{\"account\":{\"silent\":" + list + "}}")
              .json()
              .at("/account/silent")
              .toString();

      assertThat(answer).isEqualTo(list);
    }
  }
}
