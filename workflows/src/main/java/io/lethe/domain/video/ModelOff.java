package io.lethe.domain.video;

/** Why a model can't be ordered at present, as the provider's own facts have it. */
public enum ModelOff {
  NOT_AT_PROVIDER("The provider has no such model any more."),
  NOT_ENTERPRISE_READY(
      "The provider does not promise for this model that content is not used for training."),
  ENTERPRISE_STATUS_UNKNOWN(
      "The provider does not say whether it promises for this model that content is not used for"
          + " training.");

  private final String meaning;

  ModelOff(String meaning) {
    this.meaning = meaning;
  }

  public String meaning() {
    return meaning;
  }
}
