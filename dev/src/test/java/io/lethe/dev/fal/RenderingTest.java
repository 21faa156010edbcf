package io.lethe.dev.fal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lethe.dev.fal.knob.SimulatedFalKnobs;
import io.lethe.dev.fal.render.Ffmpeg;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Clips: what comes back is made of the frames that were sent. */
class RenderingTest {
  private static final String EDIT = "fal-ai/kling-video/o1/video-to-video/edit";
  private static final String MOTION = "fal-ai/kling-video/v2.6/pro/motion-control";

  @TempDir Path folder;
  private World world;
  private Ffmpeg ffmpeg;

  @BeforeEach
  void start() throws Exception {
    world = new World(folder, Clock.systemUTC());
    world.turn(SimulatedFalKnobs.calm());
    ffmpeg = Ffmpeg.unpackedTo(Path.of("../var/tools").toAbsolutePath().normalize());
  }

  @AfterEach
  void stop() throws Exception {
    world.close();
  }

  @Test
  void aClipComesBackWithItsOwnFrames() throws Exception {
    String id = accepted(EDIT, edit(clip("red", 4, "1280x720", 24, "clip.mp4")));

    Color middle = middleOf(id);
    assertThat(middle.getRed()).isGreaterThan(200);
    assertThat(middle.getBlue()).isLessThan(60);
  }

  @Test
  void motionControlTakesAClipAndAPhoto() throws Exception {
    String id =
        accepted(
            MOTION,
            edit(clip("blue", 4, "1280x720", 24, "clip.mp4"))
                .put("image_url", World.photo())
                .put("character_orientation", "image"));

    assertThat(middleOf(id).getBlue()).isGreaterThan(200);
    assertThat(world.fal().reception().thumbnail(id, "image_url")).isPresent();
    assertThat(world.fal().reception().thumbnail(id, "video_url")).isPresent();
  }

  @Test
  void picturesInAListAreTakenToo() throws Exception {
    ObjectNode input = edit(clip("blue", 4, "1280x720", 24, "clip.mp4"));
    input.putArray("image_urls").add(World.photo()).add(World.photo()).add(World.photo());
    String id = accepted(EDIT, input);

    assertThat(world.result(id).status()).isEqualTo(200);
    assertThat(world.fal().received().get(0).files())
        .containsOnlyKeys("video_url", "image_urls_0", "image_urls_1", "image_urls_2");
    assertThat(world.fal().received().get(0).fields()).containsOnlyKeys("prompt");
    for (int i = 0; i < 3; i++) {
      assertThat(world.fal().reception().thumbnail(id, "image_urls_" + i)).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "2, 1280x720, 24, clip.mp4, video_duration_too_short",
    "11, 1280x720, 24, clip.mp4, video_duration_too_long",
    "4, 640x360, 24, clip.mp4, partner_validation_failed",
    "4, 1280x720, 10, clip.mp4, partner_validation_failed",
    "4, 1280x720, 24, clip.mkv, unsupported_video_format"
  })
  void aClipThatKlingDoesNotTakeFails(int seconds, String size, int speed, String name, String type)
      throws Exception {
    String id = accepted(EDIT, edit(clip("red", seconds, size, speed, name)));

    assertThat(world.result(id).status()).isEqualTo(422);
    assertThat(world.result(id).json().at("/detail/0/type").asText()).isEqualTo(type);
    assertThat(world.result(id).json().at("/detail/0/loc/1").asText()).isEqualTo("video_url");
  }

  @Test
  void whatIsNoVideoFails() throws Exception {
    String id = accepted(EDIT, edit("not a video".getBytes(StandardCharsets.UTF_8)));

    assertThat(world.result(id).json().at("/detail/0/type").asText())
        .isEqualTo("unsupported_video_format");
  }

  private String accepted(String endpoint, ObjectNode input) throws Exception {
    World.Answer answer = world.call("POST", "/" + endpoint, "Key " + World.KEY, input.toString());
    assertThat(answer.status()).isEqualTo(200);
    world.idle();
    return answer.json().path("request_id").asText();
  }

  private static ObjectNode edit(byte[] clip) {
    return new ObjectMapper()
        .createObjectNode()
        .put("prompt", "In the snow")
        .put("video_url", "data:video/mp4;base64," + Base64.getEncoder().encodeToString(clip));
  }

  private byte[] clip(String colour, int seconds, String size, int speed, String name)
      throws Exception {
    Path clip = folder.resolve(name);
    ffmpeg.run(
        List.of(
            "-f",
            "lavfi",
            "-i",
            "color=c=%s:s=%s:r=%d:d=%d".formatted(colour, size, speed, seconds),
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-pix_fmt",
            "yuv420p",
            clip.toString()));
    return Files.readAllBytes(clip);
  }

  /** A pixel from the middle of the video's first frame. */
  private Color middleOf(String id) throws Exception {
    Path video =
        Files.write(folder.resolve("made.mp4"), world.call("GET", world.video(id), "", "").bytes());
    Path frame = folder.resolve("frame.png");
    ffmpeg.run(List.of("-i", video.toString(), "-frames:v", "1", frame.toString()));
    BufferedImage picture = ImageIO.read(frame.toFile());
    return new Color(picture.getRGB(picture.getWidth() / 2, picture.getHeight() / 2));
  }
}
