package io.lethe.storage.holding;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;

/**
 * What is kept, where, why and for how long, as the ledger itself says in the comments of its
 * columns. {@code docs/data-map.md} and the record of processing are drawn from it.
 */
public record DataMap(List<Table> tables) {
  private static final Pattern COMMENT =
      Pattern.compile(
          "(?<means>[^;]+); purpose: (?<purpose>[^;]+); legal basis: (?<basis>[^;]+);"
              + " kept for: (?<term>[^;]+); personal: (?<personal>yes|no)");

  public DataMap {
    tables = List.copyOf(tables);
  }

  /** A table, told by its own comment, and its columns. */
  public record Table(String name, Meaning meaning, List<Column> columns) {
    public Table {
      columns = List.copyOf(columns);
    }

    public boolean isPersonal() {
      return !personal().isEmpty();
    }

    /**
     * What it says about people: its own comment first where what a row stands for is about a
     * person itself, then those of its columns.
     */
    public List<Meaning> personal() {
      return Stream.concat(Stream.of(meaning), columns.stream().map(Column::meaning))
          .filter(Meaning::personal)
          .toList();
    }
  }

  public record Column(String name, Meaning meaning) {}

  /** The five parts of a comment. */
  public record Meaning(String means, String purpose, String basis, String term, boolean personal) {

    static Meaning parse(String of, @Nullable String comment) {
      Matcher parts = COMMENT.matcher(comment == null ? "" : comment);
      if (!parts.matches()) {
        throw new IllegalStateException(of + " has no comment in five parts");
      }
      return new Meaning(
          parts.group("means"),
          parts.group("purpose"),
          parts.group("basis"),
          parts.group("term"),
          parts.group("personal").equals("yes"));
    }
  }

  /** One comment; the column is empty for that of the table itself. */
  public record Commented(String tableName, String columnName, @Nullable String comment) {}

  /** Reads the comments of a migrated ledger. */
  public static DataMap of(Jdbi ledger) {
    List<Commented> comments =
        ledger.withHandle(
            handle ->
                handle
                    .select(
                        """
                        SELECT c.relname AS table_name, coalesce(a.attname, '') AS column_name,
                          CASE WHEN a.attnum IS NULL THEN obj_description(c.oid, 'pg_class')
                            ELSE col_description(c.oid, a.attnum) END AS comment
                        FROM pg_class c
                        LEFT JOIN LATERAL (
                          SELECT attname, attnum
                          FROM pg_attribute
                          WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
                          UNION ALL
                          SELECT NULL, NULL
                        ) a ON true
                        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                          AND c.relname <> 'flyway_schema_history'
                        ORDER BY c.relname, a.attnum NULLS FIRST
                        """)
                    .map(ConstructorMapper.of(Commented.class))
                    .list());
    List<Table> tables = new ArrayList<>();
    for (Commented one : comments) {
      if (one.columnName().isEmpty()) {
        tables.add(table(one, comments));
      }
    }
    return new DataMap(tables);
  }

  private static Table table(Commented table, List<Commented> comments) {
    return new Table(
        table.tableName(),
        Meaning.parse(table.tableName(), table.comment()),
        comments.stream()
            .filter(one -> one.tableName().equals(table.tableName()))
            .filter(one -> !one.columnName().isEmpty())
            .map(
                one ->
                    new Column(
                        one.columnName(),
                        Meaning.parse(one.tableName() + "." + one.columnName(), one.comment())))
            .toList());
  }

  public Table table(String name) {
    return tables.stream()
        .filter(table -> table.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no table " + name));
  }
}
