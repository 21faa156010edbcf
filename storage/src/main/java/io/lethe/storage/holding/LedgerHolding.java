package io.lethe.storage.holding;

import io.lethe.domain.SubjectId;
import io.lethe.storage.key.SubjectKey;
import io.lethe.storage.key.SubjectKeys;
import java.io.IOException;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.result.ResultIterator;
import org.jspecify.annotations.Nullable;

/**
 * Tables of the ledger, told by the statements that read and delete a subject's rows. Each
 * statement has one parameter, {@code :subject}.
 */
final class LedgerHolding implements Holding {
  /** Rows that are fetched at a time: a year of usage does not fit into memory. */
  private static final int FETCHED = 500;

  private final Jdbi jdbi;
  private final SubjectKeys keys;
  private final Tables tables;
  private final Correcting correcting;

  /**
   * @param names in the order in which they are emptied
   * @param exports what is given out, list by list
   * @param erasures one statement for each table, in an order that foreign keys allow
   * @param count one number: how many rows are left in all tables
   */
  record Tables(
      String name,
      String what,
      List<String> names,
      List<Export> exports,
      List<String> erasures,
      String count) {}

  /**
   * @param sealed which columns are sealed under the subject's key, and for what
   */
  record Export(String list, String query, Map<String, String> sealed) {
    Export(String list, String query) {
      this(list, query, Map.of());
    }
  }

  LedgerHolding(Jdbi jdbi, SubjectKeys keys, Tables tables, Correcting correcting) {
    this.jdbi = jdbi;
    this.keys = keys;
    this.tables = tables;
    this.correcting = correcting;
  }

  @Override
  public String name() {
    return tables.name();
  }

  @Override
  public String what() {
    return tables.what();
  }

  @Override
  public List<String> tables() {
    return tables.names();
  }

  @Override
  public void export(SubjectId subject, ExportedRows out) throws IOException {
    Optional<SubjectKey> key = keys.find(subject);
    for (Export export : tables.exports()) {
      jdbi.useTransaction(
          handle -> {
            try (ResultIterator<Map<String, @Nullable Object>> rows =
                handle
                    .createQuery(export.query())
                    .bind("subject", subject)
                    .setFetchSize(FETCHED)
                    .map((row, context) -> read(row, export, key))
                    .iterator()) {
              while (rows.hasNext()) {
                out.add(export.list(), rows.next());
              }
            }
          });
    }
  }

  static Map<String, @Nullable Object> read(ResultSet row, Export export, Optional<SubjectKey> key)
      throws SQLException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    ResultSetMetaData columns = row.getMetaData();
    for (int i = 1; i <= columns.getColumnCount(); i++) {
      String name = columns.getColumnLabel(i);
      String sealedFor = export.sealed().get(name);
      values.put(name, sealedFor == null ? plain(row, i) : unseal(row.getBytes(i), sealedFor, key));
    }
    return values;
  }

  private static @Nullable Object unseal(
      byte @Nullable [] sealed, String column, Optional<SubjectKey> key) {
    return key.map(present -> present.unseal(column, sealed)).orElse(null);
  }

  private static @Nullable Object plain(ResultSet row, int column) throws SQLException {
    Object value = row.getObject(column);
    if (value instanceof Timestamp at) {
      return at.toInstant();
    }
    return value instanceof Array array ? Arrays.asList((Object[]) array.getArray()) : value;
  }

  @Override
  public Optional<Corrected> correct(Handle transaction, SubjectId subject, Correction correction) {
    return correcting.correct(transaction, subject, correction);
  }

  @Override
  public long erase(SubjectId subject) {
    return jdbi.inTransaction(
        handle -> {
          long erased = 0;
          for (String statement : tables.erasures()) {
            erased += handle.createUpdate(statement).bind("subject", subject).execute();
          }
          return erased;
        });
  }

  @Override
  public long count(SubjectId subject) {
    return jdbi.withHandle(
        handle ->
            handle.createQuery(tables.count()).bind("subject", subject).mapTo(Long.class).one());
  }
}
