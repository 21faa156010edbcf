package io.lethe.api.identity;

import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The app's own identity provider: whose tokens are accepted.
 *
 * @param issuer the exact {@code iss}
 * @param audience what {@code aud} must name
 * @param jwksUri where its public keys are; https, or http on this very machine
 * @param keysKeptFor how long fetched keys are used before they are fetched again; an unknown key
 *     id fetches them at once
 * @param clockSkew how far its clock may differ from ours
 */
public record IdentitySettings(
    String issuer, String audience, URI jwksUri, Duration keysKeptFor, Duration clockSkew) {

  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  public IdentitySettings(
      @Nullable String issuer,
      @Nullable String audience,
      @Nullable URI jwksUri,
      @Nullable Duration keysKeptFor,
      @Nullable Duration clockSkew) {
    if (issuer == null
        || issuer.isBlank()
        || audience == null
        || audience.isBlank()
        || jwksUri == null) {
      throw new IllegalArgumentException("identity needs issuer, audience and jwksUri");
    }
    boolean safe =
        "https".equals(jwksUri.getScheme())
            || ("http".equals(jwksUri.getScheme()) && THIS_MACHINE.contains(jwksUri.getHost()));
    if (!safe) {
      throw new IllegalArgumentException(
          "identity.jwksUri must be https: keys that anyone on the way can change prove nothing");
    }
    this.issuer = issuer;
    this.audience = audience;
    this.jwksUri = jwksUri;
    this.keysKeptFor = keysKeptFor == null ? Duration.ofHours(1) : keysKeptFor;
    this.clockSkew = clockSkew == null ? Duration.ofSeconds(30) : clockSkew;
  }
}
