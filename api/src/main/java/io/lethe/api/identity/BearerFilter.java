package io.lethe.api.identity;

import io.lethe.api.problem.IdentityRefusal;
import io.lethe.api.problem.ProblemType;
import io.lethe.api.problem.Refused;
import io.lethe.storage.staff.Staff;
import io.lethe.storage.subject.Subjects;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody in without a valid bearer token in the {@code Authorization} header (RFC 6750, 2.1),
 * and turns it into a {@link Bearer}. The forms that put a token into the body or the address are
 * not taken.
 */
@Priority(Priorities.AUTHENTICATION)
public final class BearerFilter implements ContainerRequestFilter {
  private static final String SCHEME = "Bearer ";

  private final BearerTokens tokens;
  private final Subjects subjects;
  private final Staff staff;

  public BearerFilter(BearerTokens tokens, Subjects subjects, Staff staff) {
    this.tokens = tokens;
    this.subjects = subjects;
    this.staff = staff;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (request.getUriInfo().getQueryParameters().containsKey("access_token")) {
      throw refused(ProblemType.TOKEN_IN_ADDRESS);
    }
    TokenSubject known =
        tokens.verify(tokenOf(request.getHeaders().get(HttpHeaders.AUTHORIZATION)));
    Bearer bearer =
        new Bearer(
            subjects.recognise(known.issuer(), known.subject()),
            known.roles(),
            known.roles().isEmpty() ? null : staff.recognise(known.issuer(), known.subject()),
            known.signedInAt());
    boolean secure = request.getSecurityContext().isSecure();
    request.setSecurityContext(new BearerContext(bearer, secure));
  }

  private static String tokenOf(@Nullable List<String> headers) {
    if (headers == null || headers.isEmpty()) {
      throw refused(ProblemType.TOKEN_MISSING);
    }
    String header = headers.get(0);
    if (headers.size() > 1 || !header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      throw refused(ProblemType.TOKEN_INVALID);
    }
    return header.substring(SCHEME.length()).strip();
  }

  private static Refused refused(ProblemType type) {
    return new IdentityRefusal.Unauthenticated(type).asException();
  }

  private record BearerContext(Bearer bearer, boolean isSecure) implements SecurityContext {
    @Override
    public Principal getUserPrincipal() {
      return bearer;
    }

    @Override
    public boolean isUserInRole(String role) {
      return false;
    }

    @Override
    public String getAuthenticationScheme() {
      return "BEARER";
    }
  }
}
