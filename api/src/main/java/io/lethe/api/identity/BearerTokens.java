package io.lethe.api.identity;

import io.lethe.api.problem.IdentityRefusal;
import io.lethe.api.problem.ProblemType;
import io.lethe.api.problem.Refusal.Unavailable;
import io.lethe.api.problem.Refused;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.jose4j.http.Get;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jspecify.annotations.Nullable;

/**
 * Accepts the tokens of one issuer for one audience, signed with a key that the issuer publishes,
 * by an algorithm with a public key only (RFC 8725, 3.1 and 3.2: no {@code none}, no shared
 * secrets), not expired.
 */
public final class BearerTokens {
  /** The keys are a few kilobytes nearby; who waits is a request. */
  private static final Duration FETCH_LIMIT = Duration.ofSeconds(3);

  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  /** Made-up key ids must not become a flood of fetches. */
  private static final Duration REFETCH_AFTER = Duration.ofSeconds(10);

  /** Lower-case names of {@link Role}. */
  private static final String ROLES = "roles";

  /** OpenID Connect Core 1.0, 2: when the person was last authenticated. */
  private static final String AUTH_TIME = "auth_time";

  private static final String[] ALGORITHMS = {
    AlgorithmIdentifiers.RSA_USING_SHA256,
    AlgorithmIdentifiers.RSA_USING_SHA384,
    AlgorithmIdentifiers.RSA_USING_SHA512,
    AlgorithmIdentifiers.RSA_PSS_USING_SHA256,
    AlgorithmIdentifiers.ECDSA_USING_P256_CURVE_AND_SHA256,
    AlgorithmIdentifiers.ECDSA_USING_P384_CURVE_AND_SHA384,
    AlgorithmIdentifiers.EDDSA
  };

  private final IdentitySettings settings;
  private final JwtConsumer consumer;

  private BearerTokens(IdentitySettings settings, JwtConsumer consumer) {
    this.settings = settings;
    this.consumer = consumer;
  }

  public static BearerTokens of(IdentitySettings settings) {
    return new BearerTokens(settings, consumerFor(settings, settings.audience()));
  }

  /** Accepts what the issuer signed for this audience, as described above. */
  public static JwtConsumer consumerFor(IdentitySettings settings, String audience) {
    Get get = new Get();
    get.setConnectTimeout((int) FETCH_LIMIT.toMillis());
    get.setReadTimeout((int) FETCH_LIMIT.toMillis());
    get.setRetries(0);
    HttpsJwks keys = new HttpsJwks(settings.jwksUri().toString());
    keys.setSimpleHttpGet(get);
    keys.setDefaultCacheDuration(settings.keysKeptFor().toSeconds());
    keys.setRefreshReprieveThreshold(REFETCH_AFTER.toMillis());
    keys.setRetainCacheOnErrorDuration(settings.keysKeptFor().toSeconds());
    return new JwtConsumerBuilder()
        .setVerificationKeyResolver(new HttpsJwksVerificationKeyResolver(keys))
        .setJwsAlgorithmConstraints(new AlgorithmConstraints(ConstraintType.PERMIT, ALGORITHMS))
        .setExpectedIssuer(settings.issuer())
        .setExpectedAudience(audience)
        .setRequireSubject()
        .setRequireExpirationTime()
        .setAllowedClockSkewInSeconds((int) settings.clockSkew().toSeconds())
        .build();
  }

  /**
   * @throws Refused if the token is not accepted, or the issuer's keys can't be fetched
   */
  TokenSubject verify(String token) {
    try {
      JwtClaims claims = consumer.processToClaims(token);
      return new TokenSubject(
          settings.issuer(), claims.getSubject(), roles(claims, ROLES), signedInAt(claims));
    } catch (InvalidJwtException refused) {
      throw refusalOf(refused);
    } catch (MalformedClaimException notText) {
      throw new IdentityRefusal.Unauthenticated(ProblemType.TOKEN_INVALID).asException();
    }
  }

  /**
   * Roles that are not ours are none here.
   *
   * @param claim with lower-case names of {@link Role}
   */
  public static Set<Role> roles(JwtClaims claims, String claim) throws MalformedClaimException {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    if (claims.hasClaim(claim)) {
      for (String name : claims.getStringListClaimValue(claim)) {
        Stream.of(Role.values())
            .filter(role -> role.name().toLowerCase(Locale.ROOT).equals(name))
            .forEach(roles::add);
      }
    }
    return roles;
  }

  private static @Nullable Instant signedInAt(JwtClaims claims) throws MalformedClaimException {
    NumericDate at = claims.getNumericDateClaimValue(AUTH_TIME);
    return at == null ? null : Instant.ofEpochSecond(at.getValue());
  }

  private static Refused refusalOf(InvalidJwtException refused) {
    for (Throwable cause = refused; cause != null; cause = cause.getCause()) {
      if (cause instanceof IOException) {
        return new Unavailable(Unavailable.Part.IDENTITY_PROVIDER, RETRY_AFTER).asException();
      }
    }
    ProblemType type = refused.hasExpired() ? ProblemType.TOKEN_EXPIRED : ProblemType.TOKEN_INVALID;
    return new IdentityRefusal.Unauthenticated(type).asException();
  }
}
