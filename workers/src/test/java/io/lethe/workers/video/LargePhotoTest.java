package io.lethe.workers.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.storage.testing.Bombs;
import io.lethe.storage.testing.DrawnFace;
import io.lethe.storage.testing.PlantedMetadata;
import io.lethe.storage.upload.UploadLimits;
import java.awt.color.ColorSpace;
import java.awt.color.ICC_Profile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The largest photos, each in a Java machine of its own with the heap that the javadoc promises.
 */
class LargePhotoTest {
  private static final String PROMISED_HEAP = "-Xmx256m";

  @TempDir private Path folder;

  /** The other machine: sanitises one file. */
  public static void main(String[] file) throws Exception {
    try (FileChannel photo = FileChannel.open(Path.of(file[0]))) {
      SanitisedPhoto sanitised =
          new PhotoSanitiser(UploadLimits.ofPhotos())
              .sanitise(photo, OutputStream.nullOutputStream());
      System.out.print(sanitised.width() + " x " + sanitised.height());
    }
  }

  @Test
  void fiftyMegapixelsAsJpegFitIntoTheHeap() throws Exception {
    assertThat(sanitiseApart(DrawnFace.jpeg(8160, 6120))).isEqualTo("2048 x 1536");
  }

  @Test
  void fiftyMegapixelsAsPngFitIntoTheHeap() throws Exception {
    assertThat(sanitiseApart(DrawnFace.png(8160, 6120))).isEqualTo("2048 x 1536");
  }

  @Test
  void aPhonesWholePhotoInItsOwnColoursFitsIntoTheHeap() throws Exception {
    byte[] profile = ICC_Profile.getInstance(ColorSpace.CS_LINEAR_RGB).getData();
    byte[] photo = PlantedMetadata.profileInJpeg(DrawnFace.jpeg(5712, 4284), profile);
    assertThat(sanitiseApart(photo)).isEqualTo("2048 x 1536");
  }

  @Test
  void textThatSwellsBeyondTheHeapIsNotUnpacked() throws Exception {
    byte[] text = Bombs.swellingText(400);
    byte[] palette = DrawnFace.pngOf(new BufferedImage(400, 300, BufferedImage.TYPE_BYTE_INDEXED));
    for (String chunk : new String[] {"zTXt", "iCCP"}) {
      byte[] colours = PlantedMetadata.chunkInPng(DrawnFace.png(400, 300), chunk, text);
      assertThat(sanitiseApart(colours)).isEqualTo("400 x 300");
      assertThat(sanitiseApart(PlantedMetadata.chunkInPng(palette, chunk, text)))
          .isEqualTo("400 x 300");
    }
  }

  private String sanitiseApart(byte[] photo) throws IOException, InterruptedException {
    Path file = Files.write(folder.resolve("photo"), photo);
    Path answer = folder.resolve("answer");
    Process machine =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                PROMISED_HEAP,
                "-Djava.awt.headless=true",
                "-cp",
                System.getProperty("java.class.path"),
                LargePhotoTest.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(answer.toFile())
            .start();
    machine.waitFor();
    return Files.readString(answer);
  }
}
