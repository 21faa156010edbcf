package io.lethe.fal;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import okhttp3.Dns;

/**
 * Looks names up and refuses those that lead into a private network, so that no answer of anyone's
 * can make us call our own machines. A development address is the exception, by its name. OkHttp
 * connects to exactly what was looked at here, so a name can't change in between.
 */
final class PublicAddresses implements Dns {
  private final Hosts hosts;
  private final Dns names;

  PublicAddresses(Hosts hosts, Dns names) {
    this.hosts = hosts;
    this.names = names;
  }

  /** A name that leads where nothing of fal.ai's can be. Does not repeat the name. */
  static final class PrivateAddress extends UnknownHostException {
    PrivateAddress() {
      super("the name leads into a private network");
    }
  }

  @Override
  public List<InetAddress> lookup(String name) throws UnknownHostException {
    List<InetAddress> found = names.lookup(name);
    if (!hosts.isDevelopment(name)) {
      for (InetAddress address : found) {
        if (isPrivate(address)) {
          throw new PrivateAddress();
        }
      }
    }
    return found;
  }

  /** By the registries of special-purpose addresses (RFC 6890). */
  static boolean isPrivate(InetAddress address) {
    if (address.isLoopbackAddress()
        || address.isAnyLocalAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()) {
      return true;
    }
    byte[] bytes = address.getAddress();
    int first = bytes[0] & 0xFF;
    int second = bytes[1] & 0xFF;
    if (address instanceof Inet6Address) {
      boolean uniqueLocal = (first & 0xFE) == 0xFC;
      boolean translated = first == 0 && second == 0x64;
      boolean tunnelled = first == 0x20 && second == 0x02;
      return uniqueLocal || translated || tunnelled;
    }
    boolean carrier = first == 100 && (second & 0xC0) == 64;
    boolean benchmark = first == 198 && (second & 0xFE) == 18;
    boolean assignments = first == 192 && second == 0 && bytes[2] == 0;
    return first == 0 || first >= 240 || carrier || benchmark || assignments;
  }
}
