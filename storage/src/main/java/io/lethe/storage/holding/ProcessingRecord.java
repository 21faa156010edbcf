package io.lethe.storage.holding;

import io.lethe.domain.consent.Purpose;
import io.lethe.storage.consent.Notices;
import io.lethe.storage.holding.DataMap.Column;
import io.lethe.storage.holding.DataMap.Meaning;
import io.lethe.storage.holding.DataMap.Table;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The record of processing activities (GDPR Art. 30(1)), drawn from what the ledger says of itself.
 * Who the controller is stands with whoever runs this.
 *
 * @param activities one for each holding, and one for what outlives an erasure
 * @param security Art. 30(1)(g), 32(1)
 */
public record ProcessingRecord(
    String controller, List<Activity> activities, List<String> security) {

  private static final String CONTROLLER =
      "To be filled in by whoever runs this installation: name and contact details of the"
          + " controller and, where there are any, of the representative and the data protection"
          + " officer (Art. 30(1)(a)).";

  private static final List<String> SECURITY =
      List.of(
          "Files are encrypted under a key for each job, values that tell something in words under a"
              + " key for each subject (AES-256-GCM); both kinds of keys are wrapped by a master key"
              + " that lies elsewhere.",
          "Erasing destroys the key first: from then on nothing opens what was sealed under it.",
          "Subjects are known by a random number and a keyed digest; logs and workflow histories hold"
              + " opaque ids, names of states, counts and times only.",
          "Uploads are scanned while they stream in, and drawn anew without metadata before they are"
              + " sent.",
          "Every erasure is read back and evidenced by a signed receipt.");

  /** Whose files and words are sent out, and under which notice. */
  private static final Set<String> SENT_OUT = Set.of("vault", "jobs");

  private static final String TRANSFERS =
      "Outside the European Economic Area, among others to the United States, and only after explicit"
          + " consent to the notice that says so and names these recipients.";

  public ProcessingRecord {
    activities = List.copyOf(activities);
    security = List.copyOf(security);
  }

  /**
   * @param purposes Art. 30(1)(b)
   * @param people Art. 30(1)(c), first half
   * @param data Art. 30(1)(c), second half
   * @param recipients Art. 30(1)(d)
   * @param transfers Art. 30(1)(e)
   * @param terms Art. 30(1)(f)
   */
  public record Activity(
      String name,
      String what,
      List<String> purposes,
      List<String> bases,
      String people,
      List<String> data,
      List<String> recipients,
      String transfers,
      List<String> terms) {}

  public static ProcessingRecord of(Holdings holdings, DataMap map, Notices notices) {
    List<String> recipients = notices.current(Purpose.AI_PROCESSING).recipients();
    return new ProcessingRecord(
        CONTROLLER,
        Stream.concat(
                holdings.all().stream().map(holding -> activity(holding, map, recipients)),
                Stream.of(outliving(map)))
            .toList(),
        SECURITY);
  }

  private static Activity activity(Holding holding, DataMap map, List<String> recipients) {
    boolean sentOut = SENT_OUT.contains(holding.name());
    return activity(
        holding.name(),
        holding.what(),
        holding.tables().stream().map(map::table).toList(),
        sentOut ? recipients : List.of(),
        sentOut ? TRANSFERS : "None.");
  }

  private static Activity outliving(DataMap map) {
    return activity(
        "objections",
        "What outlives an erasure: to whom no promotional mail is sent.",
        Holdings.OUTLIVING.stream().map(map::table).toList(),
        List.of(),
        "None.");
  }

  private static Activity activity(
      String name, String what, List<Table> tables, List<String> recipients, String transfers) {
    List<Meaning> personal = tables.stream().flatMap(table -> table.personal().stream()).toList();
    List<Meaning> columns =
        tables.stream()
            .flatMap(table -> table.columns().stream())
            .map(Column::meaning)
            .filter(Meaning::personal)
            .toList();
    return new Activity(
        name,
        what,
        distinct(personal, Meaning::purpose),
        distinct(personal, Meaning::basis),
        "People who use the app, or who write to us.",
        distinct(columns, Meaning::means),
        recipients,
        transfers,
        distinct(personal, Meaning::term));
  }

  private static List<String> distinct(List<Meaning> meanings, Function<Meaning, String> part) {
    return meanings.stream().map(part).distinct().toList();
  }
}
