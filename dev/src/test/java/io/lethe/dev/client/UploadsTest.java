package io.lethe.dev.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.dev.ExplainedFailure;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class UploadsTest {
  private static final Photo FIRST = new Photo(new byte[] {1}, "image/jpeg");
  private static final Photo SECOND = new Photo(new byte[] {2}, "image/png");
  private static final Photo CLIP = new Photo(new byte[] {3}, "video/mp4");

  @Test
  void givesEachRoleWhatFitsInTheOrderGiven() {
    Uploads uploads = new Uploads(List.of(FIRST, CLIP, SECOND));

    assertThat(uploads.next("photo", 0)).isEqualTo(FIRST);
    assertThat(uploads.next("tail", 1)).isEqualTo(SECOND);
    assertThat(uploads.next("clip", 0)).isEqualTo(CLIP);
  }

  @Test
  void whatIsMeantForARoleGoesToNoOther() {
    Uploads uploads = new Uploads(List.of(CLIP), Map.of("reference-1", FIRST));

    assertThat(uploads.isOneClip()).isTrue();
    assertThat(uploads.next("reference-1", 0)).isEqualTo(FIRST);
    assertThatThrownBy(() -> uploads.next("photo", 0))
        .isInstanceOf(ExplainedFailure.class)
        .hasMessageContaining("a picture for 'photo'");
  }
}
