package io.lethe.api.staff;

import io.lethe.api.identity.Role;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Locale;

/**
 * One request to the console by somebody who is signed in, with the form that came along, which is
 * empty for a page that is read.
 */
public record Visit(StaffSession session, MultivaluedMap<String, String> form) {
  private static final String PROPERTY = "io.lethe.visit";

  /** Of a request that has passed the {@link ConsoleGate}. */
  public static Visit of(ContainerRequestContext request) {
    if (request.getProperty(PROPERTY) instanceof Visit visit) {
      return visit;
    }
    throw new IllegalStateException("a page of the console is not behind its gate");
  }

  void in(ContainerRequestContext request) {
    request.setProperty(PROPERTY, this);
  }

  /**
   * @throws PageRefused if they don't have the role
   */
  public Visit require(Role role) {
    if (!session.has(role)) {
      throw new PageRefused(
          403,
          "This page is for another role",
          "It is for the role "
              + role.name().toLowerCase(Locale.ROOT)
              + ", which you don't have. Ask whoever gives out roles at the identity provider.");
    }
    return this;
  }

  @Override
  public String toString() {
    return "Visit[" + session + "]";
  }
}
