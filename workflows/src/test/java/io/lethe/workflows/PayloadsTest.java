package io.lethe.workflows;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.JobId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Reason;
import io.lethe.domain.video.UploadRole;
import io.lethe.workflows.erasure.ErasureOrder;
import io.lethe.workflows.video.VideoOrder;
import io.temporal.api.common.v1.Payload;
import io.temporal.common.converter.DefaultDataConverter;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What goes into a history comes out of it as it was, with the converter that Temporal brings. */
class PayloadsTest {
  private static final JobId JOB = JobId.of("6f3d1c0a-7d7e-4b0e-9d0f-000000000001");
  private static final Instant ERASE_BY = Instant.parse("2026-11-24T12:00:00Z");

  static Object[] payloads() {
    return new Object[] {
      JOB,
      Ending.of(Outcome.DELIVERED),
      Ending.failed(Reason.INTERNAL),
      UploadRole.PHOTO,
      new ErasureOrder(JOB, ERASE_BY, Duration.ofMinutes(7)),
      new VideoOrder(
          JOB, new ModelId("a-model"), Set.of(UploadRole.PHOTO), ERASE_BY, Duration.ofHours(1))
    };
  }

  @ParameterizedTest
  @MethodSource("payloads")
  void comesBackAsItWas(Object value) {
    DefaultDataConverter converter = DefaultDataConverter.newDefaultInstance();
    Payload payload = converter.toPayload(value).orElseThrow();

    assertThat((Object) converter.fromPayload(payload, value.getClass(), value.getClass()))
        .isEqualTo(value);
  }
}
