package io.lethe.domain.video;

/** How a job ended. Decided once, when its erasure begins, and never changed after that. */
public enum Outcome {
  DELIVERED("The video was collected."),
  UNCOLLECTED("The video was ready, and the delivery window ended before it was collected."),
  REFUSED("The provider refused the content."),
  UNUSABLE_UPLOAD("An upload turned out to be nothing that the model can use."),
  FAILED("The video could not be made."),
  CANCELLED("The subject cancelled the job."),
  CONSENT_WITHDRAWN("The consent was withdrawn, or was missing when the file was to be sent."),
  ABANDONED("The upload never came."),
  OVERDUE("The time to erase came before the video was ready.");

  private final String meaning;

  Outcome(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
