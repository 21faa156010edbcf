package io.lethe.workers.video;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.lethe.storage.testing.Bombs;
import io.lethe.storage.testing.DrawnFace;
import io.lethe.storage.testing.PlantedMetadata;
import io.lethe.storage.upload.UploadFault;
import io.lethe.storage.upload.UploadLimits;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UnusablePhotoTest {
  private final PhotoSanitiser sanitiser = new PhotoSanitiser(UploadLimits.ofPhotos());

  static Stream<Arguments> photos() {
    return Stream.of(
        Arguments.of("jpeg", DrawnFace.jpeg(320, 300)),
        Arguments.of("progressive jpeg", DrawnFace.progressiveJpeg(320, 300)),
        Arguments.of("tagged jpeg", DrawnFace.jpegWithMetadata("marker")),
        Arguments.of("png", DrawnFace.png(320, 300)),
        Arguments.of("interlaced png", DrawnFace.interlacedPng(320, 300)),
        Arguments.of("webp", DrawnFace.webp()),
        Arguments.of("lossless webp", DrawnFace.losslessWebp()),
        Arguments.of("transparent webp", DrawnFace.transparentWebp()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("photos")
  void refusesAPhotoCutShort(String name, byte[] photo) {
    for (int tenth = 1; tenth < 10; tenth++) {
      assertUnusable(UploadFault.TRUNCATED, Arrays.copyOf(photo, photo.length * tenth / 10));
    }
  }

  @Test
  void refusesAJpegWhoseDataStopEarlyThoughItsEndIsThere() {
    for (byte[] photo : new byte[][] {DrawnFace.jpeg(640, 480), noisyJpeg()}) {
      byte[] cut = Arrays.copyOf(photo, photo.length * 7 / 10);
      assertUnusable(
          UploadFault.DAMAGED, PlantedMetadata.join(cut, new byte[] {(byte) 0xFF, (byte) 0xD9}));
    }
  }

  @Test
  void refusesAPngWhoseDataStopEarlyThoughItsEndIsThere() {
    assertUnusable(UploadFault.DAMAGED, Bombs.pngWithHalfItsData(640, 480));
  }

  @Test
  void refusesAWebpWhoseDataStopEarlyThoughItsSizesFit() {
    assertUnusable(UploadFault.DAMAGED, Bombs.webpCutToFit(DrawnFace.webp()));
    assertUnusable(UploadFault.DAMAGED, Bombs.webpCutToFit(DrawnFace.losslessWebp()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("photos")
  void flippedBytesMakeAPhotoOrARefusalAndNothingElse(String name, byte[] photo)
      throws IOException {
    Random random = new Random(17);
    for (int round = 0; round < 60; round++) {
      byte[] flipped = photo.clone();
      for (int flips = 1 + random.nextInt(20); flips > 0; flips--) {
        int within = random.nextBoolean() ? flipped.length : 700;
        flipped[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
      }
      if (name.endsWith("png")) {
        Bombs.mendChecksums(flipped);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      try {
        SanitisedPhoto taken = sanitiser.sanitise(BytesChannel.of(flipped), out);
        assertThat(taken.bytes()).isEqualTo(out.size());
      } catch (UnusablePhoto refused) {
        assertThat(refused).hasMessage(refused.reason().name()).hasNoCause();
        assertThat(out.size()).isZero();
      }
    }
  }

  @Test
  void refusesBombsWithoutDecodingThem() {
    assertUnusable(UploadFault.TOO_MANY_PIXELS, Bombs.png(60_000, 60_000));
    assertUnusable(UploadFault.TOO_MANY_PIXELS, Bombs.jpeg(60_000, 60_000));
    assertUnusable(UploadFault.TOO_MANY_PIXELS, Bombs.webp(16_000, 16_000));
  }

  @Test
  void refusesWhatIsNoPhoto() {
    assertUnusable(UploadFault.EMPTY, new byte[0]);
    assertUnusable(UploadFault.NOT_AN_IMAGE, new byte[1000]);
    assertUnusable(UploadFault.TOO_SMALL, DrawnFace.jpeg(200, 300));
  }

  @Test
  void aBrokenDiskIsNotThePhotosFault() {
    byte[] photo = noisyJpeg();
    for (int at = 0; at < photo.length; at += photo.length / 7) {
      BytesChannel broken = BytesChannel.failingAt(at, photo);
      assertThatIOException()
          .isThrownBy(() -> sanitiser.sanitise(broken, OutputStream.nullOutputStream()))
          .withMessage("the disk is broken");
    }
  }

  @Test
  void anOutputThatFailsIsNotThePhotosFault() {
    OutputStream full =
        new OutputStream() {
          @Override
          public void write(int value) throws IOException {
            throw new IOException("the disk is full");
          }
        };
    assertThatIOException()
        .isThrownBy(() -> sanitiser.sanitise(BytesChannel.of(DrawnFace.jpeg(640, 480)), full))
        .withMessage("the disk is full");
  }

  private static byte[] noisyJpeg() {
    return DrawnFace.jpegOf(DrawnFace.noise(900, 700));
  }

  private void assertUnusable(UploadFault reason, byte[] photo) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    assertThatExceptionOfType(UnusablePhoto.class)
        .isThrownBy(() -> sanitiser.sanitise(BytesChannel.of(photo), out))
        .withNoCause()
        .extracting(UnusablePhoto::reason)
        .isEqualTo(reason);
    assertThat(out.size()).isZero();
  }
}
