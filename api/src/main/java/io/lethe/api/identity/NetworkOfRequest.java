package io.lethe.api.identity;

import io.lethe.storage.identifier.Identifier;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.ws.rs.container.ContainerRequestContext;
import java.io.IOException;
import java.util.Optional;

/**
 * Puts the network part of the caller's address where the routes find it; the rest stays behind.
 */
public final class NetworkOfRequest implements Filter {
  private static final String PROPERTY = "io.lethe.network";

  /** Absent where the caller's address can't be understood. */
  public static Optional<Identifier.Network> of(ContainerRequestContext request) {
    return request.getProperty(PROPERTY) instanceof Identifier.Network network
        ? Optional.of(network)
        : Optional.empty();
  }

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Identifier.Network.of(request.getRemoteAddr())
        .ifPresent(network -> request.setAttribute(PROPERTY, network));
    chain.doFilter(request, response);
  }
}
