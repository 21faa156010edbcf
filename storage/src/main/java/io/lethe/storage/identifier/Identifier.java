package io.lethe.storage.identifier;

import com.google.common.net.InetAddresses;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/** What a device or a network is recognised by. Personal: its text form says nothing. */
public sealed interface Identifier {
  String value();

  Kind kind();

  enum Kind {
    DEVICE,
    ADDRESS
  }

  /** What the app calls the device it runs on. */
  record Device(String value) implements Identifier {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9._:-]{1,128}");

    public Device {
      if (!FORM.matcher(value).matches()) {
        throw new IllegalArgumentException("not a device's id");
      }
    }

    @Override
    public Kind kind() {
      return Kind.DEVICE;
    }

    @Override
    public String toString() {
      return "Device";
    }
  }

  /** A network: the rest of the address, which tells one household from another, is never kept. */
  record Network(String value) implements Identifier {
    private static final int IPV4_BITS = 24;
    private static final int IPV6_BITS = 48;

    /** Absent where the text is no address. Nothing is looked up. */
    public static Optional<Network> of(String address) {
      if (!InetAddresses.isInetAddress(address)) {
        return Optional.empty();
      }
      InetAddress whole = InetAddresses.forString(address);
      int bits = whole instanceof Inet4Address ? IPV4_BITS : IPV6_BITS;
      byte[] bytes = whole.getAddress();
      Arrays.fill(bytes, bits / 8, bytes.length, (byte) 0);
      try {
        String network = InetAddresses.toAddrString(InetAddress.getByAddress(bytes));
        return Optional.of(new Network(network + "/" + bits));
      } catch (UnknownHostException impossible) {
        throw new IllegalStateException("an address lost its length", impossible);
      }
    }

    @Override
    public Kind kind() {
      return Kind.ADDRESS;
    }

    @Override
    public String toString() {
      return "Network";
    }
  }
}
