package io.lethe.api.staff;

import io.lethe.api.identity.BearerTokens;
import io.lethe.api.identity.IdentitySettings;
import io.lethe.api.identity.Role;
import io.lethe.domain.rights.StaffId;
import io.lethe.storage.staff.Staff;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.NewCookie;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Signs staff in by the authorization code flow of OpenID Connect Core 1.0 (3.1) with PKCE (RFC
 * 7636). A sign-in succeeds only where the browser that comes back is the one that left (state in a
 * sealed cookie), the code was asked for here (verifier), the ID token is the issuer's, for this
 * client, not expired, answers this very sign-in (nonce), and names a role.
 *
 * <p>Of the token the roles are kept, in the session, and a keyed digest; no name, no address.
 */
public final class StaffSignIn {
  private static final SecureRandom RANDOM = new SecureRandom();

  private final String issuer;
  private final IdentityProvider provider;
  private final ConsoleSettings settings;
  private final JwtConsumer tokens;
  private final Staff staff;
  private final SessionTickets tickets;
  private final Clock clock;

  public StaffSignIn(
      IdentitySettings identity,
      ConsoleSettings settings,
      Staff staff,
      SessionTickets tickets,
      Clock clock) {
    this.issuer = identity.issuer();
    this.provider = new IdentityProvider(identity, settings);
    this.settings = settings;
    this.tokens = BearerTokens.consumerFor(identity, settings.clientId());
    this.staff = staff;
    this.tickets = tickets;
    this.clock = clock;
  }

  /**
   * @param to where the browser goes now
   * @param underWay what it brings back
   */
  public record Departure(URI to, NewCookie underWay) {}

  public Departure begin() {
    SessionTickets.SignInUnderWay signIn =
        new SessionTickets.SignInUnderWay(
            word(), word(), word(), clock.instant().plus(settings.signInFor()));
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", settings.clientId());
    query.put("redirect_uri", settings.redirectUri().toString());
    query.put("scope", "openid");
    query.put("state", signIn.state());
    query.put("nonce", signIn.nonce());
    query.put("code_challenge", challenge(signIn.verifier()));
    query.put("code_challenge_method", "S256");
    URI endpoint = provider.endpoints().authorization();
    String joint = endpoint.getRawQuery() == null ? "?" : "&";
    return new Departure(
        URI.create(endpoint + joint + IdentityProvider.form(query)), tickets.of(signIn));
  }

  /**
   * @return empty if it is not a sign-in that was begun in this browser, or the provider's word
   *     does not hold
   * @throws PageRefused if it does, and names no role
   */
  public Optional<StaffSession> complete(
      Map<String, Cookie> cookies, @Nullable String state, @Nullable String code) {
    Optional<SessionTickets.SignInUnderWay> signIn = tickets.signIn(cookies);
    if (signIn.isEmpty() || state == null || code == null) {
      return Optional.empty();
    }
    if (!isSame(signIn.get().state(), state)) {
      return Optional.empty();
    }
    return provider
        .idToken(code, signIn.get().verifier())
        .flatMap(token -> session(token, signIn.get().nonce()));
  }

  private Optional<StaffSession> session(String token, String nonce) {
    try {
      JwtClaims claims = tokens.processToClaims(token);
      String answered = claims.getStringClaimValue("nonce");
      String party = claims.getStringClaimValue("azp");
      if (answered == null
          || !isSame(nonce, answered)
          || (party != null && !party.equals(settings.clientId()))) {
        return Optional.empty();
      }
      return Optional.of(
          begin(claims.getSubject(), BearerTokens.roles(claims, settings.rolesClaim())));
    } catch (InvalidJwtException | MalformedClaimException notAccepted) {
      return Optional.empty();
    }
  }

  private StaffSession begin(String subject, Set<Role> roles) {
    if (roles.isEmpty()) {
      throw PageRefused.withoutRole();
    }
    StaffId id = staff.signIn(issuer, subject);
    Instant now = clock.instant();
    return new StaffSession(id, roles, word(), now, now.plus(settings.sessionFor()));
  }

  /** Ends every session of theirs. */
  public void end(StaffSession session) {
    staff.signOut(session.staff());
  }

  private static boolean isSame(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  /** 256 bits: nobody guesses it. */
  private static String word() {
    byte[] bytes = new byte[32];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static String challenge(String verifier) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException(impossible);
    }
  }
}
