package io.lethe.dev.system;

import io.lethe.workflows.SearchAttributes;
import java.util.List;
import java.util.stream.Stream;

/** What the official binary is told besides ports and files, whoever starts it. */
public final class TemporalArguments {
  /**
   * The database appends to a log and forces that to disk now and then. By default it rewrites
   * itself with every step: starting a workflow took nine times as long at 20 orders a second.
   * Nothing is lost when the process is killed; after a power failure the last steps may be
   * missing, which the sweeper makes up for as after any restore.
   */
  private static final List<String> PRAGMAS = List.of("journal_mode=wal", "synchronous=normal");

  private TemporalArguments() {}

  /** Also the search attributes: a server must know one before a workflow may set it. */
  public static List<String> all() {
    Stream<String> attributes =
        SearchAttributes.ALL.stream()
            .flatMap(key -> Stream.of("--search-attribute", key.getName() + "=Keyword"));
    Stream<String> pragmas =
        PRAGMAS.stream().flatMap(pragma -> Stream.of("--sqlite-pragma", pragma));
    return Stream.concat(attributes, pragmas).toList();
  }
}
