package io.lethe.fal;

import java.net.URI;
import java.util.List;

/**
 * Where fal.ai is. Each address is a scheme, a host and a port, nothing more: https, or plain http
 * on a loopback address, which is where a simulated fal.ai stands.
 *
 * @param queue takes jobs and tells how they are
 * @param platform answers about the account's requests and about models
 * @param rest hands out tokens for restricted files and the keys that webhooks are signed with
 * @param mediaHosts hosts a video may be fetched from, over https: exact names, or {@code *.} and a
 *     domain. A loopback address above counts as one more
 */
public record FalOrigins(URI queue, URI platform, URI rest, List<String> mediaHosts) {

  public FalOrigins {
    mediaHosts = List.copyOf(mediaHosts);
    requireOrigin(queue, "fal.ai's queue");
    requireOrigin(platform, "fal.ai's platform");
    requireOrigin(rest, "fal.ai's rest service");
  }

  private static void requireOrigin(URI address, String whose) {
    boolean https = "https".equalsIgnoreCase(address.getScheme());
    boolean local = "http".equalsIgnoreCase(address.getScheme()) && Hosts.isLoopback(address);
    if (address.getHost() == null || !(https || local)) {
      throw new IllegalArgumentException(
          "The address of " + whose + " must be https, or http on a loopback address");
    }
    if (!List.of("", "/").contains(address.getPath())
        || address.getRawUserInfo() != null
        || address.getRawQuery() != null
        || address.getRawFragment() != null) {
      throw new IllegalArgumentException(
          "The address of " + whose + " is a scheme, a host and a port, nothing more");
    }
  }

  /** The real fal.ai. */
  public static FalOrigins published() {
    return new FalOrigins(
        URI.create("https://queue.fal.run"),
        URI.create("https://api.fal.ai"),
        URI.create("https://rest.fal.ai"),
        List.of("fal.media", "*.fal.media"));
  }

  /** One address that stands for all of fal.ai, as a simulated one does. */
  public static FalOrigins allAt(URI address) {
    return new FalOrigins(address, address, address, List.of());
  }

  List<URI> all() {
    return List.of(queue, platform, rest);
  }
}
