package io.lethe.api.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.Answer;
import io.lethe.api.testing.Caller;
import io.lethe.api.testing.RunningApi;
import io.lethe.domain.JobId;
import io.lethe.storage.testing.Bombs;
import io.lethe.storage.testing.DrawnFace;
import io.lethe.storage.testing.PlantedMetadata;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class UploadsTest {
  private static final String JPEG = "image/jpeg";
  private static final byte[] PHOTO = DrawnFace.jpeg(640, 480);

  @RegisterExtension static final RunningApi API = new RunningApi();

  @Test
  void takesAPhotoAndWakesTheWorkflow() {
    Caller subject = API.consentingSubject();
    String video = subject.orderedAddress();
    Answer taken = subject.upload(video, JPEG, PHOTO);

    assertThat(taken.status()).isEqualTo(201);
    assertThat(taken.json().at("/uploads/0/received").asBoolean()).isTrue();
    assertThat(taken.text("/whatComesNext")).isEqualTo("Wait.");
    assertThat(API.temporal().signals("video/" + id(video))).containsExactly("uploaded");
  }

  @Test
  void theSameBytesAgainGetTheSameAnswer() {
    Caller subject = API.consentingSubject();
    String video = subject.orderedAddress();
    subject.upload(video, JPEG, PHOTO);
    long files = API.filesInVault().size();
    Answer again = subject.upload(video, JPEG, PHOTO);

    assertThat(again.status()).isEqualTo(200);
    assertThat(API.filesInVault()).hasSize((int) files);
  }

  @Test
  void anotherPhotoForTheSameRoleIsRefused() {
    Caller subject = API.consentingSubject();
    String video = subject.orderedAddress();
    subject.upload(video, JPEG, PHOTO);
    long files = API.filesInVault().size();
    Answer refused = subject.upload(video, JPEG, DrawnFace.jpeg(500, 500));

    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.problem()).isEqualTo("upload-already-there");
    assertThat(API.filesInVault()).hasSize((int) files);
  }

  static Stream<Arguments> badUploads() {
    byte[] half = Arrays.copyOf(PHOTO, PHOTO.length / 2);
    byte[] zipped =
        PlantedMetadata.join(PHOTO, new byte[] {'P', 'K', 3, 4, 20, 0, 0, 0, 0, 0}, new byte[64]);
    return Stream.of(
        Arguments.of("zero bytes", JPEG, new byte[0], 422, "upload-empty"),
        Arguments.of("truncated", JPEG, half, 422, "image-truncated"),
        Arguments.of("a text", JPEG, text("not a picture at all"), 422, "not-an-image"),
        Arguments.of("a bomb", "image/png", Bombs.png(60_000, 60_000), 422, "too-many-pixels"),
        Arguments.of("a polyglot", JPEG, zipped, 422, "polyglot"),
        Arguments.of("too small", JPEG, DrawnFace.jpeg(200, 200), 422, "too-few-pixels"),
        Arguments.of("too wide", JPEG, DrawnFace.jpeg(1200, 400), 422, "bad-ratio"),
        Arguments.of("mislabelled", "image/png", PHOTO, 422, "type-mismatch"),
        Arguments.of("a gif", "image/gif", PHOTO, 415, "unsupported-type"),
        Arguments.of("a form", "multipart/form-data; boundary=x", PHOTO, 415, "unsupported-type"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("badUploads")
  void refusesABadUploadAndKeepsNothingOfIt(
      String name, String type, byte[] body, int status, String problem) {
    Caller subject = API.consentingSubject();
    String video = subject.orderedAddress();
    int files = API.filesInVault().size();
    long media = API.rows("media");
    Answer refused = subject.upload(video, type, body);

    assertThat(refused.status()).isEqualTo(status);
    assertThat(refused.problem()).isEqualTo(problem);
    assertThat(API.filesInVault()).hasSize(files);
    assertThat(API.rows("media")).isEqualTo(media);
    assertThat(API.temporal().exists("video/" + id(video))).isFalse();
    assertThat(subject.upload(video, JPEG, PHOTO).status()).isEqualTo(201);
  }

  @Test
  void stopsReadingABodyThatIsTooLargeWhileItStreams() {
    Caller subject = API.consentingSubject();
    String video = subject.orderedAddress();
    int files = API.filesInVault().size();
    Answer refused =
        subject.send(
            "PUT",
            video + "/uploads/photo",
            BodyPublishers.ofInputStream(UploadsTest::endlessPhoto),
            "Content-Type",
            JPEG);

    assertThat(refused.status()).isEqualTo(413);
    assertThat(refused.problem()).isEqualTo("too-large");
    assertThat(API.filesInVault()).hasSize(files);
  }

  @Test
  void aSubjectSeesOnlyItsOwnJobs() {
    String video = API.consentingSubject().orderedAddress();
    Answer refused = API.consentingSubject().upload(video, JPEG, PHOTO);

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.problem()).isEqualTo("no-such-video");
    assertThat(API.caller(null).upload(video, JPEG, PHOTO).status()).isEqualTo(401);
  }

  @Test
  void takesNothingForARoleThatIsNotThere() {
    Caller subject = API.consentingSubject();
    Answer refused =
        subject.send(
            "PUT",
            subject.orderedAddress() + "/uploads/passport",
            BodyPublishers.ofByteArray(PHOTO),
            "Content-Type",
            JPEG);

    assertThat(refused.status()).isEqualTo(404);
    assertThat(refused.problem()).isEqualTo("no-such-role");
  }

  @Test
  void takesNothingForAJobThatIsErased() {
    Caller subject = API.consentingSubject();
    String video = subject.orderedAddress();
    API.workers().erase(JobId.of(id(video)), null);
    int files = API.filesInVault().size();
    Answer refused = subject.upload(video, JPEG, PHOTO);

    assertThat(refused.status()).isEqualTo(410);
    assertThat(refused.problem()).isEqualTo("erased");
    assertThat(API.filesInVault()).hasSize(files);
  }

  @Test
  void noHistoryHoldsWhatThePhotoCarries() {
    Caller subject = API.consentingSubject();
    String video = subject.orderedAddress();
    subject.upload(video, JPEG, DrawnFace.jpegWithMetadata("planted-marker"));

    assertThat(API.temporal().history("video/" + id(video))).doesNotContain("planted-marker");
  }

  /** A JPEG whose comments never end: 64 KiB a segment, far more of them than are allowed. */
  private static InputStream endlessPhoto() {
    byte[] comment = new byte[65_537];
    comment[0] = (byte) 0xFF;
    comment[1] = (byte) 0xFE;
    comment[2] = (byte) 0xFF;
    comment[3] = (byte) 0xFF;
    Stream<InputStream> segments =
        IntStream.range(0, 400).mapToObj(ignored -> new ByteArrayInputStream(comment));
    return new SequenceInputStream(
        Collections.enumeration(
            Stream.concat(Stream.of(new ByteArrayInputStream(Arrays.copyOf(PHOTO, 2))), segments)
                .toList()));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String id(String video) {
    return video.replaceFirst(".*/", "");
  }
}
