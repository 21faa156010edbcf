package io.lethe.workers.provider;

/** How a file gets to fal.ai. Never by an upload to its file server: nothing there is deletable. */
public enum HandOffMode {
  /** Inside the submission, as a {@code data:} address. */
  INLINE,
  /** Fetched by fal.ai from an address of ours that ends with the rendering. */
  ADDRESS
}
