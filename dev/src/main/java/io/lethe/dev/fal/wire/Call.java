package io.lethe.dev.fal.wire;

/** What can be asked of fal.ai. */
public enum Call {
  SUBMIT,
  STATUS,
  RESULT,
  CANCEL,
  FILE,
  TOKEN,
  DELETE,
  LIST,
  MODELS
}
