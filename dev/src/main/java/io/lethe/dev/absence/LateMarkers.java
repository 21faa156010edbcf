package io.lethe.dev.absence;

import io.lethe.dev.ExplainedFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/** What is known only once it was sent or made, and is searched for from then on. */
final class LateMarkers {
  static final String SANITISED = "pixels of the sanitised photo";

  /** In bytes; whatever is smaller is no video. */
  private static final int SMALLEST_VIDEO = 10_000;

  private final SentToFal sent;
  private final Markers markers;
  private final Set<Integer> videos = new HashSet<>();

  LateMarkers(SentToFal sent, Markers markers) {
    this.sent = sent;
    this.markers = markers;
  }

  /** Plants what the provider was sent, and what it made, up to now. */
  synchronized void learn() {
    sent.photos().findFirst().ifPresent(photo -> markers.file(SANITISED, photo));
    for (Path video : sent.videos()) {
      try {
        video(Files.readAllBytes(video));
      } catch (NoSuchFileException gone) {
        // It was deleted there meanwhile; the app downloads it from us.
      } catch (IOException e) {
        throw new ExplainedFailure("A video of the simulated fal.ai can't be read.", e);
      }
    }
  }

  /** Plants a video, unless it is known; false if it is none. */
  synchronized boolean video(byte[] bytes) {
    if (bytes.length < SMALLEST_VIDEO) {
      return false;
    }
    if (videos.add(Arrays.hashCode(bytes))) {
      markers.file("video " + videos.size(), bytes);
    }
    return true;
  }
}
