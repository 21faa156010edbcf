/** How a job becomes a video. Read {@link io.lethe.workflows.video.VideoWorkflow} first. */
@NullMarked
package io.lethe.workflows.video;

import org.jspecify.annotations.NullMarked;
