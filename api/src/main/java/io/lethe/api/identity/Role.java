package io.lethe.api.identity;

/**
 * What a bearer may do beside looking after their own data. From the token's claim {@code roles}.
 */
public enum Role {
  /** Decides on people's requests. */
  COMPLIANCE,
  /** Looks after the system; sees totals, never a person. */
  OPERATOR
}
