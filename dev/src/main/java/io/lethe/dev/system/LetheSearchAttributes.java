package io.lethe.dev.system;

import io.lethe.workflows.SearchAttributes;
import io.temporal.common.SearchAttributeKey;
import java.util.List;

/** The search attributes that a server must know before a workflow may set them. */
public final class LetheSearchAttributes {
  static final List<SearchAttributeKey<String>> ALL = SearchAttributes.ALL;

  private LetheSearchAttributes() {}

  public static List<String> asServerArguments() {
    return ALL.stream()
        .flatMap(key -> List.of("--search-attribute", key.getName() + "=Keyword").stream())
        .toList();
  }
}
