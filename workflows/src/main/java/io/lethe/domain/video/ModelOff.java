package io.lethe.domain.video;

/** Why a model can't be ordered at present, as the provider's own facts have it. */
public enum ModelOff {
  NOT_AT_PROVIDER(
      "The provider has no such model any more.",
      "Correct its endpoint under models in the configuration, or take it out."),
  NOT_ENTERPRISE_READY(
      "The provider does not promise for this model that content is not used for training.",
      "It comes back by itself once the provider promises it."),
  ENTERPRISE_STATUS_UNKNOWN(
      "The provider does not say whether it promises for this model that content is not used for"
          + " training.",
      "Silence is no promise. The provider's facts carry no enterprise_status for it: if they carry"
          + " none for any model, see question 1 of docs/verify-with-a-real-key.md.");

  private final String meaning;
  private final String remedy;

  ModelOff(String meaning, String remedy) {
    this.meaning = meaning;
    this.remedy = remedy;
  }

  public String meaning() {
    return meaning;
  }

  /** What an operator can do about it. */
  public String remedy() {
    return remedy;
  }
}
