package io.lethe.api.desk;

import io.lethe.domain.rights.RequestReason;
import io.lethe.domain.rights.RequestState;
import io.lethe.domain.rights.Right;
import io.lethe.storage.rights.AskedCorrection;
import io.lethe.storage.rights.Channel;
import io.lethe.storage.rights.DeskNotes;
import io.lethe.storage.rights.RightsRequest;
import io.lethe.storage.rights.TimelineEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Requests as the pages say them. */
final class RequestWords {
  /** From then on a request is flagged as soon due. */
  private static final Duration SOON = Duration.ofDays(5);

  private final Clock clock;

  RequestWords(Clock clock) {
    this.clock = clock;
  }

  Map<String, Object> of(RightsRequest request) {
    Instant now = clock.instant();
    boolean open = request.closedAt() == null;
    boolean overdue = request.isOverdue(now);
    Map<String, Object> words = new HashMap<>();
    words.put("id", request.id().toString());
    words.put("right", Words.name(request.right()));
    words.put("channel", channel(request.channel()));
    words.put("state", Words.name(request.state()));
    RequestReason reason = request.reason();
    words.put("reason", reason == null ? "" : Words.name(reason));
    words.put("received", Words.time(request.receivedAt()));
    words.put("due", Words.time(request.dueAt()));
    Instant closed = request.closedAt();
    words.put("closed", closed == null ? null : Words.time(closed));
    words.put("open", open);
    words.put("overdue", overdue);
    words.put("soon", open && !overdue && now.plus(SOON).isAfter(request.dueAt()));
    words.put("left", left(request, now));
    words.put("extended", request.extendedAt() != null);
    words.put("verified", request.verifiedAt() != null);
    words.put("approved", request.approvedAt() != null);
    words.put("details", request.details());
    words.put("answer", request.answer());
    return words;
  }

  private static String channel(Channel channel) {
    return switch (channel) {
      case API -> "the app";
      case MAIL -> "mail";
      case STAFF -> "letter or word";
      case RESTORE -> "a tombstone, after the ledger was restored";
    };
  }

  private static String left(RightsRequest request, Instant now) {
    Duration left = Duration.between(now, request.dueAt());
    return left.isNegative()
        ? "overdue by " + Words.span(left.negated())
        : Words.span(left) + " left";
  }

  static List<Map<String, Object>> of(List<TimelineEntry> timeline) {
    List<Map<String, Object>> entries = new ArrayList<>();
    for (TimelineEntry entry : timeline) {
      Map<String, Object> words = new HashMap<>();
      words.put("what", Words.name(entry.what()));
      words.put("at", Words.time(entry.at()));
      words.put("by", entry.staff() == null ? "" : entry.staff().toString());
      entries.add(words);
    }
    return entries;
  }

  /** What staff noted of it, beside the request itself. */
  static void put(Map<String, Object> words, RightsRequest request, DeskNotes notes) {
    Instant told = notes.toldAt();
    words.put("letter", notes.byLetter());
    words.put("stranger", notes.stranger());
    words.put("correspondent", notes.correspondent());
    words.put("verification", notes.verification());
    words.put("told", told == null ? null : Words.time(told));
    words.put("toTell", isToTell(request, notes));
  }

  private static boolean isToTell(RightsRequest request, DeskNotes notes) {
    return notes.byLetter()
        && notes.toldAt() == null
        && (request.state() == RequestState.FULFILLED || request.state() == RequestState.DENIED);
  }

  /** What a correction names, and what became of each. */
  static List<Map<String, Object>> ofCorrections(List<AskedCorrection> corrections) {
    return corrections.stream()
        .map(
            one -> {
              Map<String, Object> words = new HashMap<>();
              words.put("field", Words.name(one.field()));
              words.put("wanted", one.wanted() == null ? "" : one.wanted());
              words.put("outcome", one.outcome() == null ? "" : Words.name(one.outcome()));
              return words;
            })
        .toList();
  }

  /**
   * What can be done about it now.
   *
   * @param named whether it names something that is corrected by itself
   */
  List<DeskAct> possible(RightsRequest request, DeskNotes notes, boolean named) {
    List<DeskAct> acts = new ArrayList<>();
    if (request.closedAt() != null) {
      return isToTell(request, notes) ? List.of(DeskAct.TELL) : acts;
    }
    boolean begun = request.beganAt() != null;
    boolean byHand = request.right() == Right.CORRECTION || notes.stranger();
    if (request.verifiedAt() == null) {
      acts.add(DeskAct.VERIFY);
    } else if (request.approvedAt() == null) {
      if (byHand) {
        acts.add(DeskAct.FULFIL);
      }
      if (!byHand || named) {
        acts.add(DeskAct.APPROVE);
      }
    }
    if (!begun) {
      acts.add(DeskAct.DENY);
    }
    if (request.extendedAt() == null && !request.isOverdue(clock.instant())) {
      acts.add(DeskAct.EXTEND);
    }
    return acts;
  }
}
