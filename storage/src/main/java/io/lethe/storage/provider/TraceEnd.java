package io.lethe.storage.provider;

/** How the work on a request ended at the provider. */
public enum TraceEnd {
  VIDEO,
  /** It failed, was refused or was cancelled. */
  NO_VIDEO,
  /** The provider does not know the request any more. */
  NOT_FOUND
}
