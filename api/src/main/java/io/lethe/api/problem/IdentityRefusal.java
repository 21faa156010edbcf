package io.lethe.api.problem;

import io.lethe.api.identity.Role;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/** Whoever asks is not known well enough, or has no such role. */
public sealed interface IdentityRefusal extends Refusal {
  /** No token, or one that is not accepted (RFC 6750, 3). */
  record Unauthenticated(ProblemType type) implements IdentityRefusal {
    @Override
    public Map<String, String> headers() {
      String challenge =
          type == ProblemType.TOKEN_MISSING
              ? "Bearer realm=\"lethe\""
              : "Bearer realm=\"lethe\", error=\"invalid_token\"";
      return Map.of("WWW-Authenticate", challenge);
    }
  }

  /** The person has to prove anew who they are (RFC 9470, 3). */
  record SignInAgain(Duration atMostAgo) implements IdentityRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.SIGN_IN_AGAIN;
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("maxAge", atMostAgo.toSeconds());
    }

    @Override
    public Map<String, String> headers() {
      return Map.of(
          "WWW-Authenticate",
          "Bearer realm=\"lethe\", error=\"insufficient_user_authentication\", max_age=\""
              + atMostAgo.toSeconds()
              + "\"");
    }
  }

  record RoleMissing(Role role) implements IdentityRefusal {
    @Override
    public ProblemType type() {
      return ProblemType.ROLE_MISSING;
    }

    @Override
    public Map<String, Object> members() {
      return Map.of("role", role.name().toLowerCase(Locale.ROOT));
    }
  }
}
