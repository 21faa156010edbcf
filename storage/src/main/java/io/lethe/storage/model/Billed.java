package io.lethe.storage.model;

/** Whether the provider asks money for a job that it took. */
public enum Billed {
  /** It has not ended yet. */
  OPEN,
  /** It made the video. */
  BILLED,
  /** It failed on its side. */
  NOT_BILLED,
  /** It refused the input, or was stopped half-way: the invoice will tell. */
  UNKNOWN
}
