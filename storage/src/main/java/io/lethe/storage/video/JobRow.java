package io.lethe.storage.video;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Reason;
import io.lethe.domain.video.UploadRole;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

public record JobRow(
    JobId id,
    SubjectId subjectId,
    ModelId model,
    @Nullable Integer durationSeconds,
    List<String> roles,
    JobState state,
    @Nullable Outcome outcome,
    @Nullable Reason reason,
    Instant orderedAt,
    Instant eraseBy,
    @Nullable Instant readyAt,
    @Nullable Instant collectedAt,
    @Nullable Instant erasedAt,
    long version,
    boolean guarded,
    List<String> uploaded) {

  Job toJob() {
    return new Job(
        id,
        subjectId,
        model,
        durationSeconds,
        asRoles(roles),
        state,
        outcome == null ? null : new Ending(outcome, reason),
        orderedAt,
        eraseBy,
        readyAt,
        collectedAt,
        erasedAt,
        version,
        guarded,
        asRoles(uploaded));
  }

  private static Set<UploadRole> asRoles(List<String> names) {
    return names.stream().map(UploadRole::valueOf).collect(Collectors.toUnmodifiableSet());
  }
}
