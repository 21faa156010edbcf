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
  void saysThatAFileIsNoPicture() throws IOException {
    Path file = Files.writeString(folder.resolve("face.jpg"), "not a picture");

    assertThatThrownBy(() -> Photo.of(file))
        .isInstanceOf(ExplainedFailure.class)
        .hasMessage(file + " is not a JPEG, PNG or WebP picture.");
  }

  @Test
  void saysThatAFileIsMissing() {
    assertThatThrownBy(() -> Photo.of(folder))
        .isInstanceOf(ExplainedFailure.class)
        .hasMessage("There is no file " + folder + ".");
  }
}
