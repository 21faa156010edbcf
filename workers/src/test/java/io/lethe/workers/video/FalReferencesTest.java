package io.lethe.workers.video;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.lethe.domain.JobId;
import io.lethe.domain.video.Parameters;
import io.lethe.domain.video.Prompt;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.vault.Dimensions;
import io.lethe.storage.vault.NewMedia;
import io.lethe.storage.video.NewJob;
import io.lethe.storage.video.Quota;
import io.lethe.workers.provider.SubmissionTerms;
import io.lethe.workers.testing.FalAnswers;
import io.lethe.workers.testing.Installation;
import io.lethe.workers.testing.Steps;
import io.lethe.workflows.video.GenerationActivities;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Several files of one job that go into one list of the model's input. */
final class FalReferencesTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  private final Steps steps = new Steps();
  private Installation lethe;
  private GenerationActivities generation;

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    lethe = new Installation(LEDGER.jdbi(), folder);
    generation = steps.of(GenerationActivities.class, lethe.generation());
    LEDGER
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("DELETE FROM models");
              handle.execute("DELETE FROM submissions_waiting");
            });
  }

  @AfterEach
  void close() {
    steps.close();
    lethe.close();
  }

  @Test
  void sendsReferencesAsOneListInTheirOrder() throws Exception {
    JobId edit = anEditWith(UploadRole.REFERENCE_3, UploadRole.REFERENCE_1);
    lethe.fal.enqueue(FalAnswers.accepted());

    generation.submit(edit);

    JsonNode body = new ObjectMapper().readTree(lethe.fal.takeRequest().getBody().utf8());
    assertThat(body.get("video_url").asText()).startsWith("data:video/mp4;base64,");
    assertThat(body.get("image_urls"))
        .extracting(JsonNode::asText)
        .containsExactly(inline(UploadRole.REFERENCE_1), inline(UploadRole.REFERENCE_3));
  }

  @Test
  void handsEachReferenceOverByAnAddressOfItsOwn() throws Exception {
    JobId edit = anEditWith(UploadRole.REFERENCE_1, UploadRole.REFERENCE_2);
    SubmissionTerms terms =
        new SubmissionTerms(
            Duration.ofMinutes(15), Duration.ofHours(1), 100, URI.create("https://our.example"));
    lethe.fal.enqueue(FalAnswers.accepted());

    Steps byAddress = new Steps();
    try {
      byAddress.of(GenerationActivities.class, lethe.generation(lethe.client, terms)).submit(edit);
    } finally {
      byAddress.close();
    }

    JsonNode body = new ObjectMapper().readTree(lethe.fal.takeRequest().getBody().utf8());
    assertThat(body.get("image_urls"))
        .extracting(JsonNode::asText)
        .hasSize(2)
        .doesNotHaveDuplicates()
        .allMatch(address -> address.startsWith("https://our.example/handoff/"));
  }

  /** A job for the edit model, whose clip and references are sanitised, stored in this order. */
  private JobId anEditWith(UploadRole... references) throws IOException {
    lethe.consent();
    Set<UploadRole> roles = EnumSet.of(UploadRole.CLIP, references);
    JobId edit = JobId.random();
    lethe
        .stores
        .jobs()
        .order(
            new NewJob(
                edit,
                lethe.subject,
                Installation.EDIT.id(),
                null,
                new Prompt("@Image1 walks in"),
                roles,
                Parameters.NONE,
                lethe.clock.instant().plus(Duration.ofHours(4))),
            null,
            Quota.UNLIMITED);
    lethe.stores.jobs().guarded(edit);
    for (UploadRole role : roles) {
      String type = role.isClip() ? "video/mp4" : "image/jpeg";
      lethe
          .stores
          .vault()
          .store(NewMedia.upload(edit, role, type), new ByteArrayInputStream(new byte[] {1}));
    }
    lethe.stores.jobs().requireConsent(edit);
    for (UploadRole role : references) {
      lethe
          .stores
          .vault()
          .store(
              NewMedia.sanitised(edit, role, "image/jpeg", new Dimensions(320, 400)),
              new ByteArrayInputStream(bytes(role)));
    }
    lethe
        .stores
        .vault()
        .store(
            NewMedia.sanitisedClip(
                edit, UploadRole.CLIP, "video/mp4", new Dimensions(1280, 720), 4_000),
            new ByteArrayInputStream(new byte[] {7}));
    return edit;
  }

  private static byte[] bytes(UploadRole role) {
    return role.name().getBytes(StandardCharsets.US_ASCII);
  }

  private static String inline(UploadRole role) {
    return "data:image/jpeg;base64," + Base64.getEncoder().encodeToString(bytes(role));
  }
}
