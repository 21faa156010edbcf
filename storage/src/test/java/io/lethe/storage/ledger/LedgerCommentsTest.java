package io.lethe.storage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.storage.testing.LedgerExtension;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

public class LedgerCommentsTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  private static final Pattern FIVE_PARTS =
      Pattern.compile(
          "[^;]+; purpose: [^;]+; legal basis: GDPR Art\\. \\d[^;]*; kept for: [^;]+;"
              + " personal: (yes|no)");

  public record Commented(String name, @Nullable String comment) {}

  @Test
  void everyTableAndColumnSaysWhatItIsForOnWhichBasisAndForHowLong() {
    List<Commented> all =
        LEDGER
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .select(
                            """
                            SELECT c.relname || coalesce('.' || a.attname, '') AS name,
                              col_description(c.oid, a.attnum) AS comment
                            FROM pg_class c
                            JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
                              AND NOT a.attisdropped
                            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                              AND c.relname <> 'flyway_schema_history'
                            UNION ALL
                            SELECT c.relname, obj_description(c.oid, 'pg_class')
                            FROM pg_class c
                            WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
                              AND c.relname <> 'flyway_schema_history'
                            """)
                        .map(ConstructorMapper.of(Commented.class))
                        .list());

    assertThat(all).hasSizeGreaterThan(80);
    assertThat(all)
        .filteredOn(one -> one.comment() == null || !FIVE_PARTS.matcher(one.comment()).matches())
        .isEmpty();
  }

  @Test
  void aCommentWithoutATermIsNotEnough() {
    assertThat("The key; purpose: to encrypt; legal basis: GDPR Art. 32; personal: no")
        .doesNotMatch(FIVE_PARTS);
  }
}
