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
        .isEqualTo("bb4c4720f2d8e7326bf6a4cc83d9542625acfd3f8ea1dd06f0191b2a5740a86c");
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
            "photos and clips",
            "What is sent",
            "What for",
            "Nobody trains on it",
            "How long",
            "withdraw at any time");
  }

  @Test
  void theNoticeOnAiProcessingPromisesTheTermsThatTheConfigurationIsHeldTo() {
    assertThat(notices.current(Purpose.AI_PROCESSING).text().replace('\n', ' '))
        .contains("at the latest " + Notices.ERASED_WITHIN.toHours() + " hours after your order")
        .contains("for at most " + Notices.KEPT_BY_PROVIDER.toHours() + " hour.");
  }
}
