package io.lethe.workers.video;

import static io.lethe.storage.testing.PlantedMetadata.join;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.storage.testing.DrawnFace;
import io.lethe.storage.testing.PlantedMetadata;
import io.lethe.storage.upload.UploadLimits;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PhotoSanitiserTest {
  private static final String MARKER = "Lethe-was-here-52.5200N";

  private final PhotoSanitiser sanitiser = new PhotoSanitiser(UploadLimits.ofPhotos());

  @Test
  void drawsEveryFormatAnewAsAPlainJpeg() throws Exception {
    for (byte[] photo :
        List.of(
            DrawnFace.jpeg(640, 480),
            DrawnFace.progressiveJpeg(640, 480),
            DrawnFace.png(640, 480),
            DrawnFace.interlacedPng(640, 480),
            DrawnFace.webp())) {
      BufferedImage drawn = upright(photo, 640, 480);
      assertLike(new Color(0x9FC5E8), drawn, 320, 20);
      assertLike(new Color(0xF1C27D), drawn, 320, 385);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
  void standsUprightHoweverThePhoneWasHeld(int orientation) throws Exception {
    upright(DrawnFace.turnedJpeg(orientation, 640, 400), 640, 400);

    byte[] exif = PlantedMetadata.exif(orientation, "none");
    byte[] png = DrawnFace.pngOf(DrawnFace.turned(orientation, 400, 640));
    upright(PlantedMetadata.chunkInPng(png, "eXIf", exif), 400, 640);
  }

  @Test
  void appliesTheOrientationOfAWebp() throws Exception {
    byte[] turned = PlantedMetadata.exifInWebp(DrawnFace.webp(), PlantedMetadata.exif(3, "none"));
    BufferedImage drawn = sanitised(turned);
    assertLike(DrawnFace.BOTTOM_RIGHT, drawn, 10, 10);
    assertLike(DrawnFace.TOP_LEFT, drawn, 630, 470);
  }

  @Test
  void nothingButPixelsIsLeft() throws Exception {
    for (byte[] photo :
        List.of(
            DrawnFace.jpegWithMetadata(MARKER),
            DrawnFace.pngWithMetadata(MARKER),
            DrawnFace.webpWithMetadata(MARKER))) {
      assertThat(text(photo)).contains(MARKER);
      byte[] clean = bytes(photo);
      assertThat(text(clean)).doesNotContain(MARKER, "Exif", "xmp", "ICC_PROFILE", "http");
      assertThat(segments(clean)).containsOnly(0xE0, 0xDB, 0xC0, 0xC4, 0xDA);
      assertThat(clean).endsWith(0xFF, 0xD9);
    }
  }

  @Test
  void dropsWhatFollowsThePicture() throws Exception {
    byte[] motion = "\0\0\0\u0018ftypmp42 and a clip of the room".getBytes(ISO_8859_1);
    assertThat(bytes(join(DrawnFace.jpeg(640, 480), motion)))
        .isEqualTo(bytes(DrawnFace.jpeg(640, 480)));
  }

  @ParameterizedTest
  @CsvSource({
    "300, 300, 300, 300",
    "300, 750, 300, 750",
    "2048, 1000, 2048, 1000",
    "4000, 3000, 2048, 1536",
    "2000, 5000, 820, 2048",
    "5000, 2000, 2048, 820"
  })
  void keepsOrShrinksToWhatTheModelsTake(int width, int height, int newWidth, int newHeight)
      throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SanitisedPhoto photo = sanitiser.sanitise(BytesChannel.of(DrawnFace.jpeg(width, height)), out);

    assertThat(photo).isEqualTo(new SanitisedPhoto(newWidth, newHeight, out.size()));
    upright(DrawnFace.png(width, height), newWidth, newHeight);
  }

  @Test
  void showsTransparentPartsWhite() throws Exception {
    for (byte[] photo :
        List.of(
            DrawnFace.pngOf(DrawnFace.cutOut(640, 480)),
            DrawnFace.losslessWebp(),
            DrawnFace.transparentWebp())) {
      assertLike(Color.WHITE, upright(photo, 640, 480), 320, 20);
    }
  }

  @Test
  void takesEveryKindOfPixel() throws Exception {
    for (int type :
        new int[] {
          BufferedImage.TYPE_BYTE_INDEXED,
          BufferedImage.TYPE_4BYTE_ABGR,
          BufferedImage.TYPE_INT_RGB,
          BufferedImage.TYPE_USHORT_555_RGB
        }) {
      upright(DrawnFace.pngOf(copy(DrawnFace.image(640, 480), type)), 640, 480);
    }
    upright(DrawnFace.pngOf(DrawnFace.deep(640, 480)), 640, 480);
  }

  @Test
  void greyKeepsItsBrightness() throws Exception {
    BufferedImage grey = new BufferedImage(400, 400, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 400; y++) {
      for (int x = 0; x < 400; x++) {
        grey.getRaster().setSample(x, y, 0, 100);
      }
    }
    Color asStored = new Color(100, 100, 100);
    assertLike(asStored, sanitised(DrawnFace.pngOf(grey)), 200, 200);
    assertLike(asStored, sanitised(DrawnFace.jpegOf(grey)), 200, 200);
    BufferedImage blackAndWhite = new BufferedImage(400, 400, BufferedImage.TYPE_BYTE_BINARY);
    assertLike(Color.BLACK, sanitised(DrawnFace.pngOf(blackAndWhite)), 200, 200);
  }

  @Test
  void convertsOtherColourSpacesToSrgb() throws Exception {
    BufferedImage picture = new BufferedImage(400, 400, BufferedImage.TYPE_3BYTE_BGR);
    fill(picture, new Color(128, 128, 128));
    byte[] linear = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    Color halfTheLight = new Color(188, 188, 188);
    assertLike(
        halfTheLight,
        sanitised(PlantedMetadata.profileInJpeg(DrawnFace.jpegOf(picture), linear)),
        200,
        200);
    assertLike(
        halfTheLight,
        sanitised(PlantedMetadata.profileInPng(DrawnFace.pngOf(picture), linear)),
        200,
        200);
    byte[] nonsense = new byte[500];
    assertLike(
        new Color(128, 128, 128),
        sanitised(PlantedMetadata.profileInPng(DrawnFace.pngOf(picture), nonsense)),
        200,
        200);
  }

  @Test
  void fineStripesBecomeGreyInsteadOfShimmering() throws Exception {
    BufferedImage stripes = new BufferedImage(4096, 4096, BufferedImage.TYPE_BYTE_GRAY);
    for (int y = 0; y < 4096; y++) {
      for (int x = 0; x < 4096; x += 2) {
        stripes.getRaster().setSample(x, y, 0, 255);
      }
    }
    BufferedImage drawn = sanitised(DrawnFace.pngOf(stripes));
    for (int x = 1; x < 2048; x += 101) {
      assertLike(new Color(128, 128, 128), drawn, x, 1000);
    }
  }

  @Test
  void leavesNoFileBehindOnDisk(@TempDir Path folder) throws Exception {
    File before = ImageIO.getCacheDirectory();
    ImageIO.setCacheDirectory(folder.toFile());
    try {
      for (byte[] photo :
          List.of(DrawnFace.jpeg(640, 480), DrawnFace.png(640, 480), DrawnFace.webp())) {
        bytes(photo);
      }
      assertThat(folder).isEmptyDirectory();
      assertThat(ImageIO.getUseCache()).isFalse();
    } finally {
      ImageIO.setCacheDirectory(before);
    }
  }

  private byte[] bytes(byte[] photo) throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    SanitisedPhoto sanitised = sanitiser.sanitise(BytesChannel.of(photo), out);
    assertThat(sanitised.bytes()).isEqualTo(out.size());
    return out.toByteArray();
  }

  private BufferedImage sanitised(byte[] photo) throws Exception {
    BufferedImage drawn = ImageIO.read(new ByteArrayInputStream(bytes(photo)));
    assertThat(drawn).isNotNull();
    return drawn;
  }

  private BufferedImage upright(byte[] photo, int width, int height) throws Exception {
    BufferedImage drawn = sanitised(photo);
    assertThat(drawn.getWidth()).isEqualTo(width);
    assertThat(drawn.getHeight()).isEqualTo(height);
    assertLike(DrawnFace.TOP_LEFT, drawn, 10, 10);
    assertLike(DrawnFace.TOP_RIGHT, drawn, width - 10, 10);
    assertLike(DrawnFace.BOTTOM_LEFT, drawn, 10, height - 10);
    assertLike(DrawnFace.BOTTOM_RIGHT, drawn, width - 10, height - 10);
    return drawn;
  }

  private static void assertLike(Color expected, BufferedImage picture, int x, int y) {
    Color actual = new Color(picture.getRGB(x, y));
    int away =
        Math.abs(actual.getRed() - expected.getRed())
            + Math.abs(actual.getGreen() - expected.getGreen())
            + Math.abs(actual.getBlue() - expected.getBlue());
    assertThat(away).as("%s at %d, %d instead of %s", actual, x, y, expected).isLessThan(25);
  }

  private static BufferedImage copy(BufferedImage picture, int type) {
    BufferedImage copy = new BufferedImage(picture.getWidth(), picture.getHeight(), type);
    Graphics2D pen = copy.createGraphics();
    pen.drawImage(picture, 0, 0, null);
    pen.dispose();
    return copy;
  }

  private static void fill(BufferedImage picture, Color colour) {
    Graphics2D pen = picture.createGraphics();
    pen.setColor(colour);
    pen.fillRect(0, 0, picture.getWidth(), picture.getHeight());
    pen.dispose();
  }

  private static List<Integer> segments(byte[] jpeg) {
    List<Integer> markers = new ArrayList<>();
    int at = 2;
    do {
      markers.add(jpeg[at + 1] & 0xFF);
      at += 2 + ((jpeg[at + 2] & 0xFF) << 8 | (jpeg[at + 3] & 0xFF));
    } while (markers.get(markers.size() - 1) != 0xDA);
    return markers;
  }

  private static String text(byte[] bytes) {
    return new String(bytes, ISO_8859_1);
  }
}
