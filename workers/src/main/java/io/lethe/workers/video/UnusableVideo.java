package io.lethe.workers.video;

import java.io.IOException;

/**
 * What the provider returned is no whole MP4. An {@link IOException}, so that it stops whoever
 * copies the stream; it holds nothing of the file.
 */
final class UnusableVideo extends IOException {
  UnusableVideo() {
    super("not a whole MP4");
  }
}
