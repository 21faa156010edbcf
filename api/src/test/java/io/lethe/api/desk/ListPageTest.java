package io.lethe.api.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lethe.api.staff.PageRefused;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListPageTest {
  @Test
  void leadsOnAfterItsLastRowWhereThereIsMore() {
    ListPage<Integer> page = ListPage.of(rows(ListPage.ASKED));

    assertThat(page.rows()).isEqualTo(rows(50));
    assertThat(page.next(row -> "after " + row)).isEqualTo("after 50");
  }

  @Test
  void leadsNowhereFromTheLastPage() {
    ListPage<Integer> page = ListPage.of(rows(50));

    assertThat(page.rows()).hasSize(50);
    assertThat(page.next(row -> "after " + row)).isEmpty();
    assertThat(ListPage.of(List.of()).any()).isFalse();
  }

  @Test
  void anEndIsReadAsItWasWritten() {
    PageEnd end = new PageEnd(Instant.parse("2026-01-31T12:00:00.000001Z"), UUID.randomUUID());

    assertThat(PageEnd.of(end.toString())).contains(end);
    assertThat(PageEnd.of(null)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "there", "2026-01-31T12:00:00Z", "2026-01-31T12:00:00Z_x"})
  void noPageEndsSo(String word) {
    assertThatThrownBy(() -> PageEnd.of(word)).isInstanceOf(PageRefused.class);
  }

  private static List<Integer> rows(int many) {
    return IntStream.rangeClosed(1, many).boxed().toList();
  }
}
