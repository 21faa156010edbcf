package io.lethe.fal;

import java.time.Duration;
import java.util.List;

/**
 * How long to wait for fal.ai, and how much to take from it.
 *
 * @param connect one TCP and TLS connection
 * @param ask any small question, from its start to the last byte of the answer
 * @param submit a submit, the upload of its inline file included
 * @param download a video from the first byte of the request to the last byte read from {@link
 *     Download}, whatever breaks and is resumed meanwhile
 * @param silence a file server that says nothing for so long is asked anew
 * @param maxVideoBytes a longer video is refused while it streams
 */
public record FalLimits(
    Duration connect,
    Duration ask,
    Duration submit,
    Duration download,
    Duration silence,
    long maxVideoBytes) {

  public FalLimits {
    for (Duration limit : List.of(connect, ask, submit, download, silence)) {
      if (limit.toMillis() <= 0) {
        throw new IllegalArgumentException("Every call to fal.ai needs a time limit above zero");
      }
    }
    if (maxVideoBytes <= 0) {
      throw new IllegalArgumentException("The size cap of a video must be above zero");
    }
  }

  /** For a sanitised photo (10 MB at most) and a video of some seconds. */
  public static FalLimits usual() {
    return new FalLimits(
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(60),
        Duration.ofMinutes(5),
        Duration.ofSeconds(10),
        512L << 20);
  }
}
