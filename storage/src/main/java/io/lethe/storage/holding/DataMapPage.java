package io.lethe.storage.holding;

import io.lethe.storage.holding.DataMap.Column;
import io.lethe.storage.holding.DataMap.Table;

/** Draws {@code docs/data-map.md}: what is kept of people, where, why and for how long. */
public final class DataMapPage {
  private final Holdings holdings;
  private final DataMap map;

  public DataMapPage(Holdings holdings, DataMap map) {
    this.holdings = holdings;
    this.map = map;
  }

  public String markdown() {
    StringBuilder page =
        new StringBuilder(
            """
            # What is kept of people

            Drawn from the list of holdings and from the comments of the ledger's own columns; a test holds this page to
            them. Access and erasure run over the same list. Columns that say nothing about a person are left out.
            """);
    for (Holding holding : holdings.all()) {
      page.append("\n## ")
          .append(holding.name())
          .append("\n\n")
          .append(holding.what())
          .append('\n');
      for (String name : holding.tables()) {
        table(page, map.table(name));
      }
    }
    page.append("\n## What outlives an erasure\n\n")
        .append("Access gives it out too; the receipt of an erasure names it.\n");
    Holdings.OUTLIVING.forEach(name -> table(page, map.table(name)));
    return page.toString();
  }

  private static void table(StringBuilder page, Table table) {
    page.append("\n### Table `").append(table.name()).append("`\n\n");
    page.append(table.meaning().means()).append(".\n");
    if (table.meaning().personal()) {
      page.append(
          "Purpose: %s. Basis: %s. Kept: %s.\n"
              .formatted(
                  table.meaning().purpose(), table.meaning().basis(), table.meaning().term()));
    }
    if (table.columns().stream().noneMatch(column -> column.meaning().personal())) {
      page.append("\nNo column of it says anything about a person.\n");
      return;
    }
    page.append("\n| column | what | purpose | basis | kept |\n|---|---|---|---|---|\n");
    for (Column column : table.columns()) {
      if (column.meaning().personal()) {
        page.append(
            "| `%s` | %s | %s | %s | %s |\n"
                .formatted(
                    column.name(),
                    column.meaning().means(),
                    column.meaning().purpose(),
                    column.meaning().basis(),
                    column.meaning().term()));
      }
    }
  }
}
