package io.lethe.storage.holding;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where exported rows go, one after another, so that no export has to fit into memory. */
@FunctionalInterface
public interface ExportedRows {
  /**
   * @param list the rows' common name; all rows of one list come one after another
   * @param row by name; texts, numbers, instants, ids, lists of texts and null
   */
  void add(String list, Map<String, ? extends @Nullable Object> row) throws IOException;
}
