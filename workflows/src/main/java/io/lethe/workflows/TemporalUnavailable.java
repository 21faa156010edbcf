package io.lethe.workflows;

/** A start-up that found no Temporal to work with. The message is one sentence for the operator. */
public final class TemporalUnavailable extends RuntimeException {

  private TemporalUnavailable(String sentence) {
    super(sentence);
  }

  static TemporalUnavailable noAnswer(TemporalSettings settings) {
    return new TemporalUnavailable(
        "Temporal did not answer at "
            + settings.target()
            + " within "
            + settings.connectWait().toSeconds()
            + " s: start it, or correct temporal.target in the configuration.");
  }

  static TemporalUnavailable noNamespace(TemporalSettings settings) {
    return new TemporalUnavailable(
        "Temporal at "
            + settings.target()
            + " has no namespace '"
            + settings.namespace()
            + "': create it, or correct temporal.namespace in the configuration.");
  }
}
