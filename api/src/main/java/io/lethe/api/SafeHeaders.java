package io.lethe.api;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.MultivaluedMap;

/**
 * Headers of every answer: nothing is kept by a cache unless a route says so, nothing is taken for
 * another type than declared, nothing that a browser opens here may load or frame anything, but for
 * the console's own style sheet.
 */
final class SafeHeaders implements ContainerResponseFilter {
  private static final String POLICY = "Content-Security-Policy";

  @Override
  public void filter(ContainerRequestContext request, ContainerResponseContext answer) {
    MultivaluedMap<String, Object> headers = answer.getHeaders();
    if (!headers.containsKey("Cache-Control")) {
      headers.putSingle("Cache-Control", "no-store");
    }
    headers.putSingle("X-Content-Type-Options", "nosniff");
    if (!headers.containsKey(POLICY)) {
      headers.putSingle(POLICY, "default-src 'none'; frame-ancestors 'none'");
    }
    headers.putSingle("Referrer-Policy", "no-referrer");
  }
}
