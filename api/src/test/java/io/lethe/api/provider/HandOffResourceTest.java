package io.lethe.api.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.Answer;
import io.lethe.api.testing.Caller;
import io.lethe.api.testing.RunningApi;
import io.lethe.domain.JobId;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.egress.AttemptToken;
import io.lethe.storage.egress.BeginResult.Begun;
import io.lethe.storage.egress.EgressContent;
import io.lethe.storage.egress.EgressId;
import io.lethe.storage.egress.NewEgress;
import io.lethe.storage.testing.DrawnFace;
import io.lethe.storage.vault.Dimensions;
import io.lethe.storage.vault.NewMedia;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HandOffResourceTest {
  private static final byte[] FILE = DrawnFace.jpeg(320, 400);

  @RegisterExtension static final RunningApi API = new RunningApi();

  private Caller subject;
  private String video;
  private JobId job;
  private EgressId egress;
  private String address;

  @BeforeEach
  void aFileThatTheProviderMayFetch() throws Exception {
    subject = API.consentingSubject();
    video = subject.orderedAddress();
    job = new JobId(UUID.fromString(video.substring(video.lastIndexOf('/') + 1)));
    subject.upload(video, "image/jpeg", FILE);
    API.workers().prepare(job);
    API.stores()
        .vault()
        .store(
            NewMedia.sanitised(job, UploadRole.PHOTO, "image/jpeg", new Dimensions(320, 400)),
            new ByteArrayInputStream(FILE));
    Begun begun =
        (Begun)
            API.stores()
                .egress()
                .begin(
                    new NewEgress(job, "fal.ai", "some/endpoint", List.of(EgressContent.FILE), 9));
    egress = begun.id();
    address = opened(Duration.ofMinutes(5));
  }

  @Test
  void handsOverTheFileToWhoeverWasToldTheAddress() {
    Answer answer = API.caller(null).get(address);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.body()).isEqualTo(FILE);
    assertThat(answer.header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(FILE.length));
    assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
    assertThat(answer.headers().map()).doesNotContainKey("set-cookie");
    assertThat(fetches()).isEqualTo(1);
  }

  @Test
  void goesOnWhereAFetchBroke() {
    Answer answer = API.caller(null).get(address, "Range", "bytes=100-");

    assertThat(answer.status()).isEqualTo(206);
    assertThat(answer.body()).isEqualTo(Arrays.copyOfRange(FILE, 100, FILE.length));
    assertThat(answer.header("Content-Range"))
        .isEqualTo("bytes 100-" + (FILE.length - 1) + "/" + FILE.length);
  }

  @Test
  void saysTypeAndSizeWithoutAFetch() {
    Answer answer = API.caller(null).head(address);

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Length")).isEqualTo(Integer.toString(FILE.length));
    assertThat(fetches()).isZero();
  }

  @Test
  void endsWithTheConsent() {
    subject.delete("/v1/consents/AI_PROCESSING");

    assertThat(API.caller(null).get(address).problem()).isEqualTo("no-such-link");
    assertThat(fetches()).isZero();
  }

  @Test
  void endsWithTheJob() {
    API.workers().beginErasure(job, null);

    assertThat(API.caller(null).get(address).problem()).isEqualTo("no-such-link");
  }

  @Test
  void endsWhenTheVideoIsHere() throws Exception {
    API.stores()
        .vault()
        .store(NewMedia.video(job, "video/mp4"), new ByteArrayInputStream(new byte[9]));

    assertThat(API.caller(null).get(address).problem()).isEqualTo("no-such-link");
  }

  @Test
  void endsWithASubmissionThatWasNotAccepted() {
    API.stores().egress().notAccepted(egress);

    assertThat(API.caller(null).get(address).problem()).isEqualTo("no-such-link");
    assertThat(API.stores().handOffs().deleteOver(1_000)).isPositive();
  }

  @Test
  void endsWithItsTime() {
    assertThat(API.caller(null).get(opened(Duration.ofSeconds(-1))).problem())
        .isEqualTo("no-such-link");
  }

  @Test
  void cannotBeGuessedOrMadeOfWhatIsKept() {
    assertThat(API.caller(null).get("/handoff/" + AttemptToken.random().value()).status())
        .isEqualTo(404);
    assertThat(API.caller(null).get("/handoff/" + job).status()).isEqualTo(404);
  }

  private String opened(Duration lifetime) {
    return "/handoff/" + API.stores().handOffs().open(egress, UploadRole.PHOTO, lifetime).value();
  }

  private long fetches() {
    return API.ledger()
        .withHandle(
            ledger ->
                ledger
                    .createQuery(
                        "SELECT count(*) FROM egress WHERE part_of = :of AND status = 'FETCHED'")
                    .bind("of", egress.value())
                    .mapTo(Long.class)
                    .one());
  }
}
