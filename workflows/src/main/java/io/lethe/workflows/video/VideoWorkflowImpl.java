package io.lethe.workflows.video;

/** Written next. */
final class VideoWorkflowImpl {}
