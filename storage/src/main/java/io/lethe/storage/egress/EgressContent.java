package io.lethe.storage.egress;

/** What kind of data left. */
public enum EgressContent {
  /** The sanitised picture. */
  FILE,
  PROMPT,
  /** The model's own settings: nothing personal. */
  PARAMETERS
}
