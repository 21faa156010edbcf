package io.lethe.api.staff;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code console} of the configuration.
 *
 * @param address where browsers of staff reach the API, without a path; https, or http on this very
 *     machine
 * @param clientId as which the console is known to the identity provider
 * @param clientSecret absent for a public client, for which PKCE has to be enough
 * @param rolesClaim of the ID token: the names of roles
 * @param authorizationEndpoint absent: the issuer's discovery document says it
 * @param tokenEndpoint absent: the issuer's discovery document says it
 * @param signInFor how long somebody may take at the identity provider
 * @param sessionFor after it staff sign in again
 * @param temporalUi Temporal's Web UI, where its links lead; none are shown if it is absent
 */
public record ConsoleSettings(
    URI address,
    String clientId,
    @Nullable String clientSecret,
    String rolesClaim,
    @Nullable URI authorizationEndpoint,
    @Nullable URI tokenEndpoint,
    Duration signInFor,
    Duration sessionFor,
    @Nullable URI temporalUi) {
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

  public ConsoleSettings(
      @JsonProperty("address") @Nullable URI address,
      @JsonProperty("clientId") @Nullable String clientId,
      @JsonProperty("clientSecret") @Nullable String clientSecret,
      @JsonProperty("rolesClaim") @Nullable String rolesClaim,
      @JsonProperty("authorizationEndpoint") @Nullable URI authorizationEndpoint,
      @JsonProperty("tokenEndpoint") @Nullable URI tokenEndpoint,
      @JsonProperty("signInFor") @Nullable Duration signInFor,
      @JsonProperty("sessionFor") @Nullable Duration sessionFor,
      @JsonProperty("temporalUi") @Nullable URI temporalUi) {
    if (address == null || clientId == null || clientId.isBlank()) {
      throw new IllegalArgumentException("console needs address and clientId");
    }
    this.address = requireSafe(address, "address");
    this.clientId = clientId;
    this.clientSecret = clientSecret == null || clientSecret.isBlank() ? null : clientSecret;
    this.rolesClaim = rolesClaim == null || rolesClaim.isBlank() ? "roles" : rolesClaim;
    this.authorizationEndpoint = given(authorizationEndpoint, "authorizationEndpoint");
    this.tokenEndpoint = given(tokenEndpoint, "tokenEndpoint");
    this.signInFor = signInFor == null ? Duration.ofMinutes(10) : signInFor;
    this.sessionFor = sessionFor == null ? Duration.ofMinutes(30) : sessionFor;
    this.temporalUi = isEmpty(temporalUi) ? null : temporalUi;
  }

  /** Whether a browser may be told to send cookies over TLS only. */
  boolean isSecure() {
    return "https".equals(address.getScheme());
  }

  URI redirectUri() {
    return address.resolve("/console/signed-in");
  }

  private static @Nullable URI given(@Nullable URI uri, String name) {
    return uri == null || isEmpty(uri) ? null : requireSafe(uri, name);
  }

  private static boolean isEmpty(@Nullable URI uri) {
    return uri == null || uri.toString().isBlank();
  }

  /** Sessions and codes go there. */
  static URI requireSafe(URI uri, String name) {
    boolean safe =
        "https".equals(uri.getScheme())
            || ("http".equals(uri.getScheme()) && THIS_MACHINE.contains(uri.getHost()));
    if (!safe) {
      throw new IllegalArgumentException(
          "console." + name + " must be https, or http on this machine");
    }
    return uri;
  }

  @Override
  public String toString() {
    return "ConsoleSettings[" + address + "]";
  }
}
