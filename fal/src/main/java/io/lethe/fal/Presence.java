package io.lethe.fal;

/** What fal.ai's file server says of a file. */
public enum Presence {
  READABLE,
  /** There or not, whoever asked may not read it. */
  FORBIDDEN,
  GONE
}
