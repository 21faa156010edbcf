package io.lethe.storage.rights;

import io.lethe.storage.egress.EgressContent;
import io.lethe.storage.holding.Corrected.Outcome;
import io.lethe.storage.holding.Correction;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a subject is told about their corrections: what was done, and, from the egress ledger, who
 * got data of theirs and whether any of them has to be told of it (GDPR Art. 19).
 */
final class CorrectionAnswer {
  private CorrectionAnswer() {}

  static String of(
      List<CorrectionsDao.Row> rows,
      Optional<CorrectionsDao.Said> said,
      List<CorrectionsDao.Sent> sent) {
    List<String> sentences = new ArrayList<>();
    add(sentences, "Corrected: ", rows, Outcome.CORRECTED);
    add(sentences, "Nothing had to be changed: ", rows, Outcome.UNCHANGED);
    add(sentences, "Not confirmed in time, so that it is as before: ", rows, Outcome.NOT_CONFIRMED);
    said.ifPresent(
        statement ->
            sentences.add(
                "Your statement is kept beside the data under “"
                    + statement.about()
                    + "” and given out along with it."));
    sentences.add(recipients(sent));
    return String.join(" ", sentences);
  }

  private static void add(
      List<String> sentences, String what, List<CorrectionsDao.Row> rows, Outcome outcome) {
    String fields =
        rows.stream()
            .filter(row -> row.outcome() == outcome)
            .map(row -> words(row.field()))
            .collect(Collectors.joining(", "));
    if (!fields.isEmpty()) {
      sentences.add(what + fields + ".");
    }
  }

  private static String recipients(List<CorrectionsDao.Sent> sent) {
    if (sent.isEmpty()) {
      return "Nothing of yours was sent to anybody, so nobody has to be told.";
    }
    return sent.stream()
            .map(
                one ->
                    "%s got %s of yours, %s, the last time on %s."
                        .formatted(
                            one.recipient(),
                            contents(one.content()),
                            one.times() == 1 ? "once" : one.times() + " times",
                            LocalDate.ofInstant(one.lastAt(), ZoneOffset.UTC)))
            .collect(Collectors.joining(" "))
        + " Nothing that can be corrected was ever among it, so there is nothing to correct there.";
  }

  private static String contents(String kinds) {
    return Stream.of(kinds.split(","))
        .map(kind -> words(EgressContent.valueOf(kind)))
        .collect(Collectors.joining(", "));
  }

  /**
   * None of these holds anything of {@link Correction.Field}: a kind that did would have to be
   * passed on to whoever got it, and the last sentence of the answer would not be true any more.
   */
  private static String words(EgressContent content) {
    return switch (content) {
      case FILE -> "pictures or clips";
      case PROMPT -> "descriptions of videos";
      case PARAMETERS -> "settings of videos";
    };
  }

  private static String words(Correction.Field field) {
    return switch (field) {
      case EMAIL -> "your e-mail address";
      case DISPLAY_NAME -> "your name";
      case LOCALE -> "your language";
      case DEVICE -> "a device that is not yours";
    };
  }
}
