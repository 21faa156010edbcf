package io.lethe.fal;

import java.net.URI;
import java.time.Duration;
import java.util.List;

/**
 * Where fal.ai is and how long to wait for it.
 *
 * @param baseAddress the queue. Plain {@code http} is taken for a loopback address only, which is
 *     where the simulator stands
 * @param mediaHosts hosts a video may be fetched from, over https: exact names, or {@code *.} and a
 *     domain. A loopback base address counts as one more
 * @param connectTimeout for one TCP and TLS connection
 * @param statusTimeout a status, result or cancel call from its start to the last byte of the
 *     answer
 * @param submitTimeout a submit, the upload of its inline file included
 * @param downloadTimeout a video from the first byte of the request to the last byte read from
 *     {@link Download}
 * @param maxVideoBytes a longer video is refused while it streams
 */
public record FalSettings(
    FalKey key,
    URI baseAddress,
    List<String> mediaHosts,
    Duration connectTimeout,
    Duration statusTimeout,
    Duration submitTimeout,
    Duration downloadTimeout,
    long maxVideoBytes) {

  public FalSettings {
    mediaHosts = List.copyOf(mediaHosts);
    String scheme = baseAddress.getScheme();
    boolean https = "https".equalsIgnoreCase(scheme);
    boolean local = "http".equalsIgnoreCase(scheme) && Hosts.isLoopback(baseAddress);
    if (baseAddress.getHost() == null || !(https || local)) {
      throw new IllegalArgumentException(
          "The address of fal.ai's queue must be https, or http on a loopback address");
    }
    if (!List.of("", "/").contains(baseAddress.getPath())
        || baseAddress.getRawUserInfo() != null
        || baseAddress.getRawQuery() != null
        || baseAddress.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "The address of fal.ai's queue is a scheme, a host and a port, nothing more");
    }
    for (Duration limit : List.of(connectTimeout, statusTimeout, submitTimeout, downloadTimeout)) {
      if (limit.toMillis() <= 0) {
        throw new IllegalArgumentException("Every call to fal.ai needs a time limit above zero");
      }
    }
    if (maxVideoBytes <= 0) {
      throw new IllegalArgumentException("The size cap of a video must be above zero");
    }
  }

  /**
   * The real fal.ai with limits that suit a sanitised photo (10 MB at most) and a video of some
   * seconds.
   */
  public static FalSettings withKey(FalKey key) {
    return new FalSettings(
        key,
        URI.create("https://queue.fal.run"),
        List.of("fal.media", "*.fal.media"),
        Duration.ofSeconds(5),
        Duration.ofSeconds(15),
        Duration.ofSeconds(60),
        Duration.ofMinutes(5),
        512L << 20);
  }

  /** The same settings for a queue at another address. */
  public FalSettings withBaseAddress(URI address) {
    return new FalSettings(
        key,
        address,
        mediaHosts,
        connectTimeout,
        statusTimeout,
        submitTimeout,
        downloadTimeout,
        maxVideoBytes);
  }
}
