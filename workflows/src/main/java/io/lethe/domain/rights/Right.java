package io.lethe.domain.rights;

/** What a person may ask for. */
public enum Right {
  /** GDPR Art. 15 and 20: what is kept, why, and who got it. */
  ACCESS,
  /** Art. 16. */
  CORRECTION,
  /** Art. 17. */
  DELETION,
  /** Art. 21(2): done at once. */
  MARKETING_OPT_OUT
}
