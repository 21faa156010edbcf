package io.lethe.storage.video;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.video.Ending;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.UploadRole;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger knows of a job, without anything of its content.
 *
 * @param durationSeconds absent if the video becomes as long as the clip
 * @param roles the uploads that it is made of
 * @param ending present from the moment the erasure begins
 * @param eraseBy when everything is gone at the latest
 * @param readyAt when the video lay whole in the vault
 * @param collectedAt when the video was first known to be collected
 * @param erasedAt when the receipt was issued
 * @param version grows with each change that a client could see, uploads included
 * @param guarded whether its guardian is known to be started; before that nothing may be uploaded
 * @param uploaded the roles whose upload arrived whole, whether or not it is erased since; empty
 *     once the job is erased
 */
public record Job(
    JobId id,
    SubjectId subject,
    ModelId model,
    @Nullable Integer durationSeconds,
    Set<UploadRole> roles,
    JobState state,
    @Nullable Ending ending,
    Instant orderedAt,
    Instant eraseBy,
    @Nullable Instant readyAt,
    @Nullable Instant collectedAt,
    @Nullable Instant erasedAt,
    long version,
    boolean guarded,
    Set<UploadRole> uploaded) {

  public Job {
    roles = Set.copyOf(roles);
    uploaded = Set.copyOf(uploaded);
  }
}
