package io.lethe.storage.rights;

import io.lethe.storage.holding.DataMap;
import io.lethe.storage.holding.DataMap.Meaning;
import io.lethe.storage.holding.Holdings;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/**
 * What a person has to be told along with their data (GDPR Art. 15(1)). Who got data, and when,
 * stands in the list {@code egress} of the data itself.
 *
 * @param format names the form of the JSON; a change of the form is a new name
 */
record AboutData(
    String format, Instant madeAt, List<Place> places, List<String> rights, String complaint) {
  static final String FORMAT = "lethe-access-package/1";

  private static final List<String> RIGHTS =
      List.of(
          "You can have what is wrong corrected (GDPR Art. 16).",
          "You can have all of it erased (Art. 17).",
          "You can restrict how it is used, and object to it (Art. 18, 21).",
          "You can take it elsewhere: data.json is made for that (Art. 20).",
          "You can withdraw your consent at any time; nothing is sent to anyone from then on (Art. 7(3)).",
          "Nothing is decided about you by a machine alone (Art. 22).");

  private static final String COMPLAINT =
      "If you think that we treat your data wrongly, write to us, or complain to the data protection"
          + " authority where you live or work, or where it happened (Art. 77).";

  AboutData {
    places = List.copyOf(places);
    rights = List.copyOf(rights);
  }

  /** What is kept in one place, why, on which basis and for how long. */
  record Place(
      String name, String what, List<String> purposes, List<String> bases, List<String> keptFor) {}

  static AboutData of(Holdings holdings, DataMap map, Instant madeAt) {
    return new AboutData(
        FORMAT,
        madeAt,
        holdings.all().stream()
            .map(
                holding -> {
                  List<Meaning> meanings =
                      holding.tables().stream()
                          .flatMap(table -> map.table(table).personal().stream())
                          .toList();
                  return new Place(
                      holding.name(),
                      holding.what(),
                      distinct(meanings, Meaning::purpose),
                      distinct(meanings, Meaning::basis),
                      distinct(meanings, Meaning::term));
                })
            .toList(),
        RIGHTS,
        COMPLAINT);
  }

  private static List<String> distinct(List<Meaning> meanings, Function<Meaning, String> part) {
    return meanings.stream().map(part).distinct().toList();
  }
}
