package io.lethe.api.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.Answer;
import io.lethe.api.testing.Caller;
import io.lethe.api.testing.RunningApi;
import io.lethe.storage.testing.Bombs;
import io.lethe.storage.testing.DrawnClips;
import io.lethe.storage.testing.DrawnFace;
import io.lethe.storage.testing.PlantedMetadata;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The door for clips, with clips that a real ffmpeg drew. */
class ClipUploadsTest {
  private static final String MP4 = "video/mp4";
  private static final String MOV = "video/quicktime";
  private static final String EDIT = "{\"model\":\"kling-o1-edit\",\"prompt\":\"@Image1 waves\"%s}";

  /** The beginning of a clip. */
  private static final byte[] BOX =
      "\0\0\0\020ftypisom\0\0\0\0".getBytes(StandardCharsets.US_ASCII);

  @RegisterExtension static final RunningApi API = new RunningApi();
  private static byte[] mp4;
  private static byte[] mov;
  private static byte[] webm;
  private static byte[] fragments;

  @BeforeAll
  static void draw(@TempDir Path folder) {
    DrawnClips clips = new DrawnClips(folder);
    mp4 = clips.draw("size=1280x720:rate=30", 3.2, "clip.mp4");
    mov = clips.draw("size=1280x720:rate=24", 3.2, "clip.mov");
    webm = clips.from(mp4, "clip.webm", List.of(), List.of("-c:v", "libvpx", "-an"));
    fragments =
        clips.from(
            mp4,
            "fragments.mp4",
            List.of(),
            List.of("-c", "copy", "-movflags", "frag_keyframe+empty_moov"));
  }

  @Test
  void takesAnMp4AndAQuickTimeClipAndWakesTheWorkflow() {
    Caller subject = API.consentingSubject();
    for (String type : List.of(MP4, MOV)) {
      String video = subject.orderedAddress(EDIT.formatted(""));

      Answer taken = subject.upload(video, "clip", type, type.equals(MP4) ? mp4 : mov);

      assertThat(taken.status()).as(type).isEqualTo(201);
      assertThat(taken.json().at("/uploads/0/role").asText()).isEqualTo("clip");
      assertThat(taken.json().at("/uploads/0/received").asBoolean()).isTrue();
      assertThat(API.temporal().signals("video/" + video.replaceFirst(".*/", "")))
          .containsExactly("uploaded");
    }
  }

  @Test
  void takesTheReferencesThatTheOrderNamesAndNoOthers() {
    Caller subject = API.consentingSubject();
    String video =
        subject.orderedAddress(EDIT.formatted(",\"uploads\":[\"reference-1\",\"reference-2\"]"));
    byte[] face = DrawnFace.jpeg(640, 480);

    assertThat(subject.upload(video, "reference-2", "image/jpeg", face).status()).isEqualTo(201);
    assertThat(subject.upload(video, "reference-1", "image/jpeg", BOX).status()).isEqualTo(422);
    assertThat(subject.upload(video, "reference-1", MP4, BOX).status()).isEqualTo(415);
    assertThat(subject.upload(video, "reference-1", "image/jpeg", face).status()).isEqualTo(201);
    Answer none = subject.upload(video, "reference-3", "image/jpeg", face);
    assertThat(none.problem()).isEqualTo("no-such-role");
    Answer whole = subject.upload(video, "clip", MP4, mp4);
    assertThat(whole.json().at("/uploads")).hasSize(3);
    assertThat(whole.json().at("/uploads")).allMatch(one -> one.path("received").asBoolean());
  }

  @Test
  void refusesBadClipsAndKeepsNothingOfThem() {
    byte[] half = Arrays.copyOf(mp4, mp4.length / 2);
    byte[] noise = "not a clip at all".repeat(100).getBytes(StandardCharsets.UTF_8);
    byte[] zipped =
        PlantedMetadata.join(mp4, new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 0, 0}, new byte[64]);
    byte[] page = "\0\0\0\030free<html> hello<p>".getBytes(StandardCharsets.US_ASCII);
    refused("zero bytes", MP4, new byte[0], 422, "upload-empty");
    refused("truncated", MP4, half, 422, "clip-truncated");
    refused("a text", MP4, noise, 422, "not-a-clip");
    refused("a photo", MP4, DrawnFace.jpeg(640, 480), 422, "not-a-clip");
    refused("a WebM", "video/webm", webm, 415, "unsupported-type");
    refused("a WebM that says MP4", MP4, webm, 422, "not-a-clip");
    refused("mislabelled", MP4, mov, 422, "type-mismatch");
    refused("mislabelled too", MOV, mp4, 422, "type-mismatch");
    refused("in fragments", MP4, fragments, 422, "clip-not-supported");
    refused("a bomb", MP4, Bombs.png(60_000, 60_000), 422, "not-a-clip");
    refused("an archive behind it", MP4, zipped, 422, "clip-damaged");
    refused("a page in it", MP4, PlantedMetadata.join(BOX, page, mp4), 422, "polyglot");
    refused("a photo's type", "image/jpeg", mp4, 415, "unsupported-type");
  }

  private static void refused(String name, String type, byte[] body, int status, String problem) {
    Caller subject = API.consentingSubject();
    String video = subject.orderedAddress(EDIT.formatted(""));
    int files = API.filesInVault().size();
    long media = API.rows("media");

    Answer refused = subject.upload(video, "clip", type, body);

    assertThat(refused.status()).as(name).isEqualTo(status);
    assertThat(refused.problem()).as(name).isEqualTo(problem);
    assertThat(API.filesInVault()).as(name).hasSize(files);
    assertThat(API.rows("media")).as(name).isEqualTo(media);
    assertThat(subject.upload(video, "clip", MP4, mp4).status()).as(name).isEqualTo(201);
  }

  @Test
  void aClipIsNamedInTheFormOfItsModel() {
    var uploads = API.caller(null).get("/v1/models").json().at("/models");
    for (var model : uploads) {
      if (model.path("id").asText().equals("kling-o1-edit")) {
        assertThat(model.at("/uploads"))
            .extracting(upload -> upload.path("role").asText())
            .containsExactly("clip", "reference-1", "reference-2", "reference-3", "reference-4");
        assertThat(model.at("/uploads/0/required").asBoolean()).isTrue();
        assertThat(model.at("/uploads/1/required").asBoolean(true)).isFalse();
        return;
      }
    }
    throw new AssertionError("no edit model");
  }
}
