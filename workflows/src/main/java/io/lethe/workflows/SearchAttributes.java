package io.lethe.workflows;

import io.temporal.common.SearchAttributeKey;
import java.util.List;

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

  /** A {@link io.lethe.workflows.erasure.GuardianState}; on guardians only. */
  public static final SearchAttributeKey<String> ERASURE =
      SearchAttributeKey.forKeyword("LetheErasure");

  /** What a server must know before a workflow may be started. */
  public static final List<SearchAttributeKey<String>> ALL =
      List.of(STATE, MODEL, OUTCOME, ERASURE);

  private SearchAttributes() {}
}
