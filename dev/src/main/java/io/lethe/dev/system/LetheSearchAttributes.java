package io.lethe.dev.system;

import io.lethe.workflows.SearchAttributes;
import io.temporal.common.SearchAttributeKey;
import java.util.List;

/** The search attributes that a server must know before a workflow may set them. */
final class LetheSearchAttributes {
  static final List<SearchAttributeKey<String>> ALL =
      List.of(SearchAttributes.STATE, SearchAttributes.MODEL, SearchAttributes.OUTCOME);

  private LetheSearchAttributes() {}

  static List<String> asServerArguments() {
    return ALL.stream()
        .flatMap(key -> List.of("--search-attribute", key.getName() + "=Keyword").stream())
        .toList();
  }
}
