package io.lethe.workflows;

/**
 * Where work waits for a worker. The guardians have a queue of their own, so that nothing can
 * starve them; so have the requests by right, whose steps are long, and the photos, because
 * decoding them takes processors, which must not keep the many steps waiting that only wait for the
 * network.
 */
public final class TaskQueues {
  public static final String VIDEO = "lethe-video";
  public static final String PHOTO = "lethe-photo";
  public static final String ERASURE = "lethe-erasure";

  public static final String RIGHTS = "lethe-rights";

  private TaskQueues() {}
}
