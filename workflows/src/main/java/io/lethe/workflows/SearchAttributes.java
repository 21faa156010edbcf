package io.lethe.workflows;

import io.temporal.common.SearchAttributeKey;

/**
 * What operators can filter by in Temporal's Web UI. Never encrypted by Temporal, so enums and
 * model ids only.
 */
public final class SearchAttributes {
  /** A {@link io.lethe.domain.video.JobState}. */
  public static final SearchAttributeKey<String> STATE =
      SearchAttributeKey.forKeyword("LetheState");

  /** A {@link io.lethe.domain.video.ModelId}. */
  public static final SearchAttributeKey<String> MODEL =
      SearchAttributeKey.forKeyword("LetheModel");

  /** A {@link io.lethe.domain.video.Outcome}. */
  public static final SearchAttributeKey<String> OUTCOME =
      SearchAttributeKey.forKeyword("LetheOutcome");

  private SearchAttributes() {}
}
