package io.lethe.fal;

import java.net.URI;
import java.util.regex.Pattern;

/**
 * An accepted job at fal.ai, as it is kept to follow it later. The addresses are looked at again
 * each time before use: one that does not lead to a known queue host is rebuilt from endpoint and
 * id, whatever was stored.
 */
public record FalRequest(FalEndpoint endpoint, String id, URI status, URI response, URI cancel) {
  private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,100}");

  public FalRequest {
    if (!isId(id)) {
      throw new IllegalArgumentException("Not a request id of fal.ai");
    }
  }

  /** A request of which no more than the id was kept; all its addresses are rebuilt. */
  public static FalRequest byId(FalEndpoint endpoint, String id) {
    URI none = URI.create("");
    return new FalRequest(endpoint, id, none, none, none);
  }

  static boolean isId(String text) {
    return ID.matcher(text).matches();
  }
}
