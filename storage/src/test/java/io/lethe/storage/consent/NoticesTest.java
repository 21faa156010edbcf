package io.lethe.storage.consent;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.consent.Notice;
import io.lethe.domain.consent.Purpose;
import org.junit.jupiter.api.Test;

class NoticesTest {
  private final Notices notices = Notices.load();

  @Test
  void thereIsOneForEachPurpose() {
    assertThat(notices.current()).extracting(Notice::purpose).containsExactly(Purpose.values());
  }

  /** If this fails, a published text was edited: make it a new version instead. */
  @Test
  void publishedTextsAreNeverEdited() {
    assertThat(notices.current(Purpose.AI_PROCESSING).hash())
        .isEqualTo("809590daea1dc8031332d4951fc7d9a07523293255ed8031bc7ada58a384c984");
    assertThat(notices.current(Purpose.MARKETING).hash())
        .isEqualTo("3f33535012db6a9a975861a4b637e730a6cf0df21c191cbb609af537d8454ef3");
  }

  @Test
  void theNoticeOnAiProcessingNamesWhoGetsWhatWhyAndForHowLong() {
    Notice notice = notices.current(Purpose.AI_PROCESSING);

    assertThat(notice.recipients()).containsExactly("fal.ai", "Kling");
    assertThat(notice.text())
        .contains(notice.recipients())
        .contains(
            "What is sent", "What for", "Nobody trains on it", "How long", "withdraw at any time");
  }
}
