package io.lethe.workers.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.video.ClipLimits;
import io.lethe.domain.video.Reason;
import io.lethe.storage.testing.DrawnClips;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClipSanitiserTest {
  private static final ClipLimits LIMITS =
      new ClipLimits(200_000_000, 3, 10.05, 23.9, 60.1, 720, 2_160);
  private static final String HD = "size=1280x720:rate=30";

  @TempDir static Path folder;
  private static DrawnClips clips;
  private static byte[] noted;

  private final ClipSanitiser sanitiser = new ClipSanitiser();

  @BeforeAll
  static void drawOneThatIsFullOfNotes() throws IOException {
    clips = new DrawnClips(folder);
    Path chapters =
        Files.writeString(
            folder.resolve("chapters.txt"),
            """
            ;FFMETADATA1
            [CHAPTER]
            TIMEBASE=1/1
            START=0
            END=2
            title=PLANTED-CHAPTER
            """);
    noted =
        clips.from(
            clips.draw(HD, 4, "plain.mp4"),
            "noted.mov",
            List.of(),
            List.of(
                "-f",
                "ffmetadata",
                "-i",
                chapters.toString(),
                "-map_metadata",
                "1",
                "-map",
                "0",
                "-c",
                "copy",
                "-metadata",
                "title=PLANTED-TITLE",
                "-metadata",
                "location=+48.2082+016.3738/",
                "-metadata",
                "make=PLANTED-MAKE",
                "-metadata",
                "creation_time=2026-01-02T03:04:05Z",
                "-metadata:s:v",
                "handler_name=PLANTED-HANDLER",
                "-movflags",
                "use_metadata_tags"));
  }

  @Test
  void picturesAreTheSameAndEveryNoteIsGone() throws Exception {
    // Else the test would prove nothing.
    assertThat(text(noted)).contains("PLANTED-TITLE", "PLANTED-CHAPTER", "+48.2082", "x264");

    byte[] clean = sanitised(noted, false);

    assertThat(clips.decoded(clean, "0:v")).hasSize(120).isEqualTo(clips.decoded(noted, "0:v"));
    assertThat(text(clean)).doesNotContain("PLANTED", "48.2082", "x264", "udta", "meta", "text");
    assertThat(clips.described(clean))
        .contains("Video: h264")
        .doesNotContain("Audio", "creation_time", "Chapter", "Data:");
  }

  @Test
  void soundIsKeptOnlyIfTheOrderSaysSo() throws Exception {
    byte[] clean = sanitised(noted, true);

    assertThat(clips.decoded(clean, "0:a")).isEqualTo(clips.decoded(noted, "0:a"));
    assertThat(clips.decoded(clean, "0:v")).isEqualTo(clips.decoded(noted, "0:v"));
    assertThat(text(clean)).doesNotContain("PLANTED", "48.2082", "x264");
  }

  @Test
  void aClipThatWasFilmedUprightStaysUpright() throws Exception {
    byte[] turned =
        clips.from(
            noted, "turned.mov", List.of(), List.of("-c", "copy", "-metadata:s:v", "rotate=90"));
    assertThat(clips.described(turned)).contains("rotation of 90.00 degrees");

    byte[] clean = sanitised(turned, false);

    assertThat(clips.described(clean)).contains("rotation of 90.00 degrees");
    assertThat(clips.decoded(clean, "0:v")).isEqualTo(clips.decoded(turned, "0:v"));
  }

  @Test
  void sanitisingASanitisedClipChangesNothing() throws Exception {
    byte[] once = sanitised(noted, true);

    assertThat(sanitised(once, true)).isEqualTo(once);
  }

  @Test
  void whatWasCutOffInAnEditorDoesNotLeave() throws Exception {
    byte[] whole = clips.draw(HD, 8, "whole.mp4", "-g", "300");
    byte[] cut = clips.from(whole, "cut.mp4", List.of("-ss", "2.5"), List.of("-c", "copy"));

    assertThat(refused(cut)).isEqualTo(Reason.CLIP_CODEC);
  }

  @ParameterizedTest
  @CsvSource({
    "size=1280x720:rate=30, 2, CLIP_LENGTH",
    "size=1280x720:rate=30, 11, CLIP_LENGTH",
    "size=1280x720:rate=12, 4, CLIP_FRAME_RATE",
    "size=1280x720:rate=90, 4, CLIP_FRAME_RATE",
    "size=640x360:rate=30, 4, CLIP_SIDES",
    "size=2400x720:rate=24, 3, CLIP_SIDES"
  })
  void whatIsOutsideOfTheLimitsIsRefused(String picture, double seconds, Reason reason) {
    assertThat(refused(clips.draw(picture, seconds, "limits.mp4"))).isEqualTo(reason);
  }

  @Test
  void aCodecThatNoModelTakesIsRefused() {
    assertThat(refused(clips.draw(HD, 4, "mpeg4.mp4", "-c:v", "mpeg4")))
        .isEqualTo(Reason.CLIP_CODEC);
  }

  @Test
  void aClipInPiecesIsRefused() {
    assertThat(
            refused(
                clips.draw(
                    HD,
                    4,
                    "pieces.mp4",
                    "-movflags",
                    "frag_keyframe+empty_moov+default_base_moof")))
        .isIn(Reason.CLIP_CODEC, Reason.NOT_DECODABLE);
  }

  @Test
  void millionsOfSamplesThatAreNotThereAreRefusedBeforeAnythingIsAllocated() {
    byte[] bomb = noted.clone();
    int sizes = text(bomb).indexOf("stsz");
    ByteBuffer.wrap(bomb).putInt(sizes + 12, Integer.MAX_VALUE);

    assertThat(refused(bomb)).isEqualTo(Reason.NOT_DECODABLE);
  }

  @Test
  void aClipThatEndsEarlyIsRefused() {
    byte[] fast = clips.draw(HD, 4, "fast.mp4", "-movflags", "faststart");

    assertThat(refused(Arrays.copyOf(fast, fast.length - 1_000))).isEqualTo(Reason.NOT_DECODABLE);
  }

  @Test
  void noDamageToTheHeaderDoesMoreThanRefuseTheClip() throws Exception {
    byte[] small = clips.draw("size=1280x720:rate=24", 3, "small.mp4", "-movflags", "faststart");
    Random random = new Random(7);
    int header = text(small).indexOf("mdat");
    for (int i = 0; i < 3_000; i++) {
      byte[] damaged = small.clone();
      for (int j = 0; j < 1 + random.nextInt(4); j++) {
        damaged[8 + random.nextInt(header - 8)] = (byte) random.nextInt(256);
      }
      try {
        sanitised(damaged, true);
      } catch (UnusableClip refused) {
        assertThat(refused.reason()).isNotNull();
      }
    }
  }

  private Reason refused(byte[] clip) {
    try {
      sanitised(clip, true);
      throw new AssertionError("it was taken");
    } catch (UnusableClip unusable) {
      return unusable.reason();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private byte[] sanitised(byte[] clip, boolean withSound) throws UnusableClip, IOException {
    BytesChannel original = BytesChannel.sized(clip);
    return sanitiser.sanitise(original, LIMITS, withSound).bytes(original).readAllBytes();
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
