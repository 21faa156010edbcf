package io.lethe.domain.video;

import java.util.EnumSet;
import java.util.Set;

/**
 * Where a job is. The ledger moves a job only along {@link #next()}; the table in the documentation
 * is printed from here. Every state but the last can become {@link #ERASING}: nothing has to be
 * finished before it may be forgotten.
 */
public enum JobState {
  AWAITING_UPLOAD(
      "The order is accepted; not every upload has arrived whole yet.",
      "Upload to the addresses that the job names."),
  PREPARING("The upload is being inspected and sanitised.", "Wait."),
  RENDERING(
      "The sanitised file and the prompt are with the provider, or on their way there.", "Wait."),
  READY(
      "The video lies in the vault; the upload is erased.",
      "Download the video before it is erased."),
  ERASING("The key is destroyed; bytes are being deleted and looked for.", "Wait for the receipt."),
  ERASED("Absence was read back and the receipt is signed.", "Nothing: no data is left.");

  private final String meaning;
  private final String whatComesNext;

  JobState(String meaning, String whatComesNext) {
    this.meaning = meaning;
    this.whatComesNext = whatComesNext;
  }

  public String meaning() {
    return meaning;
  }

  /** What the client should do, as one sentence that an app may show. */
  public String whatComesNext() {
    return whatComesNext;
  }

  /** The states that may follow this one. */
  public Set<JobState> next() {
    return switch (this) {
      case AWAITING_UPLOAD -> EnumSet.of(PREPARING, ERASING);
      case PREPARING -> EnumSet.of(RENDERING, ERASING);
      case RENDERING -> EnumSet.of(READY, ERASING);
      case READY -> EnumSet.of(ERASING);
      case ERASING -> EnumSet.of(ERASED);
      case ERASED -> EnumSet.noneOf(JobState.class);
    };
  }

  public boolean canBecome(JobState state) {
    return next().contains(state);
  }

  /**
   * True from the moment the key is destroyed: nothing of the subject's may be written or read any
   * more.
   */
  public boolean isForgotten() {
    return this == ERASING || this == ERASED;
  }
}
