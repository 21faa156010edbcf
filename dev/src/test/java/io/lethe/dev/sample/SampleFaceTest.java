package io.lethe.dev.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SampleFaceTest {
  /** Of 255: encoders and edges differ a little from one JDK to the next. */
  private static final double ALIKE = 2;

  @Test
  void isWhatTheProgramDrawsAndNoPhotograph() throws IOException {
    BufferedImage committed = decoded(SampleFace.jpeg());
    BufferedImage drawn = decoded(SampleFace.drawn());

    assertThat(committed.getWidth()).isEqualTo(drawn.getWidth());
    assertThat(committed.getHeight()).isEqualTo(drawn.getHeight());
    assertThat(meanDifference(committed, drawn)).isLessThan(ALIKE);
  }

  private static BufferedImage decoded(byte[] jpeg) throws IOException {
    return ImageIO.read(new ByteArrayInputStream(jpeg));
  }

  private static double meanDifference(BufferedImage one, BufferedImage other) {
    long sum = 0;
    for (int y = 0; y < one.getHeight(); y++) {
      for (int x = 0; x < one.getWidth(); x++) {
        for (int shift = 0; shift <= 16; shift += 8) {
          sum +=
              Math.abs(
                  ((one.getRGB(x, y) >> shift) & 0xFF) - ((other.getRGB(x, y) >> shift) & 0xFF));
        }
      }
    }
    return sum / (3.0 * one.getWidth() * one.getHeight());
  }
}
