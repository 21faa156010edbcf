package io.lethe.api.problem;

/** Carries a {@link Refusal} to where it is answered. Not a failure: it has no stack trace. */
public final class Refused extends RuntimeException {
  private final transient Refusal refusal;

  public Refused(Refusal refusal) {
    super(refusal.type().slug(), null, false, false);
    this.refusal = refusal;
  }

  public Refusal refusal() {
    return refusal;
  }
}
