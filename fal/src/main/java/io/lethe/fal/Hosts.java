package io.lethe.fal;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Decides by name alone, without asking DNS, which hosts may be talked to. */
final class Hosts {
  private static final Pattern LOOPBACK =
      Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1\\]");

  /** fal.ai hands out addresses under either name. */
  private static final List<String> QUEUES = List.of("queue.fal.run", "queue.falrun.com");

  private final FalOrigins origins;

  Hosts(FalOrigins origins) {
    this.origins = origins;
  }

  static boolean isLoopback(URI address) {
    return address.getHost() != null && LOOPBACK.matcher(host(address)).matches();
  }

  /**
   * Whether a development address has that host: the one exception from {@link PublicAddresses}.
   */
  boolean isDevelopment(String name) {
    return origins.all().stream()
        .anyMatch(origin -> isLoopback(origin) && host(origin).equalsIgnoreCase(name));
  }

  /**
   * Whether a key may be sent there: to the configured addresses and, if the queue is fal.ai's, to
   * its other name.
   */
  boolean maySeeKey(URI address) {
    if (unusable(address)) {
      return false;
    }
    if (origins.all().stream().anyMatch(origin -> sameOrigin(address, origin))) {
      return true;
    }
    return QUEUES.contains(host(origins.queue()))
        && QUEUES.contains(host(address))
        && isHttps(address)
        && port(address) == 443;
  }

  /** Whether a video may be fetched from there. No key is sent to these. */
  boolean mayServeMedia(URI address) {
    if (unusable(address)) {
      return false;
    }
    if (origins.all().stream()
        .anyMatch(origin -> isLoopback(origin) && sameOrigin(address, origin))) {
      return true;
    }
    return isHttps(address)
        && port(address) == 443
        && origins.mediaHosts().stream().anyMatch(allowed -> matches(allowed, host(address)));
  }

  private static boolean matches(String allowed, String host) {
    String name = allowed.toLowerCase(Locale.ROOT);
    return name.startsWith("*.") ? host.endsWith(name.substring(1)) : host.equals(name);
  }

  private static boolean unusable(URI address) {
    return address.getHost() == null
        || address.getScheme() == null
        || address.getRawUserInfo() != null;
  }

  private static boolean sameOrigin(URI one, URI other) {
    return one.getScheme().equalsIgnoreCase(other.getScheme())
        && host(one).equals(host(other))
        && port(one) == port(other);
  }

  private static boolean isHttps(URI address) {
    return "https".equalsIgnoreCase(address.getScheme());
  }

  private static String host(URI address) {
    return address.getHost().toLowerCase(Locale.ROOT);
  }

  private static int port(URI address) {
    return address.getPort() != -1 ? address.getPort() : isHttps(address) ? 443 : 80;
  }
}
