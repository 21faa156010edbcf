package io.lethe.storage.video;

import io.lethe.domain.JobId;
import io.lethe.domain.SubjectId;
import io.lethe.domain.video.ModelId;
import io.lethe.domain.video.Prompt;
import java.time.Instant;

/**
 * An order, already found to be one that the model can do.
 *
 * @param prompt what the video is to show: personal, kept encrypted under the job's key
 * @param eraseBy when everything must be gone, whatever happens
 */
public record NewJob(
    JobId id,
    SubjectId subject,
    ModelId model,
    int durationSeconds,
    Prompt prompt,
    Instant eraseBy) {}
