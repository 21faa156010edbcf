package io.lethe.dev.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.dev.ExplainedFailure;
import io.lethe.dev.sample.SampleFace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PhotoTest {
  @TempDir Path folder;

  @Test
  void knowsAPictureByItsBytesWhateverItsName() throws IOException {
    Path file = Files.write(folder.resolve("face.txt"), SampleFace.jpeg());

    assertThat(Photo.of(file).mediaType()).isEqualTo("image/jpeg");
  }

  @Test
  void knowsAClipByItsBrand() {
    byte[] clip = {0, 0, 0, 16, 'f', 't', 'y', 'p', 'i', 's', 'o', 'm', 0, 0, 2, 0};
    byte[] phones = {0, 0, 0, 16, 'f', 't', 'y', 'p', 'q', 't', ' ', ' ', 0, 0, 2, 0};

    assertThat(Photo.of(clip, "a clip").mediaType()).isEqualTo("video/mp4");
    assertThat(Photo.of(phones, "a clip").mediaType()).isEqualTo("video/quicktime");
    assertThat(Photo.of(clip, "a clip").isClip()).isTrue();
  }

  @Test
  void saysThatAFileIsNoPicture() throws IOException {
    Path file = Files.writeString(folder.resolve("face.jpg"), "not a picture");

    assertThatThrownBy(() -> Photo.of(file))
        .isInstanceOf(ExplainedFailure.class)
        .hasMessage(file + " is neither a JPEG, PNG or WebP picture nor an MP4 or QuickTime clip.");
  }

  @Test
  void saysThatAFileIsMissing() {
    assertThatThrownBy(() -> Photo.of(folder))
        .isInstanceOf(ExplainedFailure.class)
        .hasMessage("There is no file " + folder + ".");
  }
}
