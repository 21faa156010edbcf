package io.lethe.storage.video;

import io.lethe.domain.SubjectId;
import io.lethe.domain.video.ModelId;
import io.lethe.storage.model.MakingTime;
import io.lethe.storage.model.MakingTimes;
import io.lethe.storage.video.OrderResult.QuotaReached;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;

/**
 * Counts a subject's jobs in the transaction that adds one, behind a lock on the subject: orders
 * that come at once can't all be the last one allowed.
 */
final class Quotas {
  private static final Duration DAY = Duration.ofHours(24);

  /** What Kling needs for a short video when its queue is short; until we know better. */
  private static final Duration USUAL_MAKING = Duration.ofMinutes(5);

  /** Sooner than this nothing will have changed. */
  private static final Duration SHORTEST_WAIT = Duration.ofSeconds(10);

  private final MakingTimes times;

  Quotas(MakingTimes times) {
    this.times = times;
  }

  /** Absent if the subject may order one more. */
  Optional<QuotaReached> reached(Handle handle, SubjectId subject, Quota quota, Instant now) {
    QuotaDao dao = handle.attach(QuotaDao.class);
    Optional<Instant> oldestThatCounts = dao.nthNewest(subject, now.minus(DAY), quota.perDay());
    if (oldestThatCounts.isPresent()) {
      Duration wait = Duration.between(now, oldestThatCounts.get().plus(DAY));
      return Optional.of(
          new QuotaReached(Quota.Limit.PER_DAY, quota.perDay(), atLeast(SHORTEST_WAIT, wait)));
    }
    List<QuotaDao.Unfinished> unfinished = dao.unfinished(subject);
    if (unfinished.size() < quota.atOnce()) {
      return Optional.empty();
    }
    return Optional.of(
        new QuotaReached(
            Quota.Limit.AT_ONCE, quota.atOnce(), untilOneEnds(handle, unfinished, now)));
  }

  /** As far as can be told: four of five of its model had ended by then. */
  private Duration untilOneEnds(Handle handle, List<QuotaDao.Unfinished> jobs, Instant now) {
    Map<ModelId, MakingTime> known =
        times.of(handle, jobs.stream().map(QuotaDao.Unfinished::model).collect(Collectors.toSet()));
    return jobs.stream()
        .map(job -> untilItEnds(job, known.getOrDefault(job.model(), MakingTime.UNKNOWN), now))
        .min(Duration::compareTo)
        .orElse(SHORTEST_WAIT);
  }

  private static Duration untilItEnds(QuotaDao.Unfinished job, MakingTime time, Instant now) {
    Duration making = time.mostly() == null ? USUAL_MAKING : time.mostly();
    Instant begin = job.beganAt() == null ? now : job.beganAt();
    Duration expected = Duration.between(now, begin.plus(making));
    Duration latest = Duration.between(now, job.eraseBy());
    return atLeast(SHORTEST_WAIT, expected.compareTo(latest) < 0 ? expected : latest);
  }

  private static Duration atLeast(Duration least, Duration wait) {
    return wait.compareTo(least) < 0 ? least : wait;
  }
}
