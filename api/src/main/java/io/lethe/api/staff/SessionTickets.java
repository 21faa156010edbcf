package io.lethe.api.staff;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lethe.storage.key.TicketKey;
import io.lethe.storage.staff.Staff;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * Sessions and sign-ins that are under way, in cookies: sealed, so that a browser can neither read
 * nor change them, and with an end of their own, whatever the browser does. Signing out ends every
 * session of that member of staff, also in a cookie that was copied.
 */
public final class SessionTickets {
  private static final String SESSION = "console-session";
  private static final String SIGN_IN = "console-sign-in";
  private static final JsonMapper JSON =
      JsonMapper.builder().addModule(new JavaTimeModule()).build();

  private final TicketKey key;
  private final Staff staff;
  private final ConsoleSettings settings;
  private final Clock clock;

  /**
   * What is to be remembered while somebody is at the identity provider.
   *
   * @param state comes back with the browser
   * @param nonce comes back in the ID token
   * @param verifier proves to the provider that the code was asked for here (RFC 7636)
   */
  record SignInUnderWay(String state, String nonce, String verifier, Instant until) {}

  public SessionTickets(TicketKey key, Staff staff, ConsoleSettings settings, Clock clock) {
    this.key = key;
    this.staff = staff;
    this.settings = settings;
    this.clock = clock;
  }

  NewCookie of(SignInUnderWay signIn) {
    return cookie(SIGN_IN, key.seal(SIGN_IN, write(signIn)), settings.signInFor());
  }

  public NewCookie of(StaffSession session) {
    return cookie(SESSION, key.seal(SESSION, write(session)), settings.sessionFor());
  }

  /** Absent if there is none, or it is not ours, or over. */
  Optional<SignInUnderWay> signIn(Map<String, Cookie> cookies) {
    return ticket(cookies, SIGN_IN, SignInUnderWay.class)
        .filter(signIn -> clock.instant().isBefore(signIn.until()));
  }

  /** Absent if there is none, or it is not ours, or over, or was ended. */
  Optional<StaffSession> session(Map<String, Cookie> cookies) {
    return ticket(cookies, SESSION, StaffSession.class)
        .filter(session -> clock.instant().isBefore(session.until()))
        .filter(session -> staff.isSignedInSince(session.staff(), session.since()));
  }

  public NewCookie endOfSignIn() {
    return cookie(SIGN_IN, "", Duration.ZERO);
  }

  public NewCookie endOfSession() {
    return cookie(SESSION, "", Duration.ZERO);
  }

  private <T> Optional<T> ticket(Map<String, Cookie> cookies, String purpose, Class<T> type) {
    return Optional.ofNullable(cookies.get(name(purpose)))
        .flatMap(cookie -> key.open(purpose, cookie.getValue()))
        .map(words -> read(words, type));
  }

  /** The prefix binds a cookie to this host alone; browsers take it with TLS only. */
  private String name(String purpose) {
    return settings.isSecure() ? "__Host-" + purpose : purpose;
  }

  /** Lax, not Strict: the way back from the identity provider is a step from another site. */
  private NewCookie cookie(String purpose, String value, Duration life) {
    return new NewCookie.Builder(name(purpose))
        .value(value)
        .path("/")
        .maxAge((int) life.toSeconds())
        .httpOnly(true)
        .secure(settings.isSecure())
        .sameSite(NewCookie.SameSite.LAX)
        .build();
  }

  private static String write(Object words) {
    try {
      return JSON.writeValueAsString(words);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("a session is always JSON", impossible);
    }
  }

  private static <T> T read(String words, Class<T> type) {
    try {
      return JSON.readValue(words, type);
    } catch (JsonProcessingException olderForm) {
      throw new IllegalStateException("a session was sealed in another form", olderForm);
    }
  }
}
