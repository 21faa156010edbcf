package io.lethe.bench.crash;

import java.time.Duration;

/** A part of the installation that can be struck down at any moment and brought back. */
interface Part {
  /** Long enough for a JVM on a machine that does much else, or for PostgreSQL's recovery. */
  Duration PATIENCE = Duration.ofMinutes(4);

  String name();

  /** Begins to bring it back; {@link #awaitAnswer} tells when it is. */
  void start();

  /**
   * Waits until it answers, for {@link #PATIENCE} at most. One that ends by itself meanwhile is
   * started again, as a supervisor would.
   */
  void awaitAnswer() throws InterruptedException;

  /** Takes effect before this returns, and asks nobody: SIGKILL, where it is a process. */
  void strike();

  /** Whether it is up, as far as the operating system knows. */
  boolean isUp();
}
