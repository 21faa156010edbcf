package io.lethe.api.video;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.api.testing.Caller;
import io.lethe.api.testing.RunningApi;
import io.lethe.domain.JobId;
import io.lethe.storage.egress.BeginResult.Begun;
import io.lethe.storage.egress.EgressContent;
import io.lethe.storage.egress.EgressId;
import io.lethe.storage.egress.NewEgress;
import io.lethe.storage.egress.ProviderHandle;
import io.lethe.storage.provider.CancelOutcome;
import io.lethe.storage.provider.ProviderTraces;
import io.lethe.storage.provider.TraceEnd;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AtProviderTest {
  @RegisterExtension static final RunningApi API = new RunningApi();

  private Caller subject;
  private String video;
  private JobId job;
  private EgressId egress;
  private ProviderTraces traces;

  @BeforeEach
  void aJobThatIsRendered() {
    subject = API.consentingSubject();
    video = subject.orderedAddress();
    job = new JobId(UUID.fromString(video.substring(video.lastIndexOf('/') + 1)));
    API.workers().prepare(job);
    traces = API.stores().providerTraces();
    egress =
        ((Begun)
                API.stores()
                    .egress()
                    .begin(
                        new NewEgress(
                            job, "fal.ai", "some/endpoint", List.of(EgressContent.FILE), 9)))
            .id();
    API.stores().egress().accepted(egress, new ProviderHandle("request-" + job, "", "", ""));
  }

  @Test
  void saysNothingWhileTheVideoIsWaitedFor() {
    assertThat(subject.get(video).json().has("atProvider")).isFalse();
  }

  @Test
  void saysThatTheProviderMayFinishAllTheSame() {
    API.workers().erase(job, null);
    traces.cancelled(egress, CancelOutcome.REQUESTED);

    assertThat(subject.get(video).text("/atProvider")).contains("may finish all the same");
  }

  @Test
  void saysHonestlyThatItCouldNotBeStopped() {
    API.workers().erase(job, null);
    traces.cancelled(egress, CancelOutcome.TOO_LATE);
    traces.ended(egress, TraceEnd.VIDEO, "https://v3.fal.media/files/secret.mp4");

    assertThat(subject.get(video).text("/atProvider"))
        .contains("could not be stopped any more")
        .doesNotContain("secret");
  }

  @Test
  void saysWhenNothingIsLeftThere() {
    API.workers().erase(job, null);
    traces.cancelled(egress, CancelOutcome.REQUESTED);
    traces.ended(egress, TraceEnd.NO_VIDEO, null);
    traces.absent(egress);

    assertThat(subject.get(video).text("/atProvider"))
        .isEqualTo(
            "The provider has stopped; it made no video."
                + " Nothing of it can be read there any more.");
  }
}
