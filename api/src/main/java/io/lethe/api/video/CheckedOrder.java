package io.lethe.api.video;

import io.lethe.domain.video.Model;
import io.lethe.domain.video.Parameters;
import io.lethe.domain.video.Prompt;
import io.lethe.domain.video.UploadRole;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An order that its model can do.
 *
 * @param prompt empty if there is none
 * @param durationSeconds absent if the video becomes as long as the clip
 */
record CheckedOrder(
    Model model,
    Prompt prompt,
    @Nullable Integer durationSeconds,
    Set<UploadRole> roles,
    Parameters parameters) {}
