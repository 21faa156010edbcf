package io.lethe.storage.upload;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.lethe.storage.testing.Bombs;
import io.lethe.storage.testing.DrawnFace;
import io.lethe.storage.testing.PlantedMetadata;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class UploadScanTest {
  private static final UploadLimits LIMITS = UploadLimits.ofPhotos();

  static Stream<Arguments> photos() {
    return Stream.of(
        Arguments.of("jpeg", PhotoFormat.JPEG, DrawnFace.jpeg(640, 480)),
        Arguments.of("progressive jpeg", PhotoFormat.JPEG, DrawnFace.progressiveJpeg(640, 480)),
        Arguments.of("tagged jpeg", PhotoFormat.JPEG, DrawnFace.jpegWithMetadata("marker")),
        Arguments.of("png", PhotoFormat.PNG, DrawnFace.png(640, 480)),
        Arguments.of("interlaced png", PhotoFormat.PNG, DrawnFace.interlacedPng(640, 480)),
        Arguments.of("tagged png", PhotoFormat.PNG, DrawnFace.pngWithMetadata("marker")),
        Arguments.of(
            "transparent png", PhotoFormat.PNG, DrawnFace.pngOf(DrawnFace.cutOut(640, 480))),
        Arguments.of("webp", PhotoFormat.WEBP, DrawnFace.webp()),
        Arguments.of("lossless webp", PhotoFormat.WEBP, DrawnFace.losslessWebp()),
        Arguments.of("transparent webp", PhotoFormat.WEBP, DrawnFace.transparentWebp()),
        Arguments.of("tagged webp", PhotoFormat.WEBP, DrawnFace.webpWithMetadata("marker")));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("photos")
  void takesAPhotoAndTellsItsDimensions(String name, PhotoFormat format, byte[] photo)
      throws IOException {
    assertThat(scan(format, photo)).isEqualTo(new ScannedPhoto(format, 640, 480));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("photos")
  void answersTheSameHoweverTheBytesAreCut(String name, PhotoFormat format, byte[] photo)
      throws IOException {
    UploadScan scan = new UploadScan(format, LIMITS);
    Random random = new Random(7);
    for (int at = 0; at < photo.length; ) {
      int length = Math.min(1 + random.nextInt(3), photo.length - at);
      scan.accept(photo, at, length);
      at += length;
    }

    assertThat(scan.finish()).isEqualTo(new ScannedPhoto(format, 640, 480));
    assertThat(scan.finish()).isEqualTo(new ScannedPhoto(format, 640, 480));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("photos")
  void refusesAPhotoCutShortAnywhere(String name, PhotoFormat format, byte[] photo) {
    int whole = photo.length - (name.startsWith("tagged") ? "marker".length() : 0);
    for (int tenth = 1; tenth < 10; tenth++) {
      assertRefused(UploadFault.TRUNCATED, format, Arrays.copyOf(photo, photo.length * tenth / 10));
    }
    for (int missing = 1; missing < 40; missing++) {
      assertRefused(UploadFault.TRUNCATED, format, Arrays.copyOf(photo, whole - missing));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("photos")
  void flippedBytesAreTakenOrRefusedAndNothingElse(String name, PhotoFormat format, byte[] photo) {
    Random random = new Random(11);
    for (int round = 0; round < 2_000; round++) {
      byte[] flipped = photo.clone();
      for (int flips = 1 + random.nextInt(8); flips > 0; flips--) {
        int within = random.nextBoolean() ? flipped.length : 256;
        flipped[random.nextInt(within)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        ScannedPhoto taken = scan(format, flipped);
        assertThat(taken.format()).isEqualTo(format);
        assertThat((long) taken.width() * taken.height()).isLessThanOrEqualTo(LIMITS.maxPixels());
      } catch (UploadRefused refused) {
        assertThat(refused).hasMessage(refused.fault().name()).hasNoCause();
      }
    }
  }

  @ParameterizedTest
  @EnumSource(PhotoFormat.class)
  void refusesAnEmptyUpload(PhotoFormat format) {
    assertRefused(UploadFault.EMPTY, format, new byte[0]);
  }

  @ParameterizedTest
  @EnumSource(PhotoFormat.class)
  void refusesWhatIsNoImage(PhotoFormat format) {
    for (String text :
        new String[] {"x", "GIF89a", "Dear Sir or Madam, a letter.", "RIFFxxxxWAVE"}) {
      assertRefused(UploadFault.NOT_AN_IMAGE, format, text.getBytes(ISO_8859_1));
    }
    assertRefused(UploadFault.NOT_AN_IMAGE, format, new byte[4096]);
  }

  @Test
  void refusesAPhotoUnderAnotherType() {
    assertRefused(UploadFault.TYPE_MISMATCH, PhotoFormat.PNG, DrawnFace.jpeg(640, 480));
    assertRefused(UploadFault.TYPE_MISMATCH, PhotoFormat.JPEG, DrawnFace.png(640, 480));
    assertRefused(UploadFault.TYPE_MISMATCH, PhotoFormat.JPEG, DrawnFace.webp());
  }

  @Test
  void refusesAnimations() {
    assertRefused(UploadFault.NOT_SUPPORTED, PhotoFormat.WEBP, DrawnFace.animatedWebp());
    assertRefused(
        UploadFault.NOT_SUPPORTED,
        PhotoFormat.PNG,
        PlantedMetadata.chunkInPng(DrawnFace.png(640, 480), "acTL", new byte[8]));
  }

  @Test
  void refusesABombAsSoonAsItsHeaderHasPassed() throws IOException {
    byte[] bomb = Bombs.png(60_000, 60_000);
    UploadScan scan = new UploadScan(PhotoFormat.PNG, LIMITS);
    scan.accept(bomb, 0, 16 + 12);
    assertThatExceptionOfType(UploadRefused.class)
        .isThrownBy(() -> scan.accept(bomb, 16 + 12, 1))
        .extracting(UploadRefused::fault)
        .isEqualTo(UploadFault.TOO_MANY_PIXELS);

    assertRefused(UploadFault.TOO_MANY_PIXELS, PhotoFormat.JPEG, Bombs.jpeg(60_000, 60_000));
    assertRefused(UploadFault.TOO_MANY_PIXELS, PhotoFormat.WEBP, Bombs.webp(16_000, 16_000));
    assertRefused(UploadFault.TOO_MANY_PIXELS, PhotoFormat.PNG, Bombs.png(Integer.MAX_VALUE, 300));
  }

  @Test
  void refusesMoreScansThanAnyPhotoHas() {
    assertRefused(
        UploadFault.NOT_SUPPORTED,
        PhotoFormat.JPEG,
        Bombs.manyScans(DrawnFace.progressiveJpeg(640, 480), 200));
  }

  @Test
  void refusesSidesAndRatiosThatTheModelsDoNotTake() throws IOException {
    assertRefused(UploadFault.TOO_SMALL, PhotoFormat.JPEG, DrawnFace.jpeg(299, 400));
    assertRefused(UploadFault.TOO_SMALL, PhotoFormat.PNG, DrawnFace.png(400, 299));
    assertRefused(UploadFault.BAD_RATIO, PhotoFormat.JPEG, DrawnFace.jpeg(300, 751));
    assertRefused(UploadFault.BAD_RATIO, PhotoFormat.PNG, DrawnFace.png(751, 300));
    assertThat(scan(PhotoFormat.JPEG, DrawnFace.jpeg(300, 750)).height()).isEqualTo(750);
    assertThat(scan(PhotoFormat.PNG, DrawnFace.png(300, 300)).width()).isEqualTo(300);
  }

  @Test
  void refusesTooManyBytesBeforeTheyAreAllThere() throws IOException {
    byte[] photo = DrawnFace.jpeg(640, 480);
    UploadScan scan =
        new UploadScan(
            PhotoFormat.JPEG, new UploadLimits(photo.length - 1, 50_000_000, 1, 300, 9_999, 2.5));
    InputStream watched = scan.watch(new ByteArrayInputStream(photo));
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    assertThatExceptionOfType(UploadRefused.class)
        .isThrownBy(() -> copy(watched, kept, 1_000))
        .extracting(UploadRefused::fault)
        .isEqualTo(UploadFault.TOO_LARGE);
    assertThat(kept.size()).isLessThan(photo.length);
    assertThatExceptionOfType(UploadRefused.class).isThrownBy(scan::finish);
  }

  @Test
  void theEndOfTheWatchedStreamIsARefusalWhenThePictureIsCutShort() throws IOException {
    byte[] photo = DrawnFace.jpeg(640, 480);
    UploadScan scan = new UploadScan(PhotoFormat.JPEG, LIMITS);
    InputStream watched = scan.watch(new ByteArrayInputStream(photo, 0, photo.length / 2));
    assertThatExceptionOfType(UploadRefused.class)
        .isThrownBy(watched::readAllBytes)
        .extracting(UploadRefused::fault)
        .isEqualTo(UploadFault.TRUNCATED);
  }

  @Test
  void theWatchedStreamIsTheUploadByteForByte() throws IOException {
    byte[] photo = DrawnFace.png(640, 480);
    UploadScan scan = new UploadScan(PhotoFormat.PNG, LIMITS);
    assertThat(scan.watch(new ByteArrayInputStream(photo)).readAllBytes()).isEqualTo(photo);
    assertThat(scan.finish().format()).isEqualTo(PhotoFormat.PNG);
  }

  @Test
  void refusesAPngWhoseChecksumIsWrong() {
    byte[] photo = DrawnFace.png(640, 480);
    photo[photo.length / 2] ^= 1;
    assertRefused(UploadFault.DAMAGED, PhotoFormat.PNG, photo);
  }

  @Test
  void takesGreyAndPalettePictures() throws IOException {
    BufferedImage grey = new BufferedImage(400, 300, BufferedImage.TYPE_BYTE_GRAY);
    BufferedImage palette = new BufferedImage(400, 300, BufferedImage.TYPE_BYTE_INDEXED);
    assertThat(scan(PhotoFormat.JPEG, DrawnFace.jpegOf(grey)).width()).isEqualTo(400);
    assertThat(scan(PhotoFormat.PNG, DrawnFace.pngOf(palette)).width()).isEqualTo(400);
  }

  private static ScannedPhoto scan(PhotoFormat format, byte[] photo) throws UploadRefused {
    UploadScan scan = new UploadScan(format, LIMITS);
    scan.accept(photo, 0, photo.length);
    return scan.finish();
  }

  private static void copy(InputStream in, ByteArrayOutputStream out, int piece)
      throws IOException {
    byte[] bytes = new byte[piece];
    for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
      out.write(bytes, 0, read);
    }
  }

  static void assertRefused(UploadFault fault, PhotoFormat format, byte[] photo) {
    assertThatExceptionOfType(UploadRefused.class)
        .isThrownBy(() -> scan(format, photo))
        .extracting(UploadRefused::fault)
        .isEqualTo(fault);
  }
}
