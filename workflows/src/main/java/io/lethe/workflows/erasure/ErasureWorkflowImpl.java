package io.lethe.workflows.erasure;

/** Written next. */
final class ErasureWorkflowImpl {}
