package io.lethe.domain.consent;

/** What a consent record says. */
public enum Decision {
  GRANTED,
  WITHDRAWN
}
