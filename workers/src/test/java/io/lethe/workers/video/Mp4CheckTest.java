package io.lethe.workers.video;

import static io.lethe.workers.testing.TinyMp4.box;
import static io.lethe.workers.testing.TinyMp4.join;
import static io.lethe.workers.testing.TinyMp4.largeBox;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.workers.testing.TinyMp4;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class Mp4CheckTest {
  private static final byte[] VIDEO = TinyMp4.withMedia(1_000);
  private static final byte[] FTYP = box("ftyp", new byte[8]);
  private static final byte[] MOOV = box("moov", new byte[4]);

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 64, 8192})
  void letsAWholeMp4ThroughInPiecesOfAnySize(int piece) throws IOException {
    assertThat(read(VIDEO, piece)).isEqualTo(VIDEO);
  }

  @Test
  void followsSizesOf64BitsAndABoxThatLastsToTheEnd() throws IOException {
    byte[] toTheEnd = box("mdat", new byte[50]);
    Arrays.fill(toTheEnd, 0, 4, (byte) 0);
    byte[] video = join(FTYP, largeBox("free", new byte[33]), MOOV, toTheEnd);

    assertThat(read(video, 5)).isEqualTo(video);
  }

  @Test
  void refusesAFileThatEndsInTheMiddleOfABox() {
    for (int length : new int[] {0, 4, 20, VIDEO.length - 1}) {
      refused(Arrays.copyOf(VIDEO, length));
    }
  }

  @Test
  void refusesAPageOfHtmlAtItsFirstBytes() {
    byte[] page = "<html><body>not here any more</body></html>".getBytes(StandardCharsets.UTF_8);
    InputStream check = Mp4Check.watch(new ByteArrayInputStream(page));

    assertThatThrownBy(() -> check.readNBytes(8)).isInstanceOf(UnusableVideo.class);
  }

  @Test
  void refusesAFileWithoutMoov() {
    refused(join(FTYP, box("mdat", new byte[100])));
  }

  @Test
  void refusesAFileThatDoesNotStartWithFtyp() {
    refused(join(MOOV, FTYP));
  }

  @Test
  void refusesABoxThatIsShorterThanItsHeader() {
    refused(join(FTYP, MOOV, new byte[] {0, 0, 0, 4, 'f', 'r', 'e', 'e'}));
  }

  private static void refused(byte[] file) {
    assertThatThrownBy(() -> read(file, 11)).isInstanceOf(UnusableVideo.class);
  }

  private static byte[] read(byte[] file, int piece) throws IOException {
    try (InputStream check = Mp4Check.watch(new ByteArrayInputStream(file))) {
      byte[] all = new byte[file.length];
      int at = 0;
      byte[] buffer = new byte[piece];
      for (int got = check.read(buffer); got >= 0; got = check.read(buffer)) {
        System.arraycopy(buffer, 0, all, at, got);
        at += got;
      }
      return all;
    }
  }
}
