package io.lethe.api;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Refuses a {@code Content-Type} that is none. The framework would too, but with an empty answer.
 */
final class ContentTypeCheck implements Filter {

  @Override
  public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    // Not getContentType(), which fails where the charset is unknown.
    if (isMediaType(((HttpServletRequest) request).getHeader(HttpHeaders.CONTENT_TYPE))) {
      chain.doFilter(request, response);
    } else {
      ((HttpServletResponse) response).sendError(HttpServletResponse.SC_BAD_REQUEST);
    }
  }

  private static boolean isMediaType(@Nullable String header) {
    if (header == null) {
      return true;
    }
    try {
      return !MediaType.valueOf(header).getSubtype().isEmpty();
    } catch (IllegalArgumentException none) {
      return false;
    }
  }
}
