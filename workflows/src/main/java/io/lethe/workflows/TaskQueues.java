package io.lethe.workflows;

/**
 * Where work waits for a worker. The guardians have a queue of their own, so that a backlog of
 * renderings can't starve them.
 */
public final class TaskQueues {
  public static final String VIDEO = "lethe-video";
  public static final String ERASURE = "lethe-erasure";

  private TaskQueues() {}
}
