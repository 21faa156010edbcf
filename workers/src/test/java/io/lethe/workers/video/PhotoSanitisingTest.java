package io.lethe.workers.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Reason;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.testing.DrawnFace;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.vault.Dimensions;
import io.lethe.storage.vault.Media;
import io.lethe.storage.vault.MediaKind;
import io.lethe.workers.testing.Installation;
import io.lethe.workers.testing.Steps;
import io.lethe.workflows.video.PhotoActivities;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class PhotoSanitisingTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  private static final String MARKER = "PLANTED-IN-THE-EXIF";

  private final Steps steps = new Steps();
  private Installation lethe;
  private PhotoActivities photos;
  private JobId job;

  @BeforeEach
  void aJob(@TempDir Path folder) throws IOException {
    lethe = new Installation(LEDGER.jdbi(), folder);
    photos = steps.of(PhotoActivities.class, lethe.photoSteps());
    job = lethe.order();
  }

  @AfterEach
  void close() {
    steps.close();
    lethe.close();
  }

  @Test
  void keepsThePixelsAndDropsTheMetadata() throws IOException {
    byte[] photo = DrawnFace.jpegWithMetadata(MARKER);
    assertThat(text(photo)).contains(MARKER);
    lethe.upload(job, "image/jpeg", photo);

    photos.sanitise(job, UploadRole.PHOTO);

    byte[] sanitised = lethe.bytesOf(job, MediaKind.SANITISED);
    assertThat(text(sanitised)).doesNotContain(MARKER);
    var picture = ImageIO.read(new ByteArrayInputStream(sanitised));
    Media media =
        lethe.stores.vault().find(job, MediaKind.SANITISED, UploadRole.PHOTO).orElseThrow();
    assertThat(media.dimensions())
        .isEqualTo(new Dimensions(picture.getWidth(), picture.getHeight()));
    assertThat(media.contentType()).isEqualTo("image/jpeg");
  }

  @Test
  void repeatingItGivesTheSamePicture() throws IOException {
    lethe.upload(job, "image/webp", DrawnFace.webp());

    photos.sanitise(job, UploadRole.PHOTO);
    byte[] first = lethe.bytesOf(job, MediaKind.SANITISED);
    photos.sanitise(job, UploadRole.PHOTO);

    assertThat(lethe.bytesOf(job, MediaKind.SANITISED)).isEqualTo(first);
    assertThat(lethe.objectsOf(job)).hasSize(2);
  }

  @Test
  void aPhotoThatCannotBeDecodedEndsTheJob() throws IOException {
    byte[] photo = DrawnFace.png(400, 400);
    Arrays.fill(photo, photo.length / 2, photo.length / 2 + 40, (byte) 0x55);
    lethe.upload(job, "image/png", photo);

    assertThat(Steps.endingOf(() -> photos.sanitise(job, UploadRole.PHOTO)))
        .isEqualTo(Ending.of(Outcome.UNUSABLE_UPLOAD, Reason.NOT_DECODABLE));

    assertThat(lethe.objectsOf(job)).hasSize(1);
  }

  @Test
  void writesNothingOnceTheErasureHasBegun() throws IOException {
    lethe.upload(job, "image/jpeg", DrawnFace.jpeg(400, 400));
    // The first sign of life comes after the key was fetched, while the photo is read.
    steps.environment.setActivityHeartbeatListener(
        Void.class,
        alive -> {
          lethe.stores.erasures().begin(job, Ending.of(Outcome.CANCELLED));
          lethe.stores.erasures().eraseBytes(job);
        });

    assertThat(Steps.endingOf(() -> photos.sanitise(job, UploadRole.PHOTO)).outcome())
        .isEqualTo(Outcome.CANCELLED);

    assertThat(lethe.objectsOf(job)).isEmpty();
  }

  private static String text(byte[] file) {
    return new String(file, StandardCharsets.ISO_8859_1);
  }
}
