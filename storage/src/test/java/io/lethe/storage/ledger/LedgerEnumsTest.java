package io.lethe.storage.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.lethe.domain.consent.Decision;
import io.lethe.domain.consent.Purpose;
import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.domain.usage.UsageEventName;
import io.lethe.domain.video.JobState;
import io.lethe.domain.video.ModelOff;
import io.lethe.domain.video.Outcome;
import io.lethe.domain.video.Reason;
import io.lethe.domain.video.UploadRole;
import io.lethe.storage.consent.ConsentChannel;
import io.lethe.storage.egress.EgressContent;
import io.lethe.storage.egress.EgressStatus;
import io.lethe.storage.holding.Corrected;
import io.lethe.storage.holding.Correction;
import io.lethe.storage.identifier.Identifier;
import io.lethe.storage.mail.MailKind;
import io.lethe.storage.mail.MailState;
import io.lethe.storage.model.Billed;
import io.lethe.storage.provider.BlockReason;
import io.lethe.storage.provider.CancelOutcome;
import io.lethe.storage.provider.TraceEnd;
import io.lethe.storage.rights.Channel;
import io.lethe.storage.rights.StepTaken;
import io.lethe.storage.staff.StaffAct;
import io.lethe.storage.testing.LedgerExtension;
import io.lethe.storage.vault.MediaKind;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jdbi.v3.core.generic.GenericType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LedgerEnumsTest {
  @RegisterExtension static final LedgerExtension LEDGER = new LedgerExtension();

  private static final Pattern QUOTED = Pattern.compile("'([A-Z0-9_]+)'");

  @Test
  void constraintsAllowExactlyTheNamesOfTheEnums() {
    assertThat(namesAllowedByConstraints())
        .isEqualTo(
            new TreeMap<>(
                Map.ofEntries(
                    Map.entry("audit_log_act", names(StaffAct.values())),
                    Map.entry("consents_purpose", names(Purpose.values())),
                    Map.entry("consents_decision", names(Decision.values())),
                    Map.entry("consents_channel", names(ConsentChannel.values())),
                    Map.entry("jobs_state", names(JobState.values())),
                    Map.entry("jobs_outcome", names(Outcome.values())),
                    Map.entry("jobs_reason", names(Reason.values())),
                    Map.entry("jobs_roles", names(UploadRole.values())),
                    Map.entry("models_off_because", names(ModelOff.values())),
                    Map.entry("corrections_field", names(Correction.Field.values())),
                    Map.entry("corrections_outcome", names(Corrected.Outcome.values())),
                    Map.entry("costs_billed", names(Billed.values())),
                    Map.entry("media_kind", names(MediaKind.values())),
                    Map.entry("media_role", names(UploadRole.values())),
                    Map.entry("media_status", Set.of("WRITING", "STORED", "ERASED")),
                    Map.entry("egress_content", names(EgressContent.values())),
                    Map.entry("egress_status", names(EgressStatus.values())),
                    Map.entry("provider_traces_cancel_answer", names(CancelOutcome.values())),
                    Map.entry("provider_traces_ended_as", names(TraceEnd.values())),
                    Map.entry("provider_blocks_reason", names(BlockReason.values())),
                    Map.entry("erasures_outcome", names(Outcome.values())),
                    Map.entry("erasures_reason", names(Reason.values())),
                    Map.entry("events_state", names(JobState.values())),
                    Map.entry("identifiers_kind", names(Identifier.Kind.values())),
                    Map.entry("usage_events_name", names(UsageEventName.values())),
                    Map.entry("rights_requests_asked", names(Right.values())),
                    Map.entry("mailed_requests_asked", names(Right.values())),
                    Map.entry("rights_requests_channel", names(Channel.values())),
                    Map.entry("rights_requests_state", names(RequestState.values())),
                    Map.entry("rights_requests_reason", names(RequestReason.values())),
                    Map.entry("rights_events_what", names(StepTaken.values())),
                    Map.entry("outbox_kind", names(MailKind.values())),
                    Map.entry("outbox_state", names(MailState.values())))));
  }

  /** Constraints on one column that list names. */
  private static Map<String, Set<String>> namesAllowedByConstraints() {
    Map<String, String> definitions =
        LEDGER
            .jdbi()
            .withHandle(
                handle ->
                    handle
                        .select(
                            """
                            SELECT conname, pg_get_constraintdef(oid) AS definition
                            FROM pg_constraint
                            WHERE contype = 'c' AND connamespace = 'public'::regnamespace
                              AND cardinality(conkey) = 1
                              AND pg_get_constraintdef(oid) ~ 'ARRAY|''[A-Z]'
                            """)
                        .setMapKeyColumn("conname")
                        .setMapValueColumn("definition")
                        .collectInto(new GenericType<Map<String, String>>() {}));
    Map<String, Set<String>> names = new TreeMap<>();
    definitions.forEach((constraint, definition) -> names.put(constraint, quoted(definition)));
    return names;
  }

  private static Set<String> quoted(String definition) {
    Set<String> names = new TreeSet<>();
    Matcher matcher = QUOTED.matcher(definition);
    while (matcher.find()) {
      names.add(matcher.group(1));
    }
    return names;
  }

  private static Set<String> names(Enum<?>[] values) {
    return Arrays.stream(values).map(Enum::name).collect(Collectors.toSet());
  }
}
