package io.lethe.api.identity;

import io.lethe.storage.identifier.Identifier;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;

/**
 * Puts the network part of the caller's address where the routes find it; the rest stays behind.
 */
public final class NetworkOfRequest implements Filter {
  static final String PROPERTY = "io.lethe.network";

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Identifier.Network.of(request.getRemoteAddr())
        .ifPresent(network -> request.setAttribute(PROPERTY, network));
    chain.doFilter(request, response);
  }
}
