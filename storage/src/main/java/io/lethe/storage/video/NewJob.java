package io.lethe.storage.video;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.Parameters;
import io.lethe.domain.video.Prompt;
import io.lethe.domain.video.UploadRole;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An order, already found to be one that the model can do.
 *
 * @param durationSeconds absent if the video becomes as long as the clip
 * @param prompt what the video is to show, empty if that was not said: personal, kept encrypted
 *     under the job's key
 * @param roles the uploads that the job is made of
 * @param parameters kept like the prompt
 * @param eraseBy when everything must be gone, whatever happens
 */
public record NewJob(
    JobId id,
    SubjectId subject,
    ModelId model,
    @Nullable Integer durationSeconds,
    Prompt prompt,
    Set<UploadRole> roles,
    Parameters parameters,
    Instant eraseBy) {

  public NewJob {
    roles = Set.copyOf(roles);
  }
}
