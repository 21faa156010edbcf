package io.lethe.fal;

import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The addresses of a request. fal.ai takes a submit under the full endpoint id, all else under
 * owner and app, and tells the right addresses in its answer. Such an address is used if the key
 * may be sent there and its path has the one right form; otherwise it is rebuilt.
 */
final class Addresses {
  private static final Pattern PATH =
      Pattern.compile("((?:/[A-Za-z0-9_-][A-Za-z0-9._-]*){2}/requests/)([A-Za-z0-9_-]+)(/[a-z]+)?");

  private final URI base;
  private final Hosts hosts;

  Addresses(URI base, Hosts hosts) {
    this.base = base;
    this.hosts = hosts;
  }

  URI submit(FalEndpoint endpoint) {
    return base.resolve("/" + endpoint.id());
  }

  /** What {@code answer} says about the addresses, put right where it must not be followed. */
  FalRequest request(FalEndpoint endpoint, String id, Answer answer) {
    return trusted(
        new FalRequest(
            endpoint,
            id,
            parse(answer.text("status_url")),
            parse(answer.text("response_url")),
            parse(answer.text("cancel_url"))));
  }

  /** The same request with addresses that may be used. */
  FalRequest trusted(FalRequest request) {
    return new FalRequest(
        request.endpoint(),
        request.id(),
        address(request, request.status(), "/status"),
        address(request, request.response(), ""),
        address(request, request.cancel(), "/cancel"));
  }

  private URI address(FalRequest request, URI told, String suffix) {
    if (hosts.maySeeKey(told) && told.getRawQuery() == null && told.getRawFragment() == null) {
      Matcher path = PATH.matcher(told.getRawPath());
      if (path.matches() && path.group(2).equals(request.id())) {
        String tail = path.group(3) == null ? "" : path.group(3);
        boolean response = suffix.isEmpty() && tail.equals("/response");
        if (tail.equals(suffix) || response) {
          return told.resolve(path.group(1) + request.id() + suffix);
        }
      }
    }
    return base.resolve("/" + request.endpoint().app() + "/requests/" + request.id() + suffix);
  }

  /** An empty address where the text is none, which is then rebuilt. */
  static URI parse(String text) {
    try {
      return URI.create(text);
    } catch (IllegalArgumentException malformed) {
      return URI.create("");
    }
  }
}
