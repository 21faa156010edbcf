package io.lethe.api.consent;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.lethe.domain.consent.Consent;
import io.lethe.domain.consent.Decision;
import io.lethe.domain.consent.Notice;
import io.lethe.domain.consent.Purpose;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a subject stands on one purpose.
 *
 * @param inForce true only for a grant that answers to the current notice
 * @param decision the newest one; absent if there never was one, as are the fields about it
 * @param noticeVersion the notice that decision answered to
 * @param recipients whom that notice names
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConsentView(
    Purpose purpose,
    boolean inForce,
    @Nullable Decision decision,
    @Nullable Instant decidedAt,
    @Nullable Integer noticeVersion,
    @Nullable String noticeHash,
    @Nullable List<String> recipients,
    CurrentNoticeView currentNotice) {

  /** Which notice is to be shown now. */
  record CurrentNoticeView(int version, String hash, String href) {}

  static ConsentView of(Notice notice, Optional<Consent> newest, boolean inForce) {
    CurrentNoticeView current =
        new CurrentNoticeView(notice.version(), notice.hash(), "/v1/privacy/notices");
    return newest
        .map(
            consent ->
                new ConsentView(
                    notice.purpose(),
                    inForce,
                    consent.decision(),
                    consent.decidedAt(),
                    consent.noticeVersion(),
                    consent.noticeHash(),
                    consent.recipients(),
                    current))
        .orElseGet(
            () -> new ConsentView(notice.purpose(), false, null, null, null, null, null, current));
  }
}
