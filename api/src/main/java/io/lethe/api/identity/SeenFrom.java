package io.lethe.api.identity;

import io.lethe.api.problem.RequestRefusal;
import io.lethe.storage.identifier.Identifier;
import io.lethe.storage.identifier.Identifiers;
import io.lethe.storage.ledger.SubjectForgotten;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import java.util.Optional;
import java.util.Set;

/**
 * Notes which device and network a subject changes something from, once a day. Reading leaves no
 * trace.
 */
@Priority(Priorities.USER)
public final class SeenFrom implements ContainerRequestFilter {
  /** What the app calls the device it runs on; it may leave it out. */
  public static final String DEVICE_HEADER = "Lethe-Device-Id";

  private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

  private final Identifiers identifiers;

  public SeenFrom(Identifiers identifiers) {
    this.identifiers = identifiers;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    if (READING.contains(request.getMethod())
        || !(request.getSecurityContext().getUserPrincipal() instanceof Bearer bearer)) {
      return;
    }
    Optional<Identifier> device =
        Optional.ofNullable(request.getHeaderString(DEVICE_HEADER)).map(SeenFrom::device);
    try {
      device.ifPresent(seen -> identifiers.seen(bearer.subject(), seen));
      NetworkOfRequest.of(request)
          .ifPresent(network -> identifiers.seen(bearer.subject(), network));
    } catch (SubjectForgotten beingErased) {
      // Nothing is noted of a subject that is being forgotten; the route says what it does itself.
    }
  }

  private static Identifier device(String header) {
    try {
      return new Identifier.Device(header);
    } catch (IllegalArgumentException e) {
      throw new RequestRefusal.InvalidParameter(
              DEVICE_HEADER,
              "It has 1 to 128 letters, digits, dots, dashes, colons or underscores.")
          .asException();
    }
  }
}
