/**
 * What is promised, in what order, whatever fails. Read {@link
 * io.lethe.workflows.video.VideoWorkflowImpl}, then {@link
 * io.lethe.workflows.erasure.ErasureWorkflowImpl}; {@link io.lethe.workflows.StepOptions} holds
 * every time limit and retry.
 */
@NullMarked
package io.lethe.workflows;

import org.jspecify.annotations.NullMarked;
