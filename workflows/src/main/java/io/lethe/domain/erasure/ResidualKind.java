package io.lethe.domain.erasure;

/** What can be left where nobody of ours can look. There is at most one of a kind in a receipt. */
public enum ResidualKind {
  /** The video and the record of the result. */
  PROVIDER_RESULT,
  /** The note that a request took place, without its content. */
  PROVIDER_RECORD,
  /** What the maker of the model keeps. */
  MODEL_MAKER
}
