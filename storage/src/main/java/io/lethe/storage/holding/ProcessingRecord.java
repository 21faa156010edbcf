package io.lethe.storage.holding;

import io.lethe.domain.consent.Purpose;
import io.lethe.storage.consent.Notices;
import io.lethe.storage.holding.DataMap.Column;
import io.lethe.storage.holding.DataMap.Meaning;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * The record of processing activities (GDPR Art. 30(1)), drawn from what the ledger says of itself.
 * Who the controller is stands with whoever runs this.
 *
 * @param activities one for each holding
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
              + " opaque ids only.",
          "Uploads are scanned while they stream in, and drawn anew without metadata before they are"
              + " sent.",
          "Every erasure is read back and evidenced by a signed receipt.");

  /** Whose files and words are sent out, and under which notice. */
  private static final Set<String> SENT_OUT = Set.of("vault", "jobs");

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
        holdings.all().stream().map(holding -> activity(holding, map, recipients)).toList(),
        SECURITY);
  }

  private static Activity activity(Holding holding, DataMap map, List<String> recipients) {
    boolean sentOut = SENT_OUT.contains(holding.name());
    List<Meaning> personal =
        holding.tables().stream()
            .flatMap(name -> map.table(name).columns().stream())
            .map(Column::meaning)
            .filter(Meaning::personal)
            .toList();
    return new Activity(
        holding.name(),
        holding.what(),
        distinct(personal, Meaning::purpose),
        distinct(personal, Meaning::basis),
        "People who use the app, or who write to us.",
        distinct(personal, Meaning::means),
        sentOut ? recipients : List.of(),
        sentOut
            ? "Only after explicit consent to the notice that names these recipients."
            : "None.",
        distinct(personal, Meaning::term));
  }

  private static List<String> distinct(List<Meaning> meanings, Function<Meaning, String> part) {
    return meanings.stream().map(part).distinct().toList();
  }
}
