package io.lethe.api.staff;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.Form;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.glassfish.jersey.server.ContainerRequest;
import org.jspecify.annotations.Nullable;

/**
 * Lets nobody to a page of the console without a session, and takes no form that was not made for
 * that very session: another site can make a browser send a form, and can't know the word in it.
 */
@Console
@Priority(Priorities.AUTHENTICATION)
public final class ConsoleGate implements ContainerRequestFilter {
  /** The name of the field with {@link StaffSession#formWord}. */
  public static final String WORD = "word";

  private final SessionTickets tickets;

  public ConsoleGate(SessionTickets tickets) {
    this.tickets = tickets;
  }

  @Override
  public void filter(ContainerRequestContext request) {
    StaffSession session =
        tickets.session(request.getCookies()).orElseThrow(PageRefused::withoutSession);
    boolean reads = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
    MultivaluedMap<String, String> form = reads ? new MultivaluedHashMap<>() : form(request);
    if (!reads && !isWord(form.getFirst(WORD), session.formWord())) {
      throw PageRefused.withoutFormWord();
    }
    new Visit(session, form).in(request);
  }

  private static MultivaluedMap<String, String> form(ContainerRequestContext request) {
    if (request instanceof ContainerRequest jersey
        && request.getLength() != 0
        && request.hasEntity()
        && MediaType.APPLICATION_FORM_URLENCODED_TYPE.isCompatible(request.getMediaType())) {
      return jersey.readEntity(Form.class).asMap();
    }
    return new MultivaluedHashMap<>();
  }

  private static boolean isWord(@Nullable String given, String word) {
    return given != null
        && MessageDigest.isEqual(
            given.getBytes(StandardCharsets.UTF_8), word.getBytes(StandardCharsets.UTF_8));
  }
}
